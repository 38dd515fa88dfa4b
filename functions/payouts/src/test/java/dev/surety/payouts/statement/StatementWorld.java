package dev.surety.payouts.statement;

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
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.marketplace.StatementRule;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.model.standing.Standing;
import dev.surety.payouts.app.payout.PayoutChain;
import dev.surety.payouts.app.payout.Payouts;
import dev.surety.payouts.app.payout.Present;
import dev.surety.payouts.app.payout.SettlePayout;
import dev.surety.payouts.app.statement.KnownPayouts;
import dev.surety.payouts.app.statement.LineChains;
import dev.surety.payouts.app.statement.StatementChains;
import dev.surety.payouts.app.statement.Statements;
import dev.surety.payouts.app.upload.UploadChains;
import dev.surety.payouts.domain.payout.BankReference;
import dev.surety.payouts.domain.payout.PayoutEvent;
import dev.surety.payouts.domain.payout.PayoutOrder;
import dev.surety.payouts.domain.payout.PayoutOrder.Destination;
import dev.surety.payouts.domain.payout.PayoutOrder.Speed;
import dev.surety.payouts.domain.statement.StatementFile;
import dev.surety.payouts.store.JournalKnownPayouts;
import dev.surety.payouts.store.JournalPayees;
import dev.surety.payouts.store.JournalPayouts;
import dev.surety.payouts.store.SettingsAccounts;
import dev.surety.payouts.store.ShippedReasons;
import dev.surety.payouts.store.VaultCorrections;
import dev.surety.payouts.store.VaultDestinations;
import dev.surety.payouts.world.Entries;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.EntryItems;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.ledger.BalanceItems;
import dev.surety.runtime.ledger.GuardedAppend;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.secrets.Secrets;
import dev.surety.runtime.vault.SecretKeyWrap;
import dev.surety.runtime.vault.Vault;
import dev.surety.testkit.MemoryFiles;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.node.ObjectNode;

/** Uploaded statements and payouts of the marketplace's capital, over one strict store. */
final class StatementWorld {
    static final MarketplaceId DEMO = new MarketplaceId("demo");
    private static final String SECRETS =
            "{\"vault\": {\"current\": \"dGhpcnR5LXR3byBieXRlcyBmb3IgdGVzdHMgb25seSE=\"}}";
    static final String FILED = "DE02120300000000202051";

    final FixedClock clock = FixedClock.at("2026-03-31T10:00:00Z");
    final MemoryDynamo store = MemoryDynamo.surety(clock);
    final Journal plain = new Journal(store, SuretyTables.JOURNAL);
    final MemoryFiles files = new MemoryFiles(Faults.none(), clock);
    final ToyGroups groups = new ToyGroups();
    final Payouts payouts;
    final Statements statements;
    private final Deque<ChainId> nudged = new ArrayDeque<>();

    StatementWorld() {
        this(Faults.none(), List.of());
    }

    /** It holds no account, so no statement names one that was approved. */
    private Vault vault(DynamoDbClient dynamo) {
        var wrap = new SecretKeyWrap(new Secrets(() -> SECRETS, clock));
        return new Vault(dynamo, SuretyTables.VAULT, SuretyTables.VAULT_KEYS, wrap, clock);
    }

    StatementWorld(Faults faults, List<Money> alone) {
        settings(plain, clock, alone);
        var dynamo = new FaultyDynamo(store, faults);
        var journal = new Journal(dynamo, SuretyTables.JOURNAL);
        var indexes = new JournalIndexes(dynamo, SuretyTables.JOURNAL);
        var marketplaces = new Marketplaces(journal);
        var clocks = new Clocks(clock, dynamo, Optional.of(SuretyTables.SANDBOX));
        var present = new Present(marketplaces, marketplaces.pauses(), clocks);
        payouts = new JournalPayouts(
                journal,
                new GuardedAppend(dynamo, journal, SuretyTables.JOURNAL, SuretyTables.LEDGER),
                indexes,
                marketplaces);
        var settling = new SettlePayout(payouts, new JournalPayees(journal), present);
        var known = new JournalKnownPayouts(indexes, payouts, new VaultDestinations(vault(dynamo)));
        statements = Statements.of(new Statements.Ports(
                journal,
                indexes,
                files,
                settling,
                settling,
                new KnownPayouts() {
                    @Override
                    public Optional<PayoutId> find(MarketplaceId marketplace, String reference) {
                        return known.find(marketplace, reference);
                    }

                    @Override
                    public boolean goesElsewhere(MarketplaceId marketplace, PayoutId payout, String number) {
                        return !number.equals(FILED);
                    }
                },
                groups,
                _ -> {},
                new SettingsAccounts(present),
                new VaultCorrections(vault(dynamo)),
                ShippedReasons.get(),
                nudged::add,
                present));
    }

