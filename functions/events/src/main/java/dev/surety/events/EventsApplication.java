package dev.surety.events;

import dev.surety.events.app.HandleWork;
import dev.surety.events.app.ReadApprovals;
import dev.surety.events.app.ReadFeed;
import dev.surety.events.app.ReadWorklist;
import dev.surety.events.app.RelayEntries;
import dev.surety.events.bus.EventBridgeBus;
import dev.surety.events.http.ApprovalRoutes;
import dev.surety.events.http.AttentionRoutes;
import dev.surety.events.http.EventRoutes;
import dev.surety.events.inbox.JournalItems;
import dev.surety.events.inbox.JournalRecords;
import dev.surety.events.inbox.RepublishInbox;
import dev.surety.events.store.DynamoFeed;
import dev.surety.events.store.DynamoWorklist;
import dev.surety.events.store.ShippedTypes;
import dev.surety.runtime.aws.AwsJson;
import dev.surety.runtime.edge.http.HttpEdge;
import dev.surety.runtime.edge.stream.StreamOrQueueEdge;
import dev.surety.runtime.settings.Environment;
import dev.surety.runtime.wiring.Doors;
import dev.surety.runtime.wiring.Platform;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/** Wires the doors; decides nothing. */
@SpringBootConfiguration
public class EventsApplication implements ApplicationContextInitializer<GenericApplicationContext> {
    private static final String SETTLE_MILLIS = "2000";

    @Override
    public void initialize(GenericApplicationContext context) {
        var platform = new Platform("events");
        new Doors(context)
                .http(EventsApi.class, () -> api(platform))
                .stream(EventsRelay.class, () -> relay(platform));
    }

    private static HttpEdge api(Platform with) {
        return with.http(
                new EventRoutes(
                                new ReadFeed(feed(with), with.clock(), settle()), ShippedTypes.read(), with.cursors())
                        .table(),
                new ApprovalRoutes(
                                new ReadApprovals(
                                        new ReadWorklist(worklist(with)), with.journal(), with.marketplaces()),
                                with.cursors())
                        .table(),
                new AttentionRoutes(
                                new ReadWorklist(worklist(with)),
                                new HandleWork(with.journal(), with.marketplaces(), with.clocks(), with.vault()),
                                with.keys(),
                                with.cursors())
                        .table());
    }

    /** Relays the stream's entries, and once more the entries that messages name. */
    private static StreamOrQueueEdge relay(Platform with) {
        var bridge = AwsJson.ofEnvironment("events", "AWSEvents", "EVENTBRIDGE_ENDPOINT");
        var bus = new EventBridgeBus(
                bridge, Environment.get("EVENT_BUS"), Set.of(Environment.get("EVENTS_HEARD").split(" ", -1)));
        var relay = new RelayEntries(feed(with), bus, worklist(with), with.clock(), settle(), with.metrics());
        var journal = new JournalItems(with.dynamo(), with.journalTable());
        return new StreamOrQueueEdge(
                with.stream(new JournalRecords(relay, with.clock(), with.metrics())),
                with.queue(new RepublishInbox(journal, relay, with.metrics())));
    }

    private static DynamoFeed feed(Platform with) {
        return new DynamoFeed(with.dynamo(), Environment.get("EVENTS_TABLE"));
    }

    private static DynamoWorklist worklist(Platform with) {
        return new DynamoWorklist(with.dynamo(), Environment.get("WORKLIST_TABLE"), with.clock());
    }

    private static Duration settle() {
        return Duration.ofMillis(Long.parseLong(Environment.find("FEED_SETTLE_MILLIS").orElse(SETTLE_MILLIS)));
    }
}
