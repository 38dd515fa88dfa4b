package dev.surety.ledger;

import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.StreamBytes;
import dev.surety.dynamo.StreamRecord;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.clock.FixedClock;
import dev.surety.dynamo.faults.Faults;
import dev.surety.dynamo.faults.FaultyDynamo;
import dev.surety.dynamo.invariants.WholeWorld;
import dev.surety.ledger.app.Present;
import dev.surety.ledger.app.job.Jobs;
import dev.surety.ledger.app.posting.ParkedPlaces;
import dev.surety.ledger.app.posting.PostEntries;
import dev.surety.ledger.app.report.ExplainBalance;
import dev.surety.ledger.app.report.Participants;
import dev.surety.ledger.app.report.ReadAccount;
import dev.surety.ledger.app.report.ReadBalance;
import dev.surety.ledger.app.report.ReadChargebacks;
import dev.surety.ledger.app.report.ReadStatement;
import dev.surety.ledger.app.report.ReadTrialBalance;
import dev.surety.ledger.http.ChargebackRoutes;
import dev.surety.ledger.http.JobRoutes;
import dev.surety.ledger.http.LedgerRoutes;
import dev.surety.ledger.http.ParkedRoutes;
import dev.surety.ledger.inbox.JournalRecords;
import dev.surety.ledger.store.DynamoAccounts;
import dev.surety.ledger.store.DynamoBooks;
import dev.surety.ledger.store.DynamoLines;
import dev.surety.ledger.store.DynamoOrders;
import dev.surety.ledger.store.DynamoParkedEntries;
import dev.surety.ledger.store.DynamoProgresses;
import dev.surety.ledger.store.DynamoStackScan;
import dev.surety.ledger.store.EntryImages;
import dev.surety.ledger.store.JournalHolds;
import dev.surety.ledger.store.JournalMoneyOut;
import dev.surety.ledger.store.JournalPaymentEntries;
import dev.surety.ledger.store.JournalSources;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Postings;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.money.Money;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.HttpEdge;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.edge.stream.StreamEdge;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.EntryItems;
import dev.surety.runtime.journal.Fingerprints;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.secrets.Secrets;
import dev.surety.testkit.http.HttpEvents;
import dev.surety.testkit.http.HttpWorld;
import dev.surety.testkit.http.Response;
import dev.surety.testkit.tokens.TokenMint;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A marketplace's journal in memory, with the ledger's doors before it. */
final class LedgerWorld {
    private static final TokenMint MINT = new TokenMint("https://issuer.example");
    static final String START = "2026-11-22T10:00:00.000Z";
    static final MarketplaceId DEMO = new MarketplaceId("demo");
    static final MarketplaceId OTHER = new MarketplaceId("other");
    static final String ANNA = Id.derive("par", "anna");
    static final String BERT = Id.derive("par", "bert");

    final FixedClock clock;
    final MemoryDynamo memory;
    final Faults faults;
    final DynamoDbClient dynamo;
    final List<String> metrics = new ArrayList<>();
    final Journal journal;
    private int mostLines = 50_000;
    private int mostChains = 300;
    final LedgerFinance finance;
    int mostDisputeLines = ReadChargebacks.MOST_LINES;
    private ReadStatement.Limits statements = ReadStatement.Limits.LIVE;

    LedgerWorld() {
        this(Faults.none());
    }

    LedgerWorld(Faults faults) {
        this(FixedClock.at(START), faults);
    }

    private LedgerWorld(FixedClock clock, Faults faults) {
        this(clock, MemoryDynamo.surety(clock), faults);
    }

    private LedgerWorld(FixedClock clock, MemoryDynamo memory, Faults faults) {
        this.clock = clock;
        this.memory = memory;
        this.faults = faults;
        this.dynamo = new FaultyDynamo(memory, faults);
        this.journal = new Journal(memory, SuretyTables.JOURNAL);
        this.finance = new LedgerFinance(this);
    }

    LedgerWorld quiet() {
        return new LedgerWorld(clock, memory, Faults.none());
    }

    /** A marketplace with settings and two participants. */
    LedgerWorld settled() {
        for (MarketplaceId marketplace : List.of(DEMO, OTHER)) {
            var settings = new MarketplaceSettings(
                    1, MarketplaceSettings.Mode.LIVE, List.of("EUR"), List.of(), List.of(),
                    "UTC", Set.of(), Optional.empty());
            append(Marketplaces.chain(marketplace), "settings.changed.v1", Marketplaces.data(settings), Postings.NONE);
        }
        append(new ChainId("participant", DEMO, ANNA), "participant.created.v1", Json.object(), Postings.NONE);
        append(new ChainId("participant", DEMO, BERT), "participant.created.v1", Json.object(), Postings.NONE);
        return this;
    }

    void explainLimits(int lines, int chains) {
        mostLines = lines;
        mostChains = chains;
    }

    void statementLimits(int payments, int csvLines) {
        statements = new ReadStatement.Limits(payments, csvLines);
    }

