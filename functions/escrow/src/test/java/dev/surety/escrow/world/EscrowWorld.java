package dev.surety.escrow.world;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.clock.FixedClock;
import dev.surety.dynamo.faults.Faults;
import dev.surety.dynamo.faults.FaultyDynamo;
import dev.surety.dynamo.invariants.WholeWorld;
import dev.surety.escrow.app.UseCases;
import dev.surety.escrow.app.payment.Gateway;
import dev.surety.escrow.app.payment.Gateways;
import dev.surety.escrow.gateway.GuardedGateway;
import dev.surety.escrow.gateway.PaymentNotices;
import dev.surety.escrow.gateway.SandboxGateway;
import dev.surety.escrow.http.Actions;
import dev.surety.escrow.http.EscrowDoor;
import dev.surety.escrow.inbox.WakeInbox;
import dev.surety.escrow.store.JournalDisputes;
import dev.surety.escrow.store.JournalEscrows;
import dev.surety.escrow.store.JournalGatewayAccounts;
import dev.surety.escrow.store.JournalParticipants;
import dev.surety.escrow.store.JournalPayments;
import dev.surety.escrow.store.JournalUnmatchedWebhooks;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.standing.Standing;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.command.CausedCommand;
import dev.surety.runtime.command.CausedCommands;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.HttpEdge;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.WebhookSignatures;
import dev.surety.runtime.edge.queue.QueueEdge;
import dev.surety.runtime.journal.Chain;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.EntryItems;
import dev.surety.runtime.journal.Fingerprints;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.ledger.GuardedAppend;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.secrets.Secrets;
import dev.surety.runtime.timers.TimerMessages;
import dev.surety.runtime.vault.RememberedDataKeys;
import dev.surety.runtime.vault.SecretKeyWrap;
import dev.surety.runtime.vault.Vault;
import dev.surety.testkit.Poster;
import dev.surety.testkit.http.HttpWorld;
import dev.surety.testkit.http.Response;
import dev.surety.testkit.tokens.TokenMint;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.node.ObjectNode;

/** The escrow function's doors over the strict store, two marketplaces, two participants each, and a clock to set. */
public final class EscrowWorld {
    public static final MarketplaceId DEMO = new MarketplaceId("demo");
    public static final MarketplaceId OTHER = new MarketplaceId("other");
    public static final String PAYER = Id.derive("par", "payer");
    public static final String PAYEE = Id.derive("par", "payee");
    public static final String STRANGER = Id.derive("par", "stranger");

    private static final TokenMint MINT = new TokenMint("https://issuer.example");

    public static final String SECRETS =
            """
            {"fingerprint": {"current": "Zm9yIHRlc3RzIG9ubHksIG5vdCBhIHNlY3JldCE="},
             "cursor": {"current": "YWxzbyBmb3IgdGVzdHMgb25seSwgdHJ1bHkgc28h"},
             "notice": {"current": "c2lnbnMgbm90aWNlcyBpbiB0ZXN0cyBvbmx5IQ=="},
             "vault": {"current": "dGhpcnR5LXR3byBieXRlcyBmb3IgdGVzdHMgb25seSE="}}
            """;

    public final FixedClock clock = FixedClock.at("2026-11-22T10:00:00Z");
    public final MemoryDynamo store = MemoryDynamo.surety(clock);
    public final MeddledDynamo meddled;
    public final CountedKeyService keyService;
    public final Journal journal;
    final JournalEscrows escrows;
    public final UseCases use;
    /** Chains of payments about which the sandbox's gateway says that there is news. */
    public final List<String> news = new ArrayList<>();
    /** The commands to the dispute's function. */
    public final List<CausedCommand> commands = new ArrayList<>();
    public final WebhookSignatures notices;
    /** For how long the gateway had not been heard, each time it was asked. */
    public final List<Duration> unheard = new ArrayList<>();
    final HttpWorld api;
    final QueueEdge inbox;

    public EscrowWorld(Faults faults) {
        this(faults, gateway -> gateway);
    }

