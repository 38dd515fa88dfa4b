package dev.surety.payouts.adjustment;

import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.faults.Faults;
import dev.surety.dynamo.faults.FaultyDynamo;
import dev.surety.model.id.Id;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Attention;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Money;
import dev.surety.model.standing.Standing;
import dev.surety.payouts.app.adjustment.AdjustmentChains;
import dev.surety.payouts.app.adjustment.Adjustments;
import dev.surety.payouts.app.payout.Present;
import dev.surety.payouts.app.statement.LineChains;
import dev.surety.payouts.http.AdjustmentRoutes;
import dev.surety.payouts.inbox.NewsInbox;
import dev.surety.payouts.store.JournalPayees;
import dev.surety.payouts.store.LedgerAccounts;
import dev.surety.payouts.world.PayoutWorld;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.HttpEdge;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
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
import dev.surety.runtime.vault.SecretKeyWrap;
import dev.surety.runtime.vault.Vault;
import dev.surety.testkit.http.HttpWorld;
import dev.surety.testkit.http.Response;
import dev.surety.testkit.tokens.TokenMint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Finance at work: adjustments over HTTP, their timers, and the news that they are. */
final class AdjustmentWorld {
    static final String PATH = "/v1/adjustments";
    static final ParticipantId ANNA = PayoutWorld.ANNA;
    static final ParticipantId BEN = PayoutWorld.BEN;
    static final Map<String, String> MAKER = PayoutWorld.staff("maker", "ledger:read", "ledger:adjust");
    static final Map<String, String> CHECKER = PayoutWorld.staff("checker", "ledger:read", "ledger:approve");
    static final Map<String, String> CHECKER2 = PayoutWorld.staff("checker2", "ledger:read", "ledger:approve");
    static final Account SUSPENSE = Account.of(AccountKind.SUSPENSE);
    static final Account LOSS = Account.of(AccountKind.LOSS);

    private static final TokenMint MINT = new TokenMint("https://issuer.example");
    private static final String SECRETS =
            """
            {"fingerprint": {"current": "Zm9yIHRlc3RzIG9ubHksIG5vdCBhIHNlY3JldCE="},
             "cursor": {"current": "YWxzbyBmb3IgdGVzdHMgb25seSwgdHJ1bHkgc28h"},
             "vault": {"current": "dGhpcnR5LXR3byBieXRlcyBmb3IgdGVzdHMgb25seSE="}}
            """;

    final PayoutWorld town;
    final Adjustments adjustments;
    private final LineChains lines;
    private final Journal plain;
    private final HttpWorld api;
    private int keys;
    /** The line of the bank that a test clears. */
    String line = "";

    AdjustmentWorld() {
        this(Faults.none());
    }

    AdjustmentWorld(Faults faults) {
        town = new PayoutWorld(faults);
        plain = new Journal(town.store, SuretyTables.JOURNAL);
        var dynamo = new FaultyDynamo(town.store, faults);
        var journal = new Journal(dynamo, SuretyTables.JOURNAL);
        var indexes = new JournalIndexes(dynamo, SuretyTables.JOURNAL);
        var marketplaces = new Marketplaces(journal);
        var present = new Present(
                marketplaces,
                marketplaces.pauses(),
                new Clocks(town.clock, dynamo, Optional.of(SuretyTables.SANDBOX)));
        lines = new LineChains(journal, indexes, present);
        adjustments = Adjustments.of(new Adjustments.Ports(
                journal,
                new GuardedAppend(dynamo, journal, SuretyTables.JOURNAL, SuretyTables.LEDGER),
                indexes,
                new JournalPayees(journal),
                new LedgerAccounts(dynamo, SuretyTables.LEDGER),
                lines,
                present));
        var secrets = new Secrets(() -> SECRETS, town.clock);
        var vault = new Vault(
                dynamo, SuretyTables.VAULT, SuretyTables.VAULT_KEYS, new SecretKeyWrap(secrets), town.clock);
        var routes = new AdjustmentRoutes(
                adjustments, vault, new RequestKeys(new Fingerprints(secrets)), new Cursors(secrets, town.clock));
        api = new HttpWorld(
                new HttpEdge(
                        routes.table(),
                        new Metrics("payouts", town.clock, _ -> {}),
                        Optional.of(MINT.verifier(town.clock)),
                        Optional.empty()),
                MINT);
    }