    static HoldsOfAnEntry holds() {
        return new HoldsOfAnEntry(Json.object());
    }

    static ChainId escrow(String name) {
        return escrow(DEMO, name);
    }

    static ChainId escrow(MarketplaceId marketplace, String name) {
        return new ChainId("escrow", marketplace, Id.derive("esc", name));
    }

    static Account of(AccountKind kind, String holder) {
        return Account.of(kind, holder);
    }

    /** Money comes in for a payee: one entry with three accounts. */
    void fund(ChainId escrow, String payee, long minor, String currency) {
        append(escrow, "escrow.funded.v1", Json.object(), Postings.building()
                .debit(of(AccountKind.GATEWAY, "sandbox"), Money.of(minor, currency))
                .credit(of(AccountKind.ESCROW, payee), Money.of(minor, currency))
                .build());
    }

    void release(ChainId escrow, String payee, long minor, long fee, String currency) {
        append(escrow, "escrow.released.v1", Json.object(), Postings.building()
                .debit(of(AccountKind.ESCROW, payee), Money.of(minor, currency))
                .credit(of(AccountKind.PAYABLE, payee), Money.of(minor - fee, currency))
                .credit(Account.of(AccountKind.FEES), Money.of(fee, currency))
                .build());
    }

    void append(ChainId chain, String event, ObjectNode data, Postings postings) {
        var loaded = journal.load(chain);
        var key = CommandKey.ofFact(chain.toString(), event, Integer.toString(loaded.version()));
        journal.append(loaded, Draft.of(event, data, clock.instant(), Actor.TIMER, key).with(postings));
    }

    /** An item no code of ours would write. */
    void plant(ChainId chain, int number, Map<String, AttributeValue> attributes) {
        var item = new HashMap<>(attributes);
        item.put("pk", AttributeValue.fromS(chain.toString()));
        item.put("sk", AttributeValue.fromN(Integer.toString(number)));
        item.putIfAbsent("event", AttributeValue.fromS("escrow.odd.v1"));
        item.putIfAbsent("at", AttributeValue.fromS(START));
        memory.plant(SuretyTables.JOURNAL, item);
    }

    static AttributeValue posting(String account, String currency, String minor) {
        return AttributeValue.fromM(Map.of(
                "a", AttributeValue.fromS(account),
                "c", AttributeValue.fromS(currency),
                "m", AttributeValue.fromN(minor)));
    }

    List<StreamRecord> records() {
        return memory.stream(SuretyTables.JOURNAL);
    }

    /** A poster as a new instance has it: it knows no account yet. */
    StreamEdge poster() {
        return poster(dynamo);
    }

    private StreamEdge poster(DynamoDbClient store) {
        return new StreamEdge(new JournalRecords(post(store), EntryImages::arrival), metrics());
    }

    PostEntries post(DynamoDbClient store) {
        return new PostEntries(
                new DynamoBooks(store, SuretyTables.LEDGER),
                new DynamoParkedEntries(store, SuretyTables.LEDGER),
                new ParkedPlaces(new Journal(store, SuretyTables.JOURNAL), present()),
                // One after another, so that a schedule of faults repeats itself.
                1,
                metrics());
    }

    /** Posts what is left past all faults, without a call that counts, and looks whether all is well. */
    void checkPosted() {
        if (!deliver(poster(memory), records()).isEmpty()) {
            throw new AssertionError("the stream does not drain");
        }
        world().check();
    }

    /** The sequence numbers from which records are to come again: none or one. */
    List<String> deliver(List<StreamRecord> records) {
        return deliver(poster(), records);
    }

    private static List<String> deliver(StreamEdge poster, List<StreamRecord> records) {
        StreamsEventResponse answer = poster.apply(new ByteArrayInputStream(StreamBytes.of(records)));
        return answer.getBatchItemFailures().stream()
                .map(StreamsEventResponse.BatchItemFailure::getItemIdentifier)
                .toList();
    }

    /** Delivers the stream as Lambda does: what failed comes again with all after it. */
    void drain() {
        List<StreamRecord> left = records();
        for (int tries = 0; !left.isEmpty(); tries++) {
            if (tries > 50) {
                throw new AssertionError("the stream does not drain");
            }
            List<StreamRecord> batch = left.subList(0, Math.min(100, left.size()));
            List<String> again = deliver(batch);
            int done = batch.size();
            if (!again.isEmpty()) {
                done = batch.stream().map(StreamRecord::sequenceNumber).toList().indexOf(again.getFirst());
            }
            left = left.subList(done, left.size());
        }
    }

    WholeWorld world() {
        return WholeWorld.of(memory).hashing(EntryItems::hash).drained();
    }

    long balance(String account) {
        return memory.items(SuretyTables.LEDGER).stream()
                .filter(item -> item.get("pk").s().equals(account) && item.get("sk").s().equals("balance"))
                .mapToLong(item -> Long.parseLong(item.get("amount").n()))
                .sum();
    }

