package dev.surety.payouts.world;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.clock.FixedClock;
import dev.surety.dynamo.faults.Faults;
import dev.surety.dynamo.faults.FaultyDynamo;
import dev.surety.dynamo.invariants.WholeWorld;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.PayoutId;
import dev.surety.model.id.RunId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.payouts.app.UseCases;
import dev.surety.payouts.app.debt.CollectDebt;
import dev.surety.payouts.app.debt.HearCredits;
import dev.surety.payouts.app.debt.ReleaseReserve;
import dev.surety.payouts.app.debt.World;
import dev.surety.payouts.app.payout.Codes;
import dev.surety.payouts.app.file.BeginFiles;
import dev.surety.payouts.app.file.FileChains;
import dev.surety.payouts.app.file.FilePages;
import dev.surety.payouts.app.file.WorkOnFile;
import dev.surety.payouts.app.file.WriteFile;
import dev.surety.payouts.app.payout.Nudges;
import dev.surety.payouts.app.payout.PayoutChain;
import dev.surety.payouts.app.payout.Present;
import dev.surety.payouts.app.payout.WakePayout;
import dev.surety.payouts.domain.payout.RunItem;
import dev.surety.payouts.http.PayoutRoutes;
import dev.surety.payouts.http.PayoutView;
import dev.surety.payouts.inbox.WakeInbox;
import dev.surety.payouts.rail.GuardedRail;
import dev.surety.payouts.rail.SandboxRail;
import dev.surety.payouts.store.JournalPayees;
import dev.surety.payouts.store.JournalPayouts;
import dev.surety.payouts.store.LedgerAccounts;
import dev.surety.payouts.store.LedgerBooks;
import dev.surety.payouts.store.ReasonCodes;
import dev.surety.payouts.store.ShippedReasons;
import dev.surety.payouts.store.VaultDestinations;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.HttpEdge;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
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
import dev.surety.runtime.timers.WakeNudges;
import dev.surety.runtime.vault.SecretKeyWrap;
import dev.surety.runtime.vault.Vault;
import dev.surety.simulator.bank.SimulatedBank;
import dev.surety.testkit.MemoryFiles;
import dev.surety.testkit.Poster;
import dev.surety.testkit.http.HttpWorld;
import dev.surety.testkit.http.Response;
import dev.surety.testkit.tokens.TokenMint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The payouts function over the strict store and the simulated bank, with payees, and a clock to set. */
public final class PayoutWorld {
    public static final MarketplaceId DEMO = new MarketplaceId("demo");
    public static final ParticipantId ANNA = new ParticipantId(Id.derive("par", "anna"));
    public static final ParticipantId BEN = new ParticipantId(Id.derive("par", "ben"));
    public static final RunId RUN = new RunId(Id.derive("run", "one"));
    public static final String ORDINARY = "DE87900000000000000001";

    private static final Codes CODES = new ReasonCodes(ShippedReasons.get());
    private static final TokenMint MINT = new TokenMint("https://issuer.example");

    static final String SECRETS =
            """
            {"fingerprint": {"current": "Zm9yIHRlc3RzIG9ubHksIG5vdCBhIHNlY3JldCE="},
             "cursor": {"current": "YWxzbyBmb3IgdGVzdHMgb25seSwgdHJ1bHkgc28h"},
             "vault": {"current": "dGhpcnR5LXR3byBieXRlcyBmb3IgdGVzdHMgb25seSE="}}
            """;

    private static final Set<String> TYPES = Set.of(JournalPayouts.TYPE, FileChains.TYPE);

    public final FixedClock clock = FixedClock.at("2026-11-23T10:00:00Z");
    public final MemoryDynamo store = MemoryDynamo.surety(clock);
    public final Journal journal;
    public final UseCases use;
    public final CountedRail rail;
    public final SimulatedBank bank;
    public final CollectDebt debts;
    public final HearCredits credits;
    /** Chains that were nudged, and not heard yet. */
    public final List<ChainId> nudged = Collections.synchronizedList(new ArrayList<>());

    public final MemoryFiles stored;
    public final FileChains fileChains;
    public final BeginFiles beginning;

    public final Seeds seeds;
    /** Runs once, after a payee was looked at and before its payout is sent. */
    public Runnable beforeExpected = () -> {};
    /** Runs once, after an account's balance and payouts were read. */
    public Runnable beforeDebit = () -> {};