    static String line(Account account, long minor) {
        return line(account.toString(), minor);
    }

    static String line(String account, long minor) {
        return "{\"account\":\"%s\",\"amount\":{\"amount\":%d,\"currency\":\"EUR\"}}".formatted(account, minor);
    }

    static String body(String reason, String more, String... lines) {
        return "{\"reason\":\"%s\"%s,\"lines\":[%s]}".formatted(reason, more, String.join(",", lines));
    }

    static Account debt(ParticipantId of) {
        return Account.of(AccountKind.DEBT, of);
    }

    static Account payable(ParticipantId of) {
        return Account.of(AccountKind.PAYABLE, of);
    }

    static String writeOff(ParticipantId of, long minor) {
        return body("write_off", "", line(LOSS, -minor), line(debt(of), minor));
    }

    static String goodwill(ParticipantId of, long minor) {
        return body("goodwill", "", line("costs:goodwill", -minor), line(payable(of), minor));
    }

    Response post(String path, String body, String key, Map<String, String> claims) {
        return api.call("POST", path, body, key, claims, Map.of());
    }

    Response post(String path, String body, Map<String, String> claims) {
        keys++;
        return post(path, body, "key-of-a-test-" + (1000 + keys), claims);
    }

    Response api(
            String method, String path, String body, Map<String, String> claims, Map<String, String> headers) {
        keys++;
        return api.call(method, path, body, "key-of-a-test-" + (1000 + keys), claims, headers);
    }

    /** The answer of a call that may only fail because the store does not answer. */
    Response sure(Response answer) {
        if (answer.status() == 503) {
            throw new Outage("the store does not answer");
        }
        return done(answer);
    }

    Response get(String path, Map<String, String> claims) {
        return api.get(path, claims);
    }

    /** A call that is to be refused, and to change nothing anywhere. */
    Response refused(String path, String body, Map<String, String> claims) {
        return HttpWorld.refused(town.store::everything, () -> post(path, body, claims));
    }

    Response done(Response answer) {
        if (answer.status() >= 300) {
            throw new AssertionError(answer.status() + " " + answer.bytes());
        }
        return answer;
    }

    /** The path of an adjustment that was asked for. */
    String requested(String body) {
        return PATH + "/" + done(post(PATH, body, MAKER)).text("id");
    }

    String hash(String path) {
        return "{\"hash\":\"" + done(get(path, CHECKER)).text("hash") + "\"}";
    }

    Response approve(String path, Map<String, String> claims) {
        return post(path + "/approve", hash(path), claims);
    }

    /** Asked for, approved by one, posted and heard. */
    String posted(String body) {
        String path = requested(body);
        done(approve(path, CHECKER));
        hear();
        return path;
    }

    String state(String path) {
        return done(get(path, CHECKER)).text("state");
    }

    /** Posts all, and hears every entry that moves money. */
    void hear() {
        town.posted();
        var news = new NewsInbox(
                town.credits, adjustments.hearing()::hear, _ -> {}, _ -> Handled.AGAIN, _ -> {});
        for (Entry entry : entries("")) {
            if (!entry.postings().isEmpty()) {
                ObjectNode message = Json.object();
                message.putObject("detail").put("pk", entry.chain().toString()).put("sequence", entry.number());
                if (news.handle(message) != Handled.DONE) {
                    throw new AssertionError("a posted entry was not dealt with");
                }
            }
        }
        town.posted();
    }

    /** All entries whose event begins so, in the order in which they were written. */
    List<Entry> entries(String event) {
        return town.store.stream(SuretyTables.JOURNAL).stream()
                .map(record -> EntryItems.fromItem(record.newImage()))
                .filter(entry -> entry.event().startsWith(event))
                .toList();
    }

    /** Wakes adjustments and debts whose deadlines have come. */
    void wait(Duration time) {
        town.clock.advance(time);
        for (Entry entry : entries("")) {
            boolean isDue = !plain.has(entry.chain(), entry.number() + 1)
                    && entry.due().filter(due -> !due.at().isAfter(town.clock.instant())).isPresent();
            if (isDue && !wake(entry)) {
                throw new AssertionError("a deadline that is due is too early: " + entry);
            }
        }
        town.posted();
    }