    Map<String, AttributeValue> item(String pk, String sk) {
        return new HashMap<>(memory.items(SuretyTables.LEDGER).stream()
                .filter(item -> item.get("pk").s().startsWith(pk) && item.get("sk").s().startsWith(sk))
                .findFirst()
                .orElseThrow());
    }

    /** The name of the first line of an item of lines. */
    static String line(Map<String, AttributeValue> second) {
        return second.keySet().stream().filter(name -> name.contains("#")).sorted().findFirst().orElseThrow();
    }

    void meddle(Map<String, AttributeValue> item, String attribute, AttributeValue with) {
        var changed = new HashMap<>(item);
        changed.put(attribute, with);
        memory.plant(SuretyTables.LEDGER, changed);
    }

    List<String> keys(String partition) {
        return memory.items(SuretyTables.LEDGER).stream()
                .filter(item -> item.get("pk").s().equals(partition))
                .map(item -> item.get("sk").s())
                .toList();
    }

    /** The ledger's routes, behind one edge. */
    HttpEdge api() {
        List<Route<?>> routes = new ArrayList<>();
        var accounts = new DynamoAccounts(dynamo, SuretyTables.LEDGER);
        var lines = new DynamoLines(dynamo, SuretyTables.LEDGER);
        var participants = new Participants(journal);
        var cursors = new Cursors(secrets(), clock);
        var keys = new RequestKeys(new Fingerprints(secrets()));
        var sources = new JournalSources(dynamo, SuretyTables.JOURNAL);
        var entries = new Journal(dynamo, SuretyTables.JOURNAL);
        var hints = new JournalIndexes(dynamo, SuretyTables.JOURNAL);
        var out = new JournalMoneyOut(entries, hints);
        var payments = new JournalPaymentEntries(entries, hints);
        routes.addAll(new LedgerRoutes(
                        new ReadBalance(participants, accounts, out, present()),
                        new ExplainBalance(
                                participants, accounts, lines, new JournalHolds(journal), sources, out, present(),
                                mostLines, mostChains),
                        new ReadStatement(
                                participants, accounts, lines, payments, sources, present(), statements),
                        new ReadTrialBalance(
                                accounts, lines, new DynamoParkedEntries(dynamo, SuretyTables.LEDGER), present()),
                        new ReadAccount(accounts, lines, present()),
                        cursors)
                .table());
        var disputed = new ReadChargebacks(accounts, lines, payments, sources, present(), mostDisputeLines);
        routes.addAll(new ChargebackRoutes(disputed).table());
        routes.addAll(finance.routes(cursors, keys));
        routes.addAll(new ParkedRoutes(new DynamoParkedEntries(dynamo, SuretyTables.LEDGER), cursors).table());
        routes.addAll(new JobRoutes(jobs(), keys).table());
        return new HttpEdge(routes, metrics(), Optional.of(MINT.verifier(clock)), Optional.empty());
    }

    Jobs jobs() {
        return new Jobs(
                new Journal(dynamo, SuretyTables.JOURNAL),
                new DynamoProgresses(dynamo, SuretyTables.LEDGER),
                new DynamoOrders(dynamo, SuretyTables.LEDGER),
                new DynamoStackScan(dynamo, SuretyTables.LEDGER),
                present(),
                clock);
    }

    private Secrets secrets() {
        return new Secrets(
                () -> "{\"cursor\":{\"current\":\"c2VjcmV0LXNlY3JldC1zZWNyZXQ=\"},"
                        + "\"fingerprint\":{\"current\":\"c2VjcmV0LXNlY3JldC1zZWNyZXQ=\"}}",
                clock);
    }

    Present present() {
        return new Present(
                new Marketplaces(journal), new Clocks(clock, memory, Optional.of(SuretyTables.SANDBOX)));
    }

    Metrics metrics() {
        return new Metrics("ledger", clock, metrics::add);
    }

    boolean counted(String metric, String value) {
        return metrics.stream().anyMatch(line -> line.contains("\"" + metric + "\"") && line.contains(value));
    }

    record Said(int status, JsonNode body) {}

    Said get(String claims, String path) {
        return ask("GET", claims, path, "", "");
    }

    Said ask(String method, String claims, String target, String body, String key) {
        Response answer = answer(method, claims, target, body, Map.of("idempotency-key", key));
        return new Said(answer.status(), answer.body());
    }

    Response answer(String method, String claims, String target, String body, Map<String, String> headers) {
        return new HttpWorld(api(), MINT).call(method, target, body, "", HttpEvents.claims(claims), headers);
    }

    static String backend(String marketplace, String scopes) {
        return Json.text(Json.object()
                .put("marketplace", marketplace)
                .put("kind", "backend")
                .put("client_id", marketplace + "-backend")
                .put("scope", scopes));
    }

    static String person(String participant, String scopes) {
        return Json.text(Json.object()
                .put("marketplace", "demo")
                .put("participant", participant)
                .put("scope", scopes));
    }

    static final String READER = backend("demo", "ledger:read");
    static final String OPERATOR = LedgerFinance.staff("olga", "operator");
}
