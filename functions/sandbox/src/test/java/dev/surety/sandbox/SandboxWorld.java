package dev.surety.sandbox;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.clock.FixedClock;
import dev.surety.dynamo.faults.Faults;
import dev.surety.dynamo.faults.FaultyDynamo;
import dev.surety.dynamo.invariants.WholeWorld;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.edge.http.HttpEdge;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.queue.QueueEdge;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.EntryItems;
import dev.surety.runtime.journal.Fingerprints;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.secrets.Secrets;
import dev.surety.runtime.timers.TimerCursors;
import dev.surety.testkit.http.HttpWorld;
import dev.surety.testkit.http.Response;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import tools.jackson.databind.node.ObjectNode;

/** Both sandbox doors over the strict store, two sandbox marketplaces, a live one, and escrows that only wait. */
final class SandboxWorld {
    static final MarketplaceId DEMO = new MarketplaceId("demo");
    static final MarketplaceId OTHER = new MarketplaceId("other");
    static final MarketplaceId LIVE = new MarketplaceId("live");
    static final MarketplaceId EMPTY = new MarketplaceId("empty");
    static final String CLOCK = "/v1/sandbox/clock";
    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private static final String SECRETS =
            "{\"fingerprint\": {\"current\": \"Zm9yIHRlc3RzIG9ubHksIG5vdCBhIHNlY3JldCE=\"}}";
    private static final int PATIENCE = 20;

    final MemoryDynamo store;
    final WatchedClocks clocks;
    final ToyEscrows escrows;
    final Clocks worlds;
    /** Messages of moves that go on, which nobody has handed over yet. */
    final Queue<String> sentOn = new ConcurrentLinkedQueue<>();
    private boolean refusing;
    private final HttpWorld api;
    private final QueueEdge inbox;

    SandboxWorld() {
        this(Faults.none());
    }

    SandboxWorld(Faults faults) {
        this(faults, new FixedClock(START), Duration.ofSeconds(40));
    }

    SandboxWorld(Faults faults, InstantSource clock, Duration budget) {
        this(faults, clock, budget, Duration.ZERO);
    }

    SandboxWorld(Faults faults, InstantSource clock, Duration budget, Duration settle) {
        store = MemoryDynamo.surety(clock);
        clocks = new WatchedClocks(store, clock);
        worlds = new Clocks(clock, store, Optional.of(SuretyTables.SANDBOX));
        var plain = new Journal(store, SuretyTables.JOURNAL);
        Map.of(DEMO, Mode.SANDBOX, OTHER, Mode.SANDBOX, LIVE, Mode.LIVE)
                .forEach((marketplace, mode) -> settings(plain, marketplace, mode));
        escrows = new ToyEscrows(plain, worlds, faults);

        var dynamo = new FaultyDynamo(clocks, faults);
        var journal = new Journal(dynamo, SuretyTables.JOURNAL);
        var moving = new Clocks(clock, dynamo, Optional.of(SuretyTables.SANDBOX));
        var positions = new ClockPositions(dynamo, SuretyTables.SANDBOX);
        var metrics = new Metrics("sandbox", clock, _ -> {});
        var advancing = new AdvanceClock(journal, new Marketplaces(journal), moving, positions, clock);
        var keys = new RequestKeys(new Fingerprints(new Secrets(() -> SECRETS, clock)));
        api = new HttpWorld(new HttpEdge(new SandboxRoutes(advancing, moving, keys).table(), metrics));
        var hints = new JournalIndexes(dynamo, SuretyTables.JOURNAL);
        var cursors = new TimerCursors(dynamo, SuretyTables.CURSORS);
        var timers = new MoveClock.Timers(Set.of("escrow", "payment"), hints, cursors, escrows);
        var pace = new MoveClock.Pace(budget, settle, Duration.ofMillis(1));
        var mover = new MoveClock(journal, moving, positions, timers, clock, pace);
        inbox = new QueueEdge(
                new ClockInbox(journal, mover, (_, bodies) -> sendOn(faults, bodies), "ClockMoves"), metrics);
    }

    /** Whether the queue of moves is away. */
    void refuseToSendOn(boolean refuses) {
        refusing = refuses;
    }

    private void sendOn(Faults faults, List<String> bodies) {
        if (refusing) {
            throw new Outage("the queue is away");
        }
        boolean _ = faults.around(
                "send a move on",
                () -> sentOn.addAll(bodies),
                fate -> new Outage("the queue did not answer: " + fate));
    }