    private final Journal plain = new Journal(store, SuretyTables.JOURNAL);
    private final HttpWorld api;
    private final WakeInbox inbox;
    private final VaultDestinations plainDestinations;
    private final VaultDestinations destinations;
    final Nudges nudges;
    /** Whether the bank's statements prove that it took nothing. */
    public boolean showsNoDebit;

    public PayoutWorld() {
        this(Faults.none());
    }

    public PayoutWorld(Faults faults) {
        var secrets = new Secrets(() -> SECRETS, clock);
        seeds = new Seeds(plain, vault(store, secrets), clock);
        plainDestinations = new VaultDestinations(vault(store, secrets));
        seeds.settings(MoneyOut.SHIPPED);
        seeds.payee(ANNA, ORDINARY, "verified");
        seeds.payee(BEN, ORDINARY, "verified");
        var dynamo = new FaultyDynamo(store, faults);
        journal = new Journal(dynamo, SuretyTables.JOURNAL);
        var hints = new JournalIndexes(dynamo, SuretyTables.JOURNAL);
        var marketplaces = new Marketplaces(journal);
        var guarded = new GuardedAppend(dynamo, journal, SuretyTables.JOURNAL, SuretyTables.LEDGER);
        var payouts = new JournalPayouts(journal, guarded, hints, marketplaces);
        var clocks = new Clocks(clock, dynamo, Optional.of(SuretyTables.SANDBOX));
        var books = new LedgerBooks(dynamo, SuretyTables.LEDGER);
        var world = new World(marketplaces, clocks);
        debts = new CollectDebt(journal, guarded, books, world);
        credits = new HearCredits(journal, books, debts, new ReleaseReserve(journal, guarded, books, world), world);
        var present = new Present(marketplaces, marketplaces.pauses(), clocks);
        bank = new SimulatedBank(store, SuretyTables.SANDBOX, _ -> clock.instant());
        rail = new CountedRail(new SandboxRail(bank), faults);
        var vault = vault(dynamo, secrets);
        var destinations = new VaultDestinations(vault);
        Nudges nudges = new WakeNudges(
                all -> all.forEach(wake -> faults.around(
                        "nudge", () -> nudged.add(wake.chain()), fate -> new Outage("no queue: " + fate))),
                clock)::nudge;
        this.destinations = destinations;
        this.nudges = nudges;
        stored = new MemoryFiles(faults, clock);
        fileChains = new FileChains(journal, hints, present);
        beginning = new BeginFiles(fileChains, nudges);
        use = UseCases.of(new UseCases.Ports(
                payouts,
                new JournalPayees(journal),
                new HookedAccounts(new LedgerAccounts(dynamo, SuretyTables.LEDGER), this::debit),
                debts::collect,
                destinations,
                new GuardedRail(rail),
                CODES,
                beginning,
                (_, _) -> expected(),
                nudges,
                present));
        var routes = new PayoutRoutes(
                payouts,
                use.requesting(),
                use.deciding(),
                use.retrying(),
                new PayoutView(destinations, CODES, present),
                vault,
                new RequestKeys(new Fingerprints(secrets)),
                new Cursors(secrets, clock));
        api = new HttpWorld(
                new HttpEdge(
                        routes.table(),
                        new Metrics("payouts", clock, _ -> {}),
                        Optional.of(MINT.verifier(clock)),
                        Optional.empty()),
                MINT);
        inbox = new WakeInbox(Map.of(
                JournalPayouts.TYPE,
                (chain, number) -> waking().wake(chain, number) ? Handled.DONE : Handled.AGAIN,
                FileChains.TYPE,
                workOnFiles((_, _, _, _) -> List.of())::wake));
    }

    public WorkOnFile workOnFiles(FilePages pages) {
        return new WorkOnFile(
                fileChains, pages, use.payouts(), use.sending(), use.settling(), writing(), nudges);
    }

    public WriteFile writing() {
        return new WriteFile(fileChains, use.payouts(), destinations, stored);
    }

    private Vault vault(DynamoDbClient dynamo, Secrets secrets) {
        return new Vault(dynamo, SuretyTables.VAULT, SuretyTables.VAULT_KEYS, new SecretKeyWrap(secrets), clock);
    }

    WakePayout waking() {
        return use.waking().with((_, _) -> showsNoDebit);
    }

    private void debit() {
        Runnable once = beforeDebit;
        beforeDebit = () -> {};
        once.run();
    }

    private void expected() {
        Runnable once = beforeExpected;
        beforeExpected = () -> {};
        once.run();
    }

    /** Money that was released to a payee, posted. */
    public PayoutWorld released(ParticipantId payee, long minor) {
        seeds.released(payee, minor);
        return posted();
    }

