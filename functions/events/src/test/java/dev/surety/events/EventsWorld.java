package dev.surety.events;

import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.StreamBytes;
import dev.surety.dynamo.StreamRecord;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.clock.FixedClock;
import dev.surety.dynamo.faults.Faults;
import dev.surety.dynamo.faults.FaultyDynamo;
import dev.surety.events.app.HandleWork;
import dev.surety.events.app.ReadApprovals;
import dev.surety.events.app.ReadFeed;
import dev.surety.events.app.ReadWorklist;
import dev.surety.events.app.RelayEntries;
import dev.surety.events.domain.Bus;
import dev.surety.events.domain.Event;
import dev.surety.events.domain.Kinds;
import dev.surety.events.http.ApprovalRoutes;
import dev.surety.events.http.AttentionRoutes;
import dev.surety.events.http.EventRoutes;
import dev.surety.events.inbox.JournalItems;
import dev.surety.events.inbox.JournalRecords;
import dev.surety.events.inbox.RepublishInbox;
import dev.surety.events.store.DynamoFeed;
import dev.surety.events.store.DynamoWorklist;
import dev.surety.events.store.ShippedTypes;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Attention;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Postings;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.HttpEdge;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.edge.queue.QueueEdge;
import dev.surety.runtime.edge.stream.StreamEdge;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Fingerprints;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.secrets.Secrets;
import dev.surety.runtime.vault.SecretKeyWrap;
import dev.surety.runtime.vault.Vault;
import dev.surety.testkit.http.HttpEvents;
import dev.surety.testkit.http.HttpWorld;
import dev.surety.testkit.http.Response;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A journal in memory, a bus that remembers, and the doors of the feed. */
final class EventsWorld {
    static final MarketplaceId DEMO = new MarketplaceId("demo");
    static final MarketplaceId OTHER = new MarketplaceId("other");
    static final String READER = backend("demo", "events:read");
    private static final String SECRETS =
            """
            {"cursor": {"current": "c2VjcmV0LXNlY3JldC1zZWNyZXQ="},
             "fingerprint": {"current": "Zm9yIHRlc3RzIG9ubHksIG5vdCBhIHNlY3JldCE="},
             "vault": {"current": "dGhpcnR5LXR3byBieXRlcyBmb3IgdGVzdHMgb25seSE="}}
            """;
    static final Duration SETTLE = Duration.ofMillis(2_000);

    final FixedClock clock = FixedClock.at("2026-11-22T10:00:00.000Z");
    final MemoryDynamo memory = MemoryDynamo.surety(clock);
    final Faults faults;
    final List<String> metrics = new ArrayList<>();
    final RememberingBus bus = new RememberingBus();
    private final Journal journal = new Journal(memory, SuretyTables.JOURNAL);

    EventsWorld() {
        this(Faults.none());
    }

    EventsWorld(Faults faults) {
        this.faults = faults;
    }

    /** Takes every notice until it is told to take only so many more, and then none until it is told otherwise. */
    final class RememberingBus implements Bus {
        final List<Notice> taken = new ArrayList<>();
        private int room = Integer.MAX_VALUE;

        void takeOnly(int more) {
            room = more;
        }

        @Override
        public int publish(List<Notice> notices) {
            return faults.around("bus", () -> take(notices), _ -> new Outage("the bus is away"));
        }

        private int take(List<Notice> notices) {
            int takes = Math.min(room, notices.size());
            taken.addAll(notices.subList(0, takes));
            room -= takes;
            return takes;
        }

        List<String> told() {
            return taken.stream()
                    .map(notice -> notice.chain().id() + " " + notice.event().sequence())
                    .toList();
        }
    }

    static ChainId escrow(String name) {
        return new ChainId("escrow", DEMO, Id.derive("esc", name));
    }

    void append(ChainId chain, String event) {
        append(chain, event, Optional.empty());
    }

    /** An entry that ends an escrow. */
    void end(ChainId chain, String event, String ends) {
        var loaded = journal.load(chain);
        var key = CommandKey.ofFact(chain.toString(), event, Integer.toString(loaded.version()));
        Draft draft = Draft.of(event, Json.object(), clock.instant(), Actor.TIMER, key);
        journal.append(loaded, draft.ends(Json.object(ends)));
    }

