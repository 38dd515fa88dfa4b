package dev.surety.disputes.world;

import dev.surety.disputes.app.UseCases;
import dev.surety.disputes.app.arbiter.ArbiterFacts;
import dev.surety.disputes.app.dispute.DecideDispute.Named;
import dev.surety.disputes.app.dispute.DecideDispute;
import dev.surety.disputes.app.dispute.DisputeChains.Stored;
import dev.surety.disputes.app.dispute.DisputeChains;
import dev.surety.disputes.app.dispute.EscrowCases;
import dev.surety.disputes.app.evidence.EvidenceFiles;
import dev.surety.disputes.domain.dispute.Dispute;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.domain.procedure.Context;
import dev.surety.disputes.domain.procedure.DisputeCommand;
import dev.surety.disputes.inbox.DisputeMessages;
import dev.surety.disputes.inbox.EscrowWakes;
import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.StreamRecord;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.clock.FixedClock;
import dev.surety.dynamo.faults.Faults;
import dev.surety.dynamo.faults.FaultyDynamo;
import dev.surety.dynamo.invariants.WholeWorld;
import dev.surety.model.dispute.DisputedMoney;
import dev.surety.model.dispute.EscrowDisputes;
import dev.surety.model.id.DisputeId;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.aws.Messages;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.edge.queue.QueueEdge;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.EntryItems;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.marketplace.Present;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.secrets.Secrets;
import dev.surety.runtime.timers.QueueTimerMessages;
import dev.surety.runtime.timers.WakeNudges;
import dev.surety.runtime.tokens.Caller;
import dev.surety.runtime.vault.SecretKeyWrap;
import dev.surety.runtime.vault.Vault;
import dev.surety.testkit.http.Response;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.node.ObjectNode;

/**
 * Escrows and their disputes over one strict store, with the queues and the bus between them. Nothing runs by itself: a
 * test delivers messages with {@link #drain()} and lets time pass with {@link #pass}.
 */
public final class DisputeWorld {
    public static final MarketplaceId DEMO = new MarketplaceId("demo");
    public static final String PAYER = Id.derive("par", "payer");
    public static final String PAYEE = Id.derive("par", "payee");
    public static final long PRICE = 60_00;

    private static final String DISPUTES = "disputes-wakes";
    private static final int MOST_ROUNDS = 200;
    private static final int MOST_TRIES = 3;

    public final FixedClock clock = FixedClock.at("2026-11-22T10:00:00Z");
    public final MemoryDynamo store = MemoryDynamo.surety(clock);
    public final UseCases use;
    public final DecideDispute deciding;
    public final EscrowSide escrows;
    /** Outages of the platform, as an operator posts them. */
    public final List<Context.Outage> outages = new ArrayList<>();
    /** The dispute that {@link #dispute} opened last. */
    public DisputeId last = new DisputeId(Id.derive("dsp", "none"));
    /** The escrow that a test goes on with. */
    public String escrow = "";
    /** The escrow that commands name beside their dispute. */
    private Optional<EscrowId> named = Optional.empty();

    private final Faults faults;
    private final QueueEdge inbox;
    private final List<Message> waiting = Collections.synchronizedList(new ArrayList<>());
    private Bus bus = Bus.WORKS;
    private int relayed;

    /** A message on its way. */
    private record Message(String queue, String body) {}

    /** The fate of messages. */
    public enum Bus {
        WORKS,
        /** Each event of the journal is lost. */
        LOSES,
        /** Each event and each message of a queue comes twice. */
        DOUBLES
    }

    public DisputeWorld() {
        this(Faults.none());
    }

    public DisputeWorld(Faults faults) {
        this.faults = faults;
        Seeds.all(new Journal(store, SuretyTables.JOURNAL));
        DynamoDbClient dynamo = new FaultyDynamo(store, faults);
        var journal = new Journal(dynamo, SuretyTables.JOURNAL);
        var indexes = new JournalIndexes(dynamo, SuretyTables.JOURNAL);
        var clocks = new Clocks(clock, dynamo, Optional.of(SuretyTables.SANDBOX));
        var secrets = new Secrets(() -> EscrowSide.SECRETS, clock);
        Messages messages = this::send;
        var present = new Present(new Marketplaces(journal), clocks);
        use = UseCases.of(new UseCases.Ports(
                journal,
                indexes,
                present,
                new EscrowWakes(messages, EscrowSide.QUEUE),
                new WakeNudges(new QueueTimerMessages(messages, DISPUTES), clock)::nudge,
                new EvidenceFiles(new NoFiles()),
                new ArbiterFacts(journal, indexes, present),
                (_, _) -> List.copyOf(outages)));
        deciding = use.deciding(
                new Vault(dynamo, SuretyTables.VAULT, SuretyTables.VAULT_KEYS, new SecretKeyWrap(secrets)));
        inbox = new QueueEdge(
                new DisputeMessages(
                        Map.of(EscrowCases.TYPE, use.hearing()::hear),
                        Map.of(DisputeChains.TYPE, use.waking()::wake)),
                new Metrics("disputes", clock, _ -> {}));
        escrows = new EscrowSide(dynamo, clock, clocks, secrets, messages, DISPUTES);
        relayed = store.stream(SuretyTables.JOURNAL).size();
    }