    public EscrowWorld(Faults faults, UnaryOperator<Gateway> around) {
        var plain = new Journal(store, SuretyTables.JOURNAL);
        for (MarketplaceId marketplace : List.of(DEMO, OTHER)) {
            rules(marketplace).first();
            for (String id : List.of(PAYER, PAYEE, STRANGER)) {
                participant(plain, marketplace, id, Set.of("pay", "receive"));
            }
        }
        meddled = new MeddledDynamo(new FaultyDynamo(store, faults));
        DynamoDbClient dynamo = meddled;
        journal = new Journal(dynamo, SuretyTables.JOURNAL);
        var hints = new JournalIndexes(dynamo, SuretyTables.JOURNAL);
        var marketplaces = new Marketplaces(journal);
        var worlds = new Clocks(clock, dynamo, Optional.of(SuretyTables.SANDBOX));
        var secrets = new Secrets(() -> SECRETS, clock);
        var guarded = new GuardedAppend(dynamo, journal, SuretyTables.JOURNAL, SuretyTables.LEDGER);
        escrows = new JournalEscrows(journal, guarded, hints);
        TimerMessages wakes = all -> all.forEach(wake -> faults.around(
                "send wake", () -> news.add(wake.chain().toString()), fate -> new Outage("no queue: " + fate)));
        var told = new PaymentNotices(wakes, clock);
        Gateway sandbox = new SandboxGateway(
                dynamo, SuretyTables.SANDBOX, marketplace -> worlds.now(marketplace, Mode.SANDBOX), clock, told);
        Gateway gateway = new GuardedGateway(around.apply(sandbox));
        use = UseCases.of(
                escrows,
                guarded::amountMinor,
                new JournalPayments(journal, hints, marketplaces),
                new JournalParticipants(journal),
                marketplaces,
                new Gateways(gateway),
                new JournalGatewayAccounts(journal, marketplaces),
                new JournalUnmatchedWebhooks(journal),
                new JournalDisputes(journal, command -> faults.around("send command", () -> commands.add(command))),
                told,
                unheard::add,
                worlds);
        keyService = new CountedKeyService(new SecretKeyWrap(secrets));
        var remembered = new RememberedDataKeys(keyService, clock);
        var routes = EscrowDoor.routes(
                use,
                new Vault(dynamo, SuretyTables.VAULT, SuretyTables.VAULT_KEYS, remembered),
                new RequestKeys(new Fingerprints(secrets)),
                new Cursors(secrets, clock),
                new Actions("https://api.example"));
        var metrics = new Metrics("escrow", clock, _ -> {});
        notices = new WebhookSignatures(secrets, clock);
        api = new HttpWorld(
                new HttpEdge(routes, metrics, Optional.of(MINT.verifier(clock)), Optional.of(notices)), MINT);
        var commanded = new CausedCommands(journal, use.receivers());
        inbox = new QueueEdge(new WakeInbox(use.waking(), use.watching(), use.asking(), commanded), metrics);
    }

    public EscrowWorld() {
        this(Faults.none());
    }

    /** What the first marketplace lays down. */
    public MarketplaceRules rules() {
        return rules(DEMO);
    }

    private MarketplaceRules rules(MarketplaceId marketplace) {
        return new MarketplaceRules(new Journal(store, SuretyTables.JOURNAL), marketplace);
    }

    public static void participant(Journal journal, MarketplaceId marketplace, String id, Set<String> active) {
        participant(journal, marketplace, id, new Standing("active", active, false, false, Optional.empty()));
    }

    public static void participant(Journal journal, MarketplaceId marketplace, String id, Standing standing) {
        ObjectNode data = Json.object();
        data.set("standing", Json.tree(standing));
        append(journal, new ChainId("participant", marketplace, id), "participant.created.v1", data);
    }

    public static void append(Journal journal, ChainId id, String event, ObjectNode data) {
        Chain chain = journal.load(id);
        var key = CommandKey.ofFact(id.toString(), Integer.toString(chain.version()));
        journal.append(
                chain, Draft.of(event, data, Instant.parse("2026-11-22T09:00:00Z"), Actor.of("staff:test"), key));
    }

    public static Map<String, String> backend() {
        return backend(DEMO);
    }

    public static Map<String, String> backend(MarketplaceId marketplace) {
        return Map.of(
                "marketplace", marketplace.value(),
                "kind", "backend", "client_id", marketplace + "-backend",
                "scope", "escrows:read escrows:write");
    }

    public static Map<String, String> participant(String id) {
        return Map.of(
                "marketplace", "demo", "client_id", "demo-backend", "participant", id,
                "scope", "escrows:read escrows:write");
    }

    public static Map<String, String> operator() {
        return Map.of(
                "marketplace", "demo", "client_id", "demo-operator", "person", "per_op",
                "scope", "escrows:read escrows:operate");
    }

    public Response post(String path, String body, String key) {
        return call("POST", path, body, key, backend());
    }

    /** As an operator. */
    public Response force(String path, String body, String key) {
        return call("POST", path, body, key, operator());
    }

    /** The ledger's poster catches up with the journal. */
    public void posted() {
        new Poster(store).post();
    }

    public Response get(String path) {
        return call("GET", path, "", "", backend());
    }

    public Response call(String method, String path, String body, String key, Map<String, String> claims) {
        return call(method, path, body, key, claims, Map.of());
    }

    public Response call(
            String method,
            String path,
            String body,
            String key,
            Map<String, String> claims,
            Map<String, String> moreHeaders) {
        return api.call(method, path, body, key, claims, moreHeaders);
    }

    public Response answer(byte[] event) {
        return api.send(event);
    }

    public static String creation(long amountMinor) {
        return """
            {"payer":"%s","payee":"%s","amount":{"amount":%d,"currency":"EUR"},"terms":"goods",
             "reference":"order-1042","description":"a chair","metadata":{"basket":"7"}}
            """
                .formatted(PAYER, PAYEE, amountMinor);
    }