    /** An entry that tells something of itself and moves money. */
    void append(ChainId chain, String event, String tells, Postings postings, Optional<Attention> attention) {
        var loaded = journal.load(chain);
        var key = CommandKey.ofFact(chain.toString(), event, Integer.toString(loaded.version()));
        ObjectNode data = Json.object().put("secret", "nobody's business");
        data.set("tells", Json.object(tells));
        Draft draft = Draft.of(event, data, clock.instant(), Actor.TIMER, key).with(postings);
        journal.append(loaded, attention.map(said -> draft.attention(said.toString())).orElse(draft));
    }

    void append(ChainId chain, String event, Attention attention) {
        append(chain, event, Optional.of(attention.toString()));
    }

    void append(ChainId chain, String event, Optional<String> attention) {
        var loaded = journal.load(chain);
        var key = CommandKey.ofFact(chain.toString(), event, Integer.toString(loaded.version()));
        var data = Json.object().put("secret", "nobody's business");
        Draft draft = Draft.of(event, data, clock.instant(), Actor.TIMER, key);
        journal.append(loaded, attention.map(draft::attention).orElse(draft));
    }

    /** An entry of a person, with all its data. */
    void append(ChainId chain, String event, String person, ObjectNode data, Optional<Attention> attention) {
        var loaded = journal.load(chain);
        var key = CommandKey.ofFact(chain.toString(), event, Integer.toString(loaded.version()));
        Draft draft = Draft.of(event, data, clock.instant(), Actor.of("staff:" + person), key);
        journal.append(loaded, attention.map(said -> draft.attention(said.toString())).orElse(draft));
    }

    void plant(String pk, Map<String, AttributeValue> attributes) {
        var item = new HashMap<>(attributes);
        item.put("pk", AttributeValue.fromS(pk));
        item.put("sk", AttributeValue.fromN("1"));
        memory.plant(SuretyTables.JOURNAL, item);
    }

    List<StreamRecord> records() {
        return memory.stream(SuretyTables.JOURNAL);
    }

    List<String> deliver(List<StreamRecord> records) {
        return deliver(records, clock);
    }

    List<String> deliver(List<StreamRecord> records, InstantSource time) {
        var metric = new Metrics("events", clock, metrics::add);
        StreamsEventResponse answer = new StreamEdge(new JournalRecords(relay(time, metric), clock, metric), metric)
                .apply(new ByteArrayInputStream(StreamBytes.of(records)));
        return answer.getBatchItemFailures().stream()
                .map(StreamsEventResponse.BatchItemFailure::getItemIdentifier)
                .toList();
    }

    /** So many records at a time, as long as none comes again. */
    void deliverInPieces(int size) {
        List<StreamRecord> records = records();
        List<String> again = List.of();
        for (int from = 0; from < records.size() && again.isEmpty(); from += size) {
            again = deliver(records.subList(from, Math.min(from + size, records.size())));
        }
    }

    private RelayEntries relay(InstantSource time, Metrics metric) {
        var dynamo = new FaultyDynamo(memory, faults);
        var feed = new DynamoFeed(dynamo, SuretyTables.EVENTS);
        return new RelayEntries(feed, bus, worklist(dynamo), time, SETTLE, metric);
    }

    private DynamoWorklist worklist(DynamoDbClient dynamo) {
        return new DynamoWorklist(dynamo, SuretyTables.WORKLIST, clock);
    }

    /** Whether a message to the republisher comes again. */
    boolean republish(String body) {
        var metric = new Metrics("events", clock, metrics::add);
        var items = new JournalItems(new FaultyDynamo(memory, faults), SuretyTables.JOURNAL);
        ObjectNode event = Json.object();
        event.putArray("Records").addObject().put("messageId", "m-1").put("body", body);
        return !new QueueEdge(new RepublishInbox(items, relay(clock, metric), metric), metric)
                .apply(new ByteArrayInputStream(Json.text(event).getBytes(StandardCharsets.UTF_8)))
                .getBatchItemFailures()
                .isEmpty();
    }

