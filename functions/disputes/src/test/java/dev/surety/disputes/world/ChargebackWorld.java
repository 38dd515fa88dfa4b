package dev.surety.disputes.world;

import dev.surety.disputes.app.chargeback.ChargebackChains.Stored;
import dev.surety.disputes.app.chargeback.ChargebackChains;
import dev.surety.disputes.app.chargeback.Chargebacks;
import dev.surety.disputes.app.chargeback.DecideChargeback.Asked;
import dev.surety.disputes.app.chargeback.HearPayment;
import dev.surety.disputes.app.evidence.EvidenceWords;
import dev.surety.disputes.domain.chargeback.ChargebackCommand.AddEvidence;
import dev.surety.disputes.domain.evidence.EvidenceItem;
import dev.surety.disputes.domain.evidence.EvidenceKind;
import dev.surety.disputes.http.ChargebackRoutes;
import dev.surety.disputes.inbox.DisputeMessages;
import dev.surety.disputes.inbox.EscrowWakes;
import dev.surety.disputes.store.ShippedNeeds;
import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.clock.FixedClock;
import dev.surety.dynamo.faults.Faults;
import dev.surety.dynamo.faults.FaultyDynamo;
import dev.surety.files.StoredFiles;
import dev.surety.model.id.ChargebackId;
import dev.surety.model.id.Id;
import dev.surety.model.id.PaymentId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.aws.Messages;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.HttpEdge;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.queue.QueueEdge;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.EntryItems;
import dev.surety.runtime.journal.Fingerprints;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.secrets.Secrets;
import dev.surety.runtime.timers.QueueTimerMessages;
import dev.surety.runtime.tokens.Caller;
import dev.surety.runtime.vault.SecretKeyWrap;
import dev.surety.runtime.vault.Vault;
import dev.surety.simulator.Chargeback.Status;
import dev.surety.simulator.PlayOutside.BankActs;
import dev.surety.simulator.PlayOutside;
import dev.surety.testkit.http.HttpWorld;
import dev.surety.testkit.http.Response;
import dev.surety.testkit.tokens.TokenMint;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A paid escrow, its payer's bank, and our case about the bank's chargeback, over one strict store with the queues and
 * the bus between. Nothing runs by itself.
 */
public final class ChargebackWorld {
    public static final String REASON = "product_not_received";
    public static final Duration TIME = Duration.ofDays(10);

    private static final String CASES = "disputes-wakes";
    private static final int MOST_ROUNDS = 300;
    private static final TokenMint MINT = new TokenMint("https://issuer.example");

    public final FixedClock clock = FixedClock.at("2026-11-22T10:00:00Z");
    public final MemoryDynamo store = MemoryDynamo.surety(clock);
    public final Chargebacks use;
    public final PaymentId payment;
    public final ChargebackId id;
    /** Whether the bus loses each event. */
    public boolean isBusDown;

    /** Items that the payee has submitted in our own dispute. */
    public final List<EvidenceItem> locked = new ArrayList<>();

    private final Faults faults;
    private final PlayOutside bank;
    private final EscrowSide escrows;
    private final QueueEdge inbox;
    private final HttpWorld api;
    private final List<Map.Entry<String, String>> waiting = new ArrayList<>();
    private int relayed;
    private int acts;

    public ChargebackWorld(Faults faults, StoredFiles files, long amountMinor) {
        this.faults = faults;
        Seeds.all(new Journal(store, SuretyTables.JOURNAL));
        var dynamo = new FaultyDynamo(store, faults);
        var journal = new Journal(dynamo, SuretyTables.JOURNAL);
        var clocks = new Clocks(clock, dynamo, Optional.of(SuretyTables.SANDBOX));
        var secrets = new Secrets(() -> EscrowSide.SECRETS, clock);
        Messages messages = this::send;
        var vault = new Vault(dynamo, SuretyTables.VAULT, SuretyTables.VAULT_KEYS, new SecretKeyWrap(secrets));
        use = Chargebacks.of(new Chargebacks.Ports(
                journal,
                new JournalIndexes(dynamo, SuretyTables.JOURNAL),
                new Marketplaces(journal),
                clocks,
                new ShippedNeeds(),
                files,
                vault,
                new EscrowWakes(messages, EscrowSide.QUEUE)::send));
        inbox = new QueueEdge(
                new DisputeMessages(
                        Map.of(HearPayment.TYPE, use.hearing()::hear),
                        Map.of(ChargebackChains.TYPE, use.waking()::wake)),
                new Metrics("disputes", clock, _ -> {}));
        var routes = new ChargebackRoutes(
                use,
                (_, _) -> locked,
                new RequestKeys(new Fingerprints(secrets)),
                new Cursors(secrets, clock));
        api = new HttpWorld(
                new HttpEdge(
                        routes.table(),
                        new Metrics("disputes", clock, _ -> {}),
                        Optional.of(MINT.verifier(clock)),
                        Optional.empty()),
                MINT);
        escrows = new EscrowSide(dynamo, clock, clocks, secrets, messages, CASES);
        bank = new PlayOutside(
                store,
                SuretyTables.SANDBOX,
                new QueueTimerMessages(messages, EscrowSide.QUEUE),
                _ -> clock.instant(),
                clock);
        String escrow = escrows.delivered(amountMinor, "prepare-00000001");
        payment = new PaymentId(entries().stream()
                .filter(entry -> entry.chain().type().equals("payment"))
                .findFirst()
                .map(entry -> entry.chain().id())
                .orElseThrow(() -> new AssertionError("no payment of " + escrow)));
        id = ChargebackId.of(DisputeWorld.DEMO, payment, "cb_" + payment);
    }