    private boolean wake(Entry entry) {
        return switch (entry.chain().type()) {
            case AdjustmentChains.TYPE -> adjustments.deciding().wake(entry.chain(), entry.number());
            case "debt" -> town.debts.wake(entry.chain(), entry.number());
            default -> true;
        };
    }

    long balance(Account account) {
        return town.balance(account);
    }

    void owes(ParticipantId payee, long minor) {
        town.seeds.owes(payee, minor);
        hear();
    }

    void standing(ParticipantId payee, String state) {
        town.seeds.standing(payee, new Standing(state, Set.of(), false, false, Optional.empty()));
    }

    /** Money of a bank's line that nothing explains. */
    String lineInSuspense(long minor) {
        String id = Id.derive("bl", Long.toString(minor));
        var chain = plain.load(new ChainId("bank_line", PayoutWorld.DEMO, id));
        ObjectNode data = Json.object(
                """
                {"account":"main","amount":{"amount":1000,"currency":"EUR"},"at":"2026-03-31T10:00:00.000Z",
                "bookedOn":"2026-03-02","charge":{"amount":0,"currency":"EUR"},"code":"","isDebit":false,
                "origin":{"as":"unmatched","by":"uploader","match":"nothing","part":0,"place":5,
                "statement":"bs_scbe7aetxcikyfrlye5uaysbzi"},"parts":[],"reference":"B3"}
                """);
        data.set("amount", Json.tree(Money.of(minor, "EUR")));
        var _ = plain.append(
                chain,
                Draft.of("bank_line.booked.v1", data, town.clock.instant(), Actor.RECONCILER, CommandKey.ofFact(id))
                        .with(Postings.building()
                                .debit(Account.of(AccountKind.BANK, "main"), Money.of(minor, "EUR"))
                                .credit(SUSPENSE, Money.of(minor, "EUR"))
                                .build())
                        .attention(Attention.opens("line_unmatched").toString()));
        town.posted();
        return id;
    }

    /** Money of a gateway's row that nothing explains. */
    String rowInSuspense(long minor) {
        String id = Id.derive("gl", Long.toString(minor));
        var chain = plain.load(new ChainId("gateway_line", PayoutWorld.DEMO, id));
        ObjectNode data = Json.object(
                """
                {"line":{"content":"row_one","date":"2026-11-20","fact":null,"gateway":"sandbox","kind":"charge",
                "line":2,"payment":null,"report":"gr_one","row":"r3","settlement":null,"why":"amount_differs",
                "gross":{"amount":600,"currency":"EUR"},"fee":{"amount":0,"currency":"EUR"},
                "suspense":{"amount":MINOR,"currency":"EUR"}}}
                """
                        .replace("MINOR", Long.toString(minor)));
        var _ = plain.append(
                chain,
                Draft.of(
                                "gateway_line.unmatched.v1",
                                data,
                                town.clock.instant(),
                                Actor.RECONCILER,
                                CommandKey.ofFact(id))
                        .with(Postings.building()
                                .debit(Account.of(AccountKind.GATEWAY, "sandbox"), Money.of(minor, "EUR"))
                                .credit(SUSPENSE, Money.of(minor, "EUR"))
                                .build())
                        .attention(Attention.opens("gateway_line_unmatched").toString()));
        town.posted();
        return id;
    }

    String lineState(String id) {
        return lines.find(PayoutWorld.DEMO, id).orElseThrow().state().phase().name();
    }

    /** Each work that is open: the chain's type and the kind. */
    List<String> attention() {
        Map<String, List<Entry>> byPlace = entries("").stream()
                .filter(entry -> entry.attention().isPresent())
                .collect(Collectors.groupingBy(
                        entry -> entry.chain() + " " + entry.attention().get().split(" ", 2)[1]));
        return byPlace.entrySet().stream()
                .filter(place -> place.getValue().getLast().attention().get().startsWith("opens"))
                .map(place -> place.getKey().replaceAll("#.* ", " "))
                .sorted()
                .toList();
    }

    /** Texts of people are in no entry. */
    boolean isInJournal(String words) {
        return Stream.of(words).anyMatch(text -> entries("").stream()
                .anyMatch(entry -> entry.data().contains(text)));
    }

    void check() {
        town.check();
    }
}