    /** A sandbox marketplace with one account. */
    static void settings(Journal plain, FixedClock clock, List<Money> alone) {
        var account = new MoneyOut.BankAccount(
                "main", List.of("EUR"), Optional.of(Camt.IBAN), Optional.empty(), Optional.empty());
        MoneyOut out = MoneyOut.SHIPPED.change()
                .bankAccounts(account)
                .returnsAlone(alone)
                .build();
        var settings = new MarketplaceSettings(
                1,
                Mode.SANDBOX,
                List.of("EUR"),
                List.of(),
                List.of(),
                "UTC",
                Set.of(),
                Optional.empty());
        plain.append(
                plain.load(Marketplaces.chain(DEMO)),
                Draft.of(
                        "settings.changed.v1",
                        Marketplaces.data(settings.withMoneyOut(out)),
                        clock.instant(),
                        Actor.of("staff:test"),
                        CommandKey.ofFact("settings")));
    }

    /** The settings' next version has these rules, too. */
    StatementWorld rules(StatementRule... rules) {
        MarketplaceSettings before = new Marketplaces(plain).find(DEMO).orElseThrow();
        MoneyOut out = before.moneyOut().change().statementRules(rules).build();
        plain.append(
                plain.load(Marketplaces.chain(DEMO)),
                Draft.of(
                        "settings.changed.v1",
                        Marketplaces.data(before.withMoneyOut(out)),
                        clock.instant(),
                        Actor.of("staff:test"),
                        CommandKey.ofFact("rules")));
        return this;
    }

    static PayoutId id(String name) {
        return new PayoutId(Id.derive(PayoutId.PREFIX, name));
    }

    static String reference(String name) {
        return BankReference.of(DEMO, id(name));
    }

    static Money euro(long minor) {
        return Money.of(minor, "EUR");
    }

    /** A payout of the capital that a file has brought to the bank. */
    void sent(String name, long minor) {
        scheduled(name, minor);
        append(name, new PayoutEvent.Sending());
        append(name, new PayoutEvent.Sent("file"));
    }

    void scheduled(String name, long minor) {
        scheduled(name, minor, "capital");
    }

    /** A payout from a payee's balance that the ledger has. */
    void sentTo(ParticipantId payee, String name, long minor) {
        String source = "payable:" + payee.value();
        var account = new LedgerAccount(DEMO, Account.of(AccountKind.PAYABLE, payee), Currency.of("EUR"));
        Map<String, AttributeValue> item = new HashMap<>(BalanceItems.key(account));
        item.put(BalanceItems.AMOUNT, Items.of(minor));
        store.plant(SuretyTables.LEDGER, item);
        scheduled(name, minor, source);
        append(name, new PayoutEvent.Sending());
        append(name, new PayoutEvent.Sent("file"));
    }

    /** The last entry of the payee's chain, as onboarding writes it. */
    void standing(ParticipantId payee, String state) {
        var journal = new Journal(store, SuretyTables.JOURNAL);
        var chain = journal.load(new ChainId("participant", DEMO, payee.value()));
        var standing = new Standing(state, Set.of(), false, false, Optional.empty());
        ObjectNode data = Json.object().set("standing", Json.tree(standing));
        var key = CommandKey.ofFact("standing", payee.value(), state);
        journal.append(chain, Draft.of("participant." + state + ".v1", data, clock.instant(), Actor.TIMER, key));
    }

    private void scheduled(String name, long minor, String source) {
        append(
                name,
                new PayoutEvent.Scheduled(new PayoutOrder(
                        Optional.empty(),
                        Optional.empty(),
                        source,
                        euro(minor),
                        euro(0),
                        Speed.STANDARD,
                        "house",
                        "main",
                        new Destination("own", "1:own", "words"),
                        reference(name),
                        1)));
    }