    public PayoutWorld posted() {
        new Poster(store).post();
        return this;
    }

    public long balance(Account account) {
        var of = new LedgerAccount(DEMO, account, Currency.of("EUR"));
        return new LedgerAccounts(store, SuretyTables.LEDGER).balance(of);
    }

    public long payable(ParticipantId payee) {
        return balance(Account.of(AccountKind.PAYABLE, payee));
    }

    public long transit() {
        return balance(Account.of(AccountKind.TRANSIT, "sandbox"));
    }

    /** An item of a run for a payee's account in force. */
    public RunItem item(ParticipantId payee, long minor) {
        var method = new JournalPayees(plain)
                .find(DEMO, payee)
                .orElseThrow()
                .standing()
                .method("EUR")
                .orElseThrow();
        return new RunItem(
                DEMO,
                RUN,
                payee,
                Money.of(minor, "EUR"),
                Money.of(0, "EUR"),
                "sandbox",
                "sandbox",
                method.id(),
                method.fingerprint(),
                method.words(),
                Optional.empty());
    }

    public PayoutChain payout(PayoutId id) {
        return use.payouts().load(DEMO, id);
    }

    public String state(PayoutId id) {
        return payout(id).payout().state();
    }

    /** Wakes a payout by its last entry, as its timer does. */
    public Handled wake(PayoutId id) {
        ChainId chain = JournalPayouts.chain(DEMO, id);
        return wake(chain, plain.load(chain).version());
    }

    public Handled wake(ChainId chain, int number) {
        return inbox.handle(Json.object().put("chain", chain.toString()).put("number", number));
    }

    /** Hears the nudges, and then each deadline as it comes, until a time. */
    public void until(Instant end) {
        hear();
        for (int rounds = 0; rounds < 200; rounds++) {
            Optional<Entry> next = Deadlines.first(store, TYPES, end);
            if (next.isEmpty()) {
                clock.set(end);
                return;
            }
            Instant at = next.get().due().orElseThrow().at();
            clock.set(at.isAfter(clock.instant()) ? at : clock.instant());
            if (wake(next.get().chain(), next.get().number()) == Handled.AGAIN) {
                throw new AssertionError("a deadline that is due is too early: " + next.get());
            }
            hear();
        }
        throw new AssertionError("the deadlines never end");
    }

    private void hear() {
        while (!nudged.isEmpty()) {
            var _ = wake(nudged.removeFirst(), 0);
        }
    }

    /** How many transfers the bank made, by its own count, and their sum. */
    public SimulatedBank.Count atBank() {
        return bank.counts(DEMO, "sandbox")
                .getOrDefault(Currency.of("EUR"), new SimulatedBank.Count(0, 0, Money.of(0, "EUR")));
    }

    public static Map<String, String> backend() {
        return Map.of(
                "marketplace", "demo",
                "kind", "backend",
                "client_id", "demo-backend",
                "scope", "payouts:read payouts:request");
    }

    public static Map<String, String> staff(String person, String... scopes) {
        return Map.of(
                "marketplace", "demo",
                "client_id", "demo-" + person,
                "person", person,
                "scope", String.join(" ", scopes));
    }

    public static Map<String, String> maker() {
        return staff("maker", "payouts:read", "payouts:plan");
    }

    public static Map<String, String> checker() {
        return staff("checker", "payouts:read", "payouts:approve");
    }

    public static Map<String, String> own(ParticipantId participant) {
        return Map.of(
                "marketplace", "demo",
                "client_id", "demo-backend",
                "participant", participant.value(),
                "scope", "payouts:read payouts:request");
    }

    public Response post(String path, String body, String key, Map<String, String> claims) {
        return api.call("POST", path, body, key, claims, Map.of());
    }

    public Response get(String path, Map<String, String> claims) {
        return api.get(path, claims);
    }

    /** A call that is to be refused, and to change nothing anywhere. */
    public Response refused(String path, String body, String key, Map<String, String> claims) {
        return HttpWorld.refused(store::everything, () -> post(path, body, key, claims));
    }

    public static String wanted(ParticipantId payee, long minor) {
        return "{\"payee\":\"%s\",\"amount\":{\"amount\":%d,\"currency\":\"EUR\"}}".formatted(payee, minor);
    }

    /** Every invariant that the store can show. */
    public void check() {
        posted();
        var money = new PayoutInvariants(bank, plainDestinations, DEMO, "sandbox");
        money.in(WholeWorld.of(store).hashing(EntryItems::hash).drained()).check();
    }
}