    private void send(String queue, List<String> bodies) {
        faults.around(
                "send " + queue,
                () -> waiting.addAll(bodies.stream().map(body -> Map.entry(queue, body)).toList()),
                fate -> new Outage("no queue: " + fate));
    }

    /** The bank acts; its notice is still on its way. */
    public ChargebackWorld bank(Status outcome) {
        boolean isNew = outcome == Status.DRAWN || outcome == Status.WARNED;
        var did = new BankActs(
                payment,
                outcome,
                Optional.empty(),
                isNew ? Optional.of(REASON) : Optional.empty(),
                isNew ? Optional.of(clock.instant().plus(TIME)) : Optional.empty());
        var played = bank.bank(
                DisputeWorld.DEMO, did, CommandKey.ofFact("bank", Integer.toString(++acts)), _ -> true);
        if (!(played instanceof Outcome.Done)) {
            throw new AssertionError(played);
        }
        return this;
    }

    /** A gateway repeats the hint that it has news. */
    public void bankTells() {
        var chain = new ChainId(HearPayment.TYPE, DisputeWorld.DEMO, payment.value());
        waiting.add(Map.entry(
                EscrowSide.QUEUE,
                Json.text(Json.object().put("chain", chain.toString()).put("number", 0))));
    }

    public void loseMessages() {
        waiting.clear();
    }

