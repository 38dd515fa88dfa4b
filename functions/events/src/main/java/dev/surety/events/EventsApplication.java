package dev.surety.events;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.surety.events.app.ReadFeed;
import dev.surety.events.app.RelayEntries;
import dev.surety.events.bus.EventBridgeBus;
import dev.surety.events.http.EventRoutes;
import dev.surety.events.inbox.AgainInbox;
import dev.surety.events.inbox.JournalRecords;
import dev.surety.events.store.DynamoFeed;
import dev.surety.runtime.aws.AwsClients;
import dev.surety.runtime.aws.AwsJson;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.HttpEdge;
import dev.surety.runtime.edge.queue.QueueEdge;
import dev.surety.runtime.edge.stream.StreamEdge;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.secrets.Secrets;
import dev.surety.runtime.settings.Environment;
import dev.surety.runtime.wiring.Doors;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/** Wires the doors; decides nothing. */
@SpringBootConfiguration
public class EventsApplication implements ApplicationContextInitializer<GenericApplicationContext> {
    private static final String SETTLE_MILLIS = "2000";

    @Override
    public void initialize(GenericApplicationContext context) {
        InstantSource clock = InstantSource.system();
        var metrics = new Metrics("events", clock, System.out::println);
        new Doors(context)
                .with(EventsApi.class, APIGatewayV2HTTPResponse.class, () -> api(clock, metrics))
                .with(EventsRelay.class, StreamsEventResponse.class, () ->
                        new StreamEdge(relay(clock, metrics), metrics))
                .with(EventsAgain.class, SQSBatchResponse.class, () ->
                        new QueueEdge(new AgainInbox(relay(clock, metrics)), metrics));
    }

    private static HttpEdge api(InstantSource clock, Metrics metrics) {
        var feed = new ReadFeed(feed(), clock, settle());
        return new HttpEdge(new EventRoutes(feed, new Cursors(Secrets.ofEnvironment(clock), clock)).all(), metrics);
    }

    private static JournalRecords relay(InstantSource clock, Metrics metrics) {
        var bridge = AwsJson.ofEnvironment("events", "AWSEvents", "EVENTBRIDGE_ENDPOINT");
        var bus = new EventBridgeBus(bridge, Environment.get("EVENT_BUS"));
        var relay = new RelayEntries(feed(), bus, clock, settle(), metrics);
        return new JournalRecords(relay, metrics);
    }

    private static DynamoFeed feed() {
        return new DynamoFeed(AwsClients.find().dynamo(), Environment.get("EVENTS_TABLE"));
    }

    private static Duration settle() {
        return Duration.ofMillis(Long.parseLong(Environment.find("FEED_SETTLE_MILLIS").orElse(SETTLE_MILLIS)));
    }
}
