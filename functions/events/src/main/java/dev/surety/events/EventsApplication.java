package dev.surety.events;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.surety.events.app.ReadFeed;
import dev.surety.events.app.ReadWorklist;
import dev.surety.events.app.RelayEntries;
import dev.surety.events.bus.EventBridgeBus;
import dev.surety.events.http.AttentionRoutes;
import dev.surety.events.http.EventRoutes;
import dev.surety.events.inbox.JournalItems;
import dev.surety.events.inbox.JournalRecords;
import dev.surety.events.inbox.RepublishInbox;
import dev.surety.events.store.DynamoFeed;
import dev.surety.events.store.DynamoWorklist;
import dev.surety.runtime.aws.AwsClients;
import dev.surety.runtime.aws.AwsJson;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.HttpEdge;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.edge.queue.QueueEdge;
import dev.surety.runtime.edge.stream.StreamEdge;
import dev.surety.runtime.edge.stream.StreamOrQueueEdge;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.secrets.Secrets;
import dev.surety.runtime.settings.Environment;
import dev.surety.runtime.wiring.Doors;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

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
                .with(EventsRelay.class, StreamsEventResponse.class, () -> relay(clock, metrics));
    }

    private static HttpEdge api(InstantSource clock, Metrics metrics) {
        var dynamo = AwsClients.find().dynamo();
        var cursors = new Cursors(Secrets.ofEnvironment(clock), clock);
        List<Route<?>> routes = new ArrayList<>();
        routes.addAll(new EventRoutes(new ReadFeed(feed(dynamo), clock, settle()), cursors).all());
        routes.addAll(new AttentionRoutes(new ReadWorklist(worklist(dynamo, clock)), cursors).all());
        return new HttpEdge(routes, metrics);
    }

    /** What the stream brings is relayed, and again what messages name. */
    private static StreamOrQueueEdge relay(InstantSource clock, Metrics metrics) {
        var dynamo = AwsClients.find().dynamo();
        var relay = relay(dynamo, clock, metrics);
        var journal = new JournalItems(dynamo, Environment.get("JOURNAL_TABLE"));
        return new StreamOrQueueEdge(
                new StreamEdge(new JournalRecords(relay, clock, metrics), metrics),
                new QueueEdge(new RepublishInbox(journal, relay, metrics), metrics));
    }

    private static RelayEntries relay(DynamoDbClient dynamo, InstantSource clock, Metrics metrics) {
        var bridge = AwsJson.ofEnvironment("events", "AWSEvents", "EVENTBRIDGE_ENDPOINT");
        var bus = new EventBridgeBus(
                bridge,
                Environment.get("EVENT_BUS"),
                Set.of(Environment.get("EVENTS_HEARD").split(" ", -1)));
        return new RelayEntries(feed(dynamo), bus, worklist(dynamo, clock), clock, settle(), metrics);
    }

    private static DynamoFeed feed(DynamoDbClient dynamo) {
        return new DynamoFeed(dynamo, Environment.get("EVENTS_TABLE"));
    }

    private static DynamoWorklist worklist(DynamoDbClient dynamo, InstantSource clock) {
        return new DynamoWorklist(dynamo, Environment.get("WORKLIST_TABLE"), clock);
    }

    private static Duration settle() {
        return Duration.ofMillis(Long.parseLong(Environment.find("FEED_SETTLE_MILLIS").orElse(SETTLE_MILLIS)));
    }
}