    private void send(String queue, List<String> bodies) {
        List<Message> sent = bodies.stream()
                .flatMap(body -> Stream.generate(() -> new Message(queue, body)).limit(bus == Bus.DOUBLES ? 2 : 1))
                .toList();
        faults.around("send " + queue, () -> waiting.addAll(sent), fate -> new Outage("no queue: " + fate));
    }

    public DisputeWorld with(Bus how) {
        bus = how;
        return this;
    }

    /** From now on commands name this escrow beside their dispute. */
    public DisputeWorld naming(String of) {
        named = Optional.of(new EscrowId(of));
        return this;
    }

    /** Forgets every message that is on its way. */
    public void loseMessages() {
        waiting.clear();
        relayed = store.stream(SuretyTables.JOURNAL).size();
    }

    /** Delivers all messages, and those that they cause. A message that comes back waits for the next call. */
    public void drain() {
        List<Message> back = new ArrayList<>();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            relay();
            if (waiting.isEmpty()) {
                waiting.addAll(back);
                return;
            }
            Message next = waiting.removeFirst();
            if (!delivered(next)) {
                back.add(next);
            }
        }
        throw new AssertionError("messages without end: " + waiting);
    }

    private boolean delivered(Message message) {
        QueueEdge to = message.queue().equals(EscrowSide.QUEUE) ? escrows.inbox() : inbox;
        ObjectNode event = Json.object();
        event.putArray("Records").addObject().put("messageId", "m-1").put("body", message.body());
        return to.apply(new ByteArrayInputStream(Json.text(event).getBytes(StandardCharsets.UTF_8)))
                .getBatchItemFailures()
                .isEmpty();
    }

    /** The bus tells of new entries of escrows. */
    private void relay() {
        List<StreamRecord> records = store.stream(SuretyTables.JOURNAL);
        for (; relayed < records.size(); relayed++) {
            String chain = records.get(relayed).keys().get("pk").s();
            if (chain.startsWith(EscrowCases.TYPE + "#") && bus != Bus.LOSES && Heard.is(records.get(relayed))) {
                var event = Json.object();
                event.putObject("detail")
                        .put("pk", chain)
                        .put("sequence", Integer.parseInt(records.get(relayed).keys().get("sk").n()));
                var message = new Message(DISPUTES, Json.text(event));
                waiting.add(message);
                if (bus == Bus.DOUBLES) {
                    waiting.add(message);
                }
            }
        }
    }

    /**
     * Lets time pass, from one deadline to the next, and delivers what each of them causes. A deadline that no process
     * takes ends it with an outage, as a process that is down would.
     */
    public void pass(Duration time) {
        Instant until = clock.instant().plus(time);
        drain();
        Map<Entry, Integer> tries = new HashMap<>();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Optional<Entry> next = due().filter(entry -> !dueAt(entry).isAfter(until));
            if (next.isEmpty()) {
                clock.set(until);
                return;
            }
            if (clock.instant().isBefore(dueAt(next.get()))) {
                clock.set(dueAt(next.get()));
            }
            if (tries.merge(next.get(), 1, Integer::sum) > MOST_TRIES) {
                throw new Outage("no process takes a deadline");
            }
            wake(next.get());
            drain();
        }
        throw new AssertionError("deadlines without end: " + due());
    }

    /** Items come in the order of their keys, so the last of a chain is its last entry. */
    private Optional<Entry> due() {
        Map<String, Map<String, AttributeValue>> last = new TreeMap<>();
        store.items(SuretyTables.JOURNAL).forEach(item -> last.put(item.get("pk").s(), item));
        return last.values().stream()
                .filter(item -> item.containsKey("dueAt"))
                .min(Comparator.comparing(item -> Instant.parse(item.get("dueAt").s())))
                .map(EntryItems::fromItem);
    }

    private static Instant dueAt(Entry entry) {
        return entry.due().orElseThrow().at();
    }

    /** The payer's bank debits, or has decided: {@code drawn}, {@code won} or {@code lost}. */
    public void bank(long amountMinor, String does) {
        String payment = entries().stream()
                .filter(entry -> entry.chain().type().equals("payment"))
                .map(entry -> entry.chain().id())
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no payment"));
        store.putItem(put -> put.tableName(SuretyTables.SANDBOX)
                .item(Map.of(
                        "pk", AttributeValue.fromS("gateway#demo"),
                        "sk", AttributeValue.fromS("cb_" + payment),
                        "amount", AttributeValue.fromN(Long.toString(amountMinor)),
                        "currency", AttributeValue.fromS("EUR"),
                        "bank", AttributeValue.fromS(does),
                        "changedAt", AttributeValue.fromS(Times.text(clock.instant()))))
                .conditionExpression("attribute_not_exists(pk) OR attribute_exists(pk)"));
        String hint = Json.text(Json.object().put("chain", "payment#demo#" + payment).put("number", 0).put("at", ""));
        waiting.add(new Message(EscrowSide.QUEUE, hint));
    }

    private void wake(Entry entry) {
        boolean isOurs = entry.chain().type().equals(DisputeChains.TYPE);
        String body = Json.text(Json.object()
                .put("chain", entry.chain().toString())
                .put("number", entry.number())
                .put("at", dueAt(entry).toString()));
        waiting.add(new Message(isOurs ? DISPUTES : EscrowSide.QUEUE, body));
    }

    /** An escrow that is paid and delivered. */
    public String delivered(String key) {
        return escrows.delivered(PRICE, key);
    }

    /** A delivered escrow whose payer disputes all of it; the dispute's messages are on their way. */
    public String disputed(String key) {
        escrow = delivered(key);
        dispute(escrow, key);
        return escrow;
    }

    public Response dispute(String of, String key) {
        last = DisputeId.of(DEMO, new EscrowId(of), 1);
        return escrows.dispute(of, "{\"reason\":\"damaged\"}", key);
    }

    public Stored stored(DisputeId id) {
        return use.disputes().find(DEMO, id).orElseThrow(() -> new AssertionError("no dispute " + id));
    }

    public Dispute state() {
        return stored(last).dispute();
    }

    public String stage() {
        return use.disputes().find(DEMO, last).map(of -> of.dispute().state()).orElse("none");
    }

    private static ParticipantId party(Side side) {
        return new ParticipantId(side == Side.PAYER ? PAYER : PAYEE);
    }

    /** A party's own command. */
    public Outcome<Stored> as(Side side, String key, Function<Side, DisputeCommand> command) {
        var caller = new Caller(DEMO, Caller.Kind.PARTICIPANT, party(side).value(), Set.of("disputes:write"));
        return deciding.asParty(
                envelope(caller, key), new Named(last, named), Optional.empty(), (of, _) -> command.apply(of));
    }

    /** A command of a mediator or arbiter. */
    public Outcome<Stored> person(String person, String key, Function<String, DisputeCommand> command) {
        var caller = new Caller(DEMO, Caller.Kind.STAFF, person, Set.of("disputes:rule"));
        return deciding.asPerson(envelope(caller, key), Named.of(last), (of, _) -> command.apply(of));
    }

    public Outcome<Stored> marketplace(String key, DisputeCommand command) {
        var caller = new Caller(DEMO, Caller.Kind.BACKEND, "demo-backend", Set.of("disputes:write"));
        return deciding.asMarketplace(envelope(caller, key), Named.of(last), command);
    }

    private static CommandEnvelope envelope(Caller caller, String key) {
        return new CommandEnvelope(
                caller,
                CommandKey.ofFact("request", caller.principal(), key),
                Optional.empty(),
                _ -> true,
                Optional::empty,
                false);
    }

    /** The escrow's own word on its disputes. */
    public List<DisputedMoney> told(String escrow) {
        return new EscrowCases(new Journal(store, SuretyTables.JOURNAL))
                .find(EscrowCases.chain(DEMO, new EscrowId(escrow)))
                .map(EscrowDisputes::disputes)
                .orElse(List.of());
    }

    /** An account's sum over the whole journal, in minor units. */
    public long balance(String account) {
        return entries().stream()
                .flatMap(entry -> entry.postings().stream())
                .filter(posting -> posting.account().toString().equals(account))
                .mapToLong(posting -> posting.money().amountMinor())
                .sum();
    }

    public List<Entry> entries() {
        return store.items(SuretyTables.JOURNAL).stream().map(EntryItems::fromItem).toList();
    }

    /** The content of every table; a refusal leaves it as it is. */
    public Map<String, List<Map<String, AttributeValue>>> tables() {
        Map<String, List<Map<String, AttributeValue>>> all = new TreeMap<>();
        SuretyTables.all().forEach(table -> all.put(table.name(), store.items(table.name())));
        return all;
    }

    /** Every invariant of the stored whole, with those between an escrow and its disputes. */
    public void check() {
        DisputeInvariants.check(this);
    }

    /** The same when nothing is in flight: no money is left in dispute, or on its way. */
    public void checkIdle() {
        check();
        WholeWorld.of(store).hashing(EntryItems::hash).idle().check();
        DisputeInvariants.nothingFrozen(store);
    }
}