    public void drain() {
        List<Map.Entry<String, String>> back = new ArrayList<>();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            relay();
            if (waiting.isEmpty()) {
                waiting.addAll(back);
                return;
            }
            Map.Entry<String, String> next = waiting.removeFirst();
            if (!delivered(next)) {
                back.add(next);
            }
        }
        throw new AssertionError("messages without end: " + waiting);
    }

    private boolean delivered(Map.Entry<String, String> message) {
        QueueEdge to = message.getKey().equals(EscrowSide.QUEUE) ? escrows.inbox() : inbox;
        var event = Json.object();
        event.putArray("Records").addObject().put("messageId", "m-1").put("body", message.getValue());
        return to.apply(new ByteArrayInputStream(Json.text(event).getBytes(StandardCharsets.UTF_8)))
                .getBatchItemFailures()
                .isEmpty();
    }

    private void relay() {
        var records = store.stream(SuretyTables.JOURNAL);
        for (; relayed < records.size(); relayed++) {
            String chain = records.get(relayed).keys().get("pk").s();
            if (chain.startsWith(HearPayment.TYPE + "#") && !isBusDown) {
                var event = Json.object();
                event.putObject("detail").put("pk", chain).put("sequence", 1);
                waiting.add(Map.entry(CASES, Json.text(event)));
            }
        }
    }

    /** Lets time pass for the case and its payment, from one deadline to the next. */
    public void pass(Duration time) {
        Instant until = clock.instant().plus(time);
        drain();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Optional<Entry> next = due().filter(entry -> !dueAt(entry).isAfter(until));
            if (next.isEmpty()) {
                clock.set(until);
                return;
            }
            clock.set(clock.instant().isBefore(dueAt(next.get())) ? dueAt(next.get()) : clock.instant());
            boolean isPayment = next.get().chain().type().equals(HearPayment.TYPE);
            waiting.add(Map.entry(
                    isPayment ? EscrowSide.QUEUE : CASES,
                    Json.text(Json.object()
                            .put("chain", next.get().chain().toString())
                            .put("number", next.get().number()))));
            drain();
        }
        throw new AssertionError("deadlines without end: " + due());
    }

    private Optional<Entry> due() {
        Map<String, Entry> last = new TreeMap<>();
        Stream.concat(of(ChargebackChains.TYPE), of(HearPayment.TYPE))
                .forEach(entry -> last.put(entry.chain().toString(), entry));
        return last.values().stream()
                .filter(entry -> entry.due().isPresent())
                .min(Comparator.comparing(ChargebackWorld::dueAt));
    }

    private static Instant dueAt(Entry entry) {
        return entry.due().orElseThrow().at();
    }

    public List<Entry> entries() {
        return store.items(SuretyTables.JOURNAL).stream().map(EntryItems::fromItem).toList();
    }

    private Stream<Entry> ofCases() {
        return of(ChargebackChains.TYPE);
    }

    private Stream<Entry> of(String type) {
        return entries().stream()
                .filter(entry -> entry.chain().type().equals(type))
                .sorted(Comparator.comparing(Entry::number));
    }

    /** The case's events, oldest first, without version. */
    public List<String> events() {
        return ofCases()
                .map(entry -> entry.event().replaceAll("^chargeback\\.|\\.v1$", ""))
                .toList();
    }

    public List<String> attention() {
        return ofCases().flatMap(entry -> entry.attention().stream()).toList();
    }

    /** The events of its payment about the case, oldest first, and the places in the work queue. */
    public List<String> told() {
        return of(HearPayment.TYPE)
                .flatMap(entry -> Stream.concat(
                        Stream.of(entry.event()).filter(event -> event.equals("payment.case_told.v1")),
                        entry.attention().stream().filter(kind -> kind.endsWith("case_untold"))))
                .toList();
    }

    public Stored stored() {
        return use.cases().find(DisputeWorld.DEMO, id).orElseThrow(() -> new AssertionError("no case"));
    }

    public String state() {
        return use.cases()
                .find(DisputeWorld.DEMO, id)
                .map(of -> of.state().state().code())
                .orElse("none");
    }

    public static Caller backend() {
        return new Caller(DisputeWorld.DEMO, Caller.Kind.BACKEND, "demo-backend", Set.of("disputes:write"));
    }

    public static Caller person(String name) {
        return new Caller(DisputeWorld.DEMO, Caller.Kind.STAFF, name, Set.of("disputes:rule"));
    }

    public Outcome<Stored> decide(Caller caller, String key, Asked asked) {
        var envelope = new CommandEnvelope(
                caller,
                CommandKey.ofFact("request", caller.principal(), key),
                Optional.empty(),
                _ -> true,
                Optional::empty,
                false);
        return use.deciding().decide(envelope, id, asked);
    }

    /** Words of these kinds, as the back end adds them. */
    public Outcome<Stored> add(String key, EvidenceKind... kinds) {
        return decide(backend(), key, words -> new AddEvidence(
                "backend",
                Optional.empty(),
                Stream.of(kinds)
                        .map(kind -> EvidenceItem.ofWords(
                                Id.derive("ev", key, kind.code()),
                                kind,
                                words.keep(new EvidenceWords(Optional.empty(), Optional.of("words on " + kind))
                                        .forVault()),
                                clock.instant()))
                        .toList()));
    }

    public Outcome<Stored> addAll() {
        return add("evidence-00000001", EvidenceKind.ORDER, EvidenceKind.PROMISED_DATE, EvidenceKind.CARRIER_PROOF);
    }

    /** A call of the case's routes, with claims such as {@code person} or {@code participant}. */
    public Response call(String method, String path, String body, String key, Map<String, String> claims) {
        Map<String, String> all = new TreeMap<>(claims);
        all.put("marketplace", "demo");
        return api.call(method, "/v1/chargebacks" + path, body, key, all, Map.of());
    }

    /** How often the bank has an answer of ours. */
    public long answered() {
        return entries().stream()
                .filter(entry -> entry.event().equals("payment.chargeback_answered.v1"))
                .count();
    }

    /** The reference and hash of the answer that the bank has. */
    public Optional<String> atBank() {
        return store.items(SuretyTables.SANDBOX).stream()
                .filter(item -> item.get("sk").s().equals("cb_" + payment) && item.containsKey("answer"))
                .map(item -> item.get("answer").s() + " " + item.get("answerSha256").s())
                .findFirst();
    }
}