    private void append(String name, PayoutEvent event) {
        PayoutChain chain = payouts.load(DEMO, id(name));
        CommandKey key = CommandKey.ofFact("world", name, event.getClass().getSimpleName());
        if (chain.chain().seen(key).isEmpty()) {
            var fact = new Payouts.Fact(event, clock.instant(), Actor.of("staff:test"), key);
            boolean isGuarded = event instanceof PayoutEvent.Scheduled(var order) && order.payee().isPresent();
            var _ = isGuarded
                    ? payouts.append(chain, fact, List.of(), List.of())
                    : payouts.append(chain, fact);
        }
    }

    String state(String name) {
        return payouts.load(DEMO, id(name)).payout().state();
    }

    static String file(String name) {
        return Id.derive(StatementChains.PREFIX, name);
    }

    /** Uploads a file and reads it to its end. */
    StatementFile read(String name, byte[] bytes) {
        upload(name, bytes);
        hear(name);
        return found(name);
    }

    StatementFile read(String name, Camt camt) {
        return read(name, camt.bytes());
    }

    void upload(String name, byte[] bytes) {
        ChainId id = StatementChains.chain(DEMO, file(name));
        files.put(UploadChains.key(id), bytes);
        if (plain.state(id).isEmpty()) {
            var file = StatementFile.uploading(
                    name + ".xml", bytes.length, Optional.empty(), "uploader", clock.instant());
            var _ = statements.uploading().begin(id, file);
        }
    }

    void hear(String name) {
        wake(StatementChains.chain(DEMO, file(name)), 0);
        hear();
    }

    /** Hears all nudges, and then the deadlines that they left. */
    void hear() {
        for (int i = 0; i < 100_000 && !nudged.isEmpty(); i++) {
            ChainId chain = nudged.remove();
            wake(chain, 0);
        }
    }

    private void wake(ChainId chain, int number) {
        if (chain.type().equals(StatementChains.TYPE)) {
            var _ = statements.reading().wake(chain, number);
        } else {
            var _ = statements.telling().wake(chain, number);
        }
    }

    /** The timers' work after a crash. */
    void timers() {
        clock.set(clock.instant().plusSeconds(120));
        lastEntries().values().stream()
                .filter(entry -> entry.due().filter(due -> !due.at().isAfter(clock.instant())).isPresent())
                .filter(entry -> !entry.chain().type().equals("payout"))
                .forEach(entry -> wake(entry.chain(), entry.number()));
        hear();
    }

    /** Lines whose last entry leaves a deadline. A test clock waits for each. */
    List<String> linesWithDeadlines() {
        return lastEntries().values().stream()
                .filter(entry -> entry.chain().type().equals("bank_line") && entry.due().isPresent())
                .map(Entry::event)
                .toList();
    }

    private Map<String, Entry> lastEntries() {
        Map<String, Entry> last = new TreeMap<>();
        entries().forEach(entry -> last.merge(
                entry.chain().toString(), entry, (one, other) -> one.number() > other.number() ? one : other));
        return last;
    }

    StatementFile found(String name) {
        return statements.chains().find(StatementChains.chain(DEMO, file(name))).orElseThrow().file();
    }

    List<Entry> entries() {
        return Entries.of(store);
    }

    /** The lines that we have, each once. */
    List<LineChains.Stored> lines() {
        return entries().stream()
                .filter(entry -> entry.chain().type().equals("bank_line"))
                .map(entry -> entry.chain().id())
                .distinct()
                .map(line -> statements.lines().find(DEMO, line).orElseThrow())
                .toList();
    }

    /** How many lines of each class there are. */
    Map<String, Long> classes() {
        return lines().stream()
                .collect(Collectors.groupingBy(line -> line.state().as().word(), TreeMap::new, Collectors.counting()));
    }

    long balance(String account) {
        return Entries.balance(store, account);
    }

    void check() {
        WholeWorld.of(store).hashing(EntryItems::hash).check();
    }

    /** Each attention that is open: the chain's type and the kind. */
    Map<String, Long> attention() {
        return Entries.attention(store);
    }
}