    private static void settings(Journal journal, MarketplaceId marketplace, Mode mode) {
        var settings = new MarketplaceSettings(0, mode, List.of("EUR"), List.of(), List.of(),
        "UTC", Set.of(), Optional.empty());
        var chain = journal.load(Marketplaces.chain(marketplace));
        var key = CommandKey.ofFact(marketplace.value());
        var data = Marketplaces.data(settings);
        journal.append(chain, Draft.of("settings.changed.v1", data, START, Actor.of("staff:test"), key));
    }

    static Map<String, String> operator(MarketplaceId marketplace) {
        return Map.of(
                "marketplace", marketplace.value(),
                "client_id", marketplace + "-operator",
                "person", "per_op",
                "scope", "operator");
    }

    static String to(Instant instant) {
        return "{\"advanceTo\":\"" + Times.text(instant) + "\"}";
    }

    static String to(Duration ahead) {
        return to(START.plus(ahead));
    }

    Response advance(Duration ahead, String key) {
        return post(to(ahead), key, operator(DEMO));
    }

    Response post(String body, String key, Map<String, String> claims) {
        return call("POST", CLOCK, body, key, claims);
    }

    Response read() {
        return call("GET", CLOCK, "", "", operator(DEMO));
    }

    Instant now(MarketplaceId marketplace) {
        return worlds.now(marketplace, Mode.SANDBOX);
    }

    Response call(String method, String path, String body, String key, Map<String, String> claims) {
        return api.call(method, path, body, key, claims, Map.of());
    }

    /** The answer of a call that is to be refused and to have changed nothing anywhere. */
    Response refused(String body, String key, Map<String, String> claims) {
        return HttpWorld.refused(store::everything, () -> post(body, key, claims));
    }

    /** Hands over the message of the move an answer names, as the bus does; whether it is to come again. */
    boolean deliver(Response move) {
        return deliver("clock#demo#" + move.text("id"));
    }

    boolean deliver(String chain) {
        ObjectNode message = Json.object().put("version", "0").put("detail-type", "clock.advanced");
        message.putObject("detail").put("type", "clock.advanced").put("pk", chain);
        return deliverBody(Json.text(message));
    }

    boolean deliverBody(String body) {
        ObjectNode event = Json.object();
        event.putArray("Records").addObject().put("messageId", "m-1").put("body", body);
        return !inbox.apply(new ByteArrayInputStream(Json.text(event).getBytes(StandardCharsets.UTF_8)))
                .getBatchItemFailures()
                .isEmpty();
    }

    List<String> moves() {
        return store.items(SuretyTables.JOURNAL).stream()
                .map(item -> item.get("pk").s())
                .filter(chain -> chain.startsWith("clock#"))
                .toList();
    }

    /** Hands over the messages of all moves until none has to come again, and none goes on. */
    void settle() {
        for (String move : moves()) {
            int times = 0;
            while (deliver(move)) {
                timePasses();
                if (++times == PATIENCE) {
                    throw new AssertionError("nothing-lost: " + move + " never arrives");
                }
            }
        }
        goOn();
    }

    /** Hands over what moves sent on, each until it need not come again. How many there were. */
    int goOn() {
        int messages = 0;
        for (String body = sentOn.poll(); body != null; body = sentOn.poll()) {
            int times = 0;
            timePasses();
            while (deliverBody(body)) {
                timePasses();
                if (++times == PATIENCE) {
                    throw new AssertionError("nothing-lost: " + body + " never goes on");
                }
            }
            messages++;
        }
        return messages;
    }

    /** Before a message comes again, or one that goes on is handed out, the index has caught up. */
    private void timePasses() {
        store.settleIndexes();
    }

    /** Like {@link #settle}, for a time in which it may not succeed. */
    void settleIfPossible() {
        timePasses();
        for (int times = 0; times < PATIENCE && moves().stream().anyMatch(this::deliver); times++) {
            timePasses();
        }
        for (int times = 0; times < PATIENCE && !sentOn.isEmpty(); times++) {
            timePasses();
            String body = sentOn.remove();
            if (deliverBody(body)) {
                sentOn.add(body);
            }
        }
    }

    /** Every invariant the store can show, no deadline early, and no clock ever back. */
    void check() {
        WholeWorld.of(store)
                .hashing(EntryItems::hash)
                .idle()
                .with("not-early", _ -> hold(escrows.early()))
                .with("never-back", _ -> hold(clocks.backwards()))
                .check();
    }

    private static void hold(List<?> none) {
        if (!none.isEmpty()) {
            throw new AssertionError(none.toString());
        }
    }
}