    /** What somebody with every scope sees of the work, as {@code <kind> <subject> <sequence>}. */
    List<String> work() {
        return get(backend("demo", String.join(" ", Kinds.SCOPES)), "/v1/attention").work();
    }

    /** Keys of the feed's items in the order of days and stamps. */
    List<String> feedKeys() {
        return memory.items(SuretyTables.EVENTS).stream()
                .map(item -> item.get("sk").s())
                .toList();
    }

    List<String> feed() {
        return events().map(event -> event.get(5).stringValue() + " " + event.get(4).intValue()).toList();
    }

    List<String> types() {
        return events().map(EventsWorld::type).toList();
    }

    List<String> ids() {
        return events()
                .map(event -> Event.id(
                        new ChainId(event.get(0).stringValue(), DEMO, event.get(5).stringValue()),
                        event.get(4).intValue(),
                        type(event)))
                .toList();
    }

    private static String type(JsonNode event) {
        String type = event.get(1).stringValue();
        return type.startsWith(".") ? event.get(0).stringValue() + type : type;
    }

    /** The events of all packs in the order of days and stamps, as they are stored. */
    Stream<JsonNode> events() {
        return memory.items(SuretyTables.EVENTS).stream()
                .flatMap(item -> Json.read(item.get("events").s(), ArrayNode.class).valueStream());
    }

    record Said(int status, JsonNode body) {
        List<String> ids() {
            return body.get("data").valueStream().map(event -> event.get("id").stringValue()).toList();
        }

        List<String> work() {
            return body.get("data").valueStream()
                    .map(place -> place.get("kind").stringValue() + " " + place.get("subject").stringValue() + " "
                            + place.get("sequence").intValue())
                    .toList();
        }

        String next() {
            return body.get("nextCursor").stringValue();
        }
    }

    Said get(String claims, String target) {
        return call(claims, "GET", target, "", "");
    }

    Said post(String claims, String target, String body, String key) {
        return call(claims, "POST", target, body, key);
    }

    private Said call(String claims, String method, String target, String body, String key) {
        var secrets = new Secrets(() -> SECRETS, clock);
        var handling = new HandleWork(
                journal,
                new Marketplaces(journal),
                new Clocks(clock, memory, Optional.of(SuretyTables.SANDBOX)),
                new Vault(
                        memory, SuretyTables.VAULT, SuretyTables.VAULT_KEYS, new SecretKeyWrap(secrets), clock));
        var keys = new RequestKeys(new Fingerprints(secrets));
        var feed = new ReadFeed(new DynamoFeed(memory, SuretyTables.EVENTS), clock, SETTLE);
        var cursors = new Cursors(secrets, clock);
        List<Route<?>> routes = new ArrayList<>(new EventRoutes(feed, ShippedTypes.read(), cursors).table());
        var approvals = new ReadApprovals(new ReadWorklist(worklist(memory)), journal, new Marketplaces(journal));
        routes.addAll(new ApprovalRoutes(approvals, cursors).table());
        routes.addAll(new AttentionRoutes(new ReadWorklist(worklist(memory)), handling, keys, cursors).table());
        var door = new HttpWorld(new HttpEdge(routes, new Metrics("events", clock, metrics::add)));
        Response answer = door.call(method, target, body, key, HttpEvents.claims(claims), Map.of());
        return new Said(answer.status(), answer.body());
    }

    static String backend(String marketplace, String scopes) {
        return Json.text(Json.object()
                .put("marketplace", marketplace)
                .put("kind", "backend")
                .put("client_id", marketplace + "-backend")
                .put("scope", scopes));
    }

    static String staff(String person, String scopes) {
        return Json.text(Json.object().put("marketplace", "demo").put("person", person).put("scope", scopes));
    }

    static String person(String scopes) {
        return Json.text(Json.object()
                .put("marketplace", "demo")
                .put("iat", "0")
                .put("exp", "900")
                .put("participant", Id.derive("par", "anna"))
                .put("scope", scopes));
    }
}