    public String created(long amountMinor, String key) {
        return taken(post("/v1/escrows", creation(amountMinor), key), 201).text("id");
    }

    private static Response taken(Response answer, int status) {
        if (answer.status() != status) {
            throw new AssertionError(answer.bytes());
        }
        return answer;
    }

    public String funded(long amountMinor, String key) {
        String id = created(amountMinor, key);
        taken(post("/v1/escrows/" + id + "/fund", "{\"method\":\"card_ok\"}", key), 200);
        return id;
    }

    public static String fundedAs(EscrowWorld world, String key) {
        return world.funded(6000, key);
    }

    public static String deliveredAs(EscrowWorld world, String key) {
        return world.delivered(6000, key);
    }

    public String delivered(long amountMinor, String key) {
        String id = funded(amountMinor, key);
        taken(post("/v1/escrows/" + id + "/deliver", "", key), 200);
        return id;
    }

    /** An escrow that was paid with a method of the sandbox's gateway. */
    public String paidWith(String method, long amountMinor, String key) {
        String id = created(amountMinor, key);
        Response answer = post("/v1/escrows/" + id + "/fund", "{\"method\":\"" + method + "\"}", key);
        if (answer.status() > 202) {
            throw new AssertionError(answer.bytes());
        }
        return id;
    }

    /** How many charges the gateway made, by its own books. */
    public long charges() {
        return store.items(SuretyTables.SANDBOX).stream()
                .filter(item -> item.get("sk").s().startsWith("pay_"))
                .filter(item -> item.get("status").s().equals("captured"))
                .count();
    }

    /** What the gateway really sent back, by its own books, in minor units. */
    public long sentBack() {
        return store.items(SuretyTables.SANDBOX).stream()
                .filter(item -> item.get("sk").s().startsWith("ref_"))
                .filter(item -> item.get("status").s().equals("done"))
                .mapToLong(item -> Long.parseLong(item.get("amount").n()))
                .sum();
    }

    /** An account's sum over the whole journal, in minor units. */
    public long balance(String account) {
        return all().flatMap(entry -> entry.postings().stream())
                .filter(posting -> posting.account().toString().equals(account))
                .mapToLong(posting -> posting.money().amountMinor())
                .sum();
    }

    /** Every opening and closing of a place in a work queue, in the order of chains. */
    public List<String> attention() {
        return all().flatMap(entry -> entry.attention().stream()).toList();
    }

    /** The same for the chains of one type. */
    public List<String> workOf(String type) {
        return all().filter(entry -> entry.chain().type().equals(type))
                .flatMap(entry -> entry.attention().stream())
                .toList();
    }

    /** Wakes what is due now, as the timer reader would; gives how many messages were to come again. */
    public int wakeDue() {
        List<Map<String, AttributeValue>> due = store.items(SuretyTables.JOURNAL).stream()
                .filter(item -> item.containsKey("dueAt"))
                .filter(item -> !Instant.parse(item.get("dueAt").s()).isAfter(clock.instant()))
                .toList();
        int again = 0;
        for (Map<String, AttributeValue> item : due) {
            again += wake(item.get("pk").s(), Integer.parseInt(item.get("sk").n()));
        }
        return again;
    }

    /** The same, of chains as they stand: a deadline of an entry that is not the last any more says nothing. */
    public void wakeLast() {
        Map<String, Integer> last = new TreeMap<>();
        store.items(SuretyTables.JOURNAL).forEach(item ->
                last.merge(item.get("pk").s(), Integer.parseInt(item.get("sk").n()), Math::max));
        last.forEach(this::wake);
    }

    public int wake(String chain, int number) {
        return message(Json.text(Json.object().put("chain", chain).put("number", number).put("at", "x")));
    }

    /** Hands the queue's door a message; gives how many come again. */
    public int message(String body) {
        ObjectNode event = Json.object();
        event.putArray("Records").addObject().put("messageId", "m-1").put("body", body);
        return inbox.apply(new ByteArrayInputStream(Json.text(event).getBytes(StandardCharsets.UTF_8)))
                .getBatchItemFailures()
                .size();
    }

    public List<Entry> chain(String type, String id) {
        return new Journal(store, SuretyTables.JOURNAL).load(new ChainId(type, DEMO, id)).entries();
    }

    private Stream<Entry> all() {
        return store.items(SuretyTables.JOURNAL).stream().map(EntryItems::fromItem);
    }

    public long entries() {
        return store.items(SuretyTables.JOURNAL).size();
    }

    /** Every invariant that the store can show, and that every escrow is conserved at every version. */
    public void check() {
        whole().check();
    }

    public void checkIdle() {
        whole().idle().check();
    }

    private WholeWorld whole() {
        return WholeWorld.of(store).hashing(EntryItems::hash).with("escrow-conserved", Conserved::check);
    }
}
