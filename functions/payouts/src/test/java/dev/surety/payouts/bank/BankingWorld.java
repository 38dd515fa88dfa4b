package dev.surety.payouts.bank;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.clock.FixedClock;
import dev.surety.dynamo.faults.Faults;
import dev.surety.dynamo.faults.FaultyDynamo;
import dev.surety.dynamo.invariants.WholeWorld;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PayoutId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.money.Money;
import dev.surety.payouts.app.bank.AccountStore;
import dev.surety.payouts.app.bank.BankAccounts;
import dev.surety.payouts.app.bank.BankLines;
import dev.surety.payouts.app.bank.LinePayouts;
import dev.surety.payouts.app.bank.ReportedPayouts;
import dev.surety.payouts.app.payout.Present;
import dev.surety.payouts.app.statement.LineChains;
import dev.surety.payouts.app.statement.PaymentGroups;
import dev.surety.payouts.app.statement.TellLine;
import dev.surety.payouts.domain.bank.BookedCredit;
import dev.surety.payouts.domain.bank.LineRules;
import dev.surety.payouts.rail.SandboxBankAccounts;
import dev.surety.payouts.store.JournalBankAccounts;
import dev.surety.payouts.store.JournalBankLines;
import dev.surety.payouts.store.ShippedReasons;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.EntryItems;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.resilience.Outage;
import dev.surety.simulator.bank.PlayBank;
import dev.surety.simulator.bank.SimulatedBank;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** The sandbox's bank, our books of its lines, and toy payouts, over one strict store. It starts at 10:20. */
final class BankingWorld {
    static final MarketplaceId DEMO = new MarketplaceId("demo");
    static final String ACCOUNT = "sandbox";
    static final String ORDINARY = "DE02120300000000202051";
    static final ChainId BANK = new ChainId("bank", DEMO, ACCOUNT);

    final MemoryDynamo store;
    final FixedClock clock = new FixedClock(Instant.parse("2026-03-02T10:20:00Z"));
    final Journal journal;
    final SimulatedBank bank;
    final PlayBank playing;
    final ToyPayouts payouts;
    final BankAccounts accounts;
    final AccountStore chains;
    final BankLines lines;
    final TellLine telling;
    /** Chains that were hinted at, in order. */
    final List<ChainId> hints = new CopyOnWriteArrayList<>();

    BankingWorld() {
        this(Faults.none(), payouts -> payouts);
    }

    BankingWorld(Faults faults) {
        this(faults, payouts -> payouts);
    }

    /** @param around the payouts that lines are told to */
    BankingWorld(Faults faults, UnaryOperator<LinePayouts> around) {
        store = MemoryDynamo.surety(clock);
        settings(new Journal(store, SuretyTables.JOURNAL));
        var dynamo = new FaultyDynamo(store, faults);
        journal = new Journal(dynamo, SuretyTables.JOURNAL);
        bank = new SimulatedBank(dynamo, SuretyTables.SANDBOX, _ -> clock.instant());
        playing = new PlayBank(dynamo, SuretyTables.SANDBOX, _ -> clock.instant(), _ -> {});
        payouts = new ToyPayouts(journal, clock::instant);
        chains = new JournalBankAccounts(journal, new Marketplaces(journal));
        accounts = new BankAccounts(chains, _ -> clock.instant());
        LinePayouts told = around.apply(payouts);
        var marketplaces = new Marketplaces(journal);
        var clocks = new Clocks(clock, dynamo, Optional.of(SuretyTables.SANDBOX));
        var present = new Present(marketplaces, marketplaces.pauses(), clocks);
        telling = new TellLine(
                new LineChains(journal, new JournalIndexes(dynamo, SuretyTables.JOURNAL), present),
                told,
                new Unreported(),
                PaymentGroups.NONE,
                _ -> {},
                hints::add,
                present,
                1);
        lines = new BankLines(
                chains,
                new SandboxBankAccounts(bank),
                new JournalBankLines(journal),
                told,
                new LineRules(ShippedReasons.get()),
                new BankLines.Settings(_ -> clock.instant(), _ -> LineRules.FeeOfReturn.OURS, 1),
                hints::add);
    }

    /** The sandbox's bank sends no reports. */
    private static final class Unreported implements ReportedPayouts {
        @Override
        public void changeNoticed(MarketplaceId marketplace, PayoutId payout, Notice notice) {
            throw new AssertionError("no bank corrects an account here");
        }

        @Override
        public void reported(MarketplaceId marketplace, PayoutId payout, Report report) {
            throw new AssertionError("reported " + payout);
        }

        @Override
        public void refusalShown(MarketplaceId marketplace, PayoutId payout, String proof, Instant at) {
            throw new AssertionError("refused " + payout);
        }

        @Override
        public void resolved(MarketplaceId marketplace, PayoutId payout, BookedCredit credit) {
            throw new AssertionError("resolved " + payout);
        }
    }

    private static void settings(Journal journal) {
        var settings = new MarketplaceSettings(
                0, Mode.SANDBOX, List.of("EUR"), List.of(), List.of(), "UTC", Set.of(), Optional.empty());
        var chain = journal.load(Marketplaces.chain(DEMO));
        journal.append(
                chain,
                Draft.of(
                        "settings.changed.v1",
                        Marketplaces.data(settings),
                        Instant.EPOCH,
                        Actor.of("staff:test"),
                        CommandKey.ofFact("settings")));
    }

    static Money euro(long minor) {
        return Money.of(minor, "EUR");
    }

    static PayoutId payout(String name) {
        return new PayoutId(Id.derive(PayoutId.PREFIX, name));
    }

    /** Schedules a payout of 10.00 EUR and sends it; twice is once. */
    void send(String name, String number) {
        if (payouts.find(DEMO, payout(name)).isEmpty()) {
            payouts.scheduled(DEMO, payout(name), euro(1_000));
        }
        accounts.expect(DEMO, ACCOUNT);
        var order = new SimulatedBank.Order(DEMO, ACCOUNT, payout(name), "REF" + name, euro(1_000), number);
        if (bank.send(order) instanceof SimulatedBank.Result.Unknown) {
            throw new Outage("the sender has to ask again");
        }
        accounts.expect(DEMO, ACCOUNT);
    }

    void at(String time) {
        clock.set(Instant.parse(time));
    }

    Optional<Entry> lastOfBank() {
        return journal.last(BANK);
    }

    /** Wakes the bank as its timer does, with the hints that follow. */
    void wake() {
        lastOfBank().ifPresent(entry -> lines.wake(BANK, entry.number()));
        while (hints.remove(BANK)) {
            lines.wake(BANK, 0);
        }
    }

    /** Moves the clock from deadline to deadline of the bank, up to a time. */
    void run(String until) {
        Instant end = Instant.parse(until);
        for (int i = 0; i < 100; i++) {
            Optional<Instant> due = lastOfBank().flatMap(Entry::due).map(Entry.Due::at);
            if (due.isEmpty() || due.get().isAfter(end)) {
                break;
            }
            clock.set(due.get().isBefore(clock.instant()) ? clock.instant() : due.get());
            wake();
        }
        clock.set(end);
    }

    /** Events of a payout, the first left out. */
    List<String> events(String name) {
        return journal.load(new ChainId("payout", DEMO, payout(name).value())).entries().stream()
                .skip(1)
                .map(Entry::event)
                .toList();
    }

    List<Entry> bankLines() {
        return store.items(SuretyTables.JOURNAL).stream()
                .map(EntryItems::fromItem)
                .filter(entry -> entry.chain().type().equals("bank_line"))
                .toList();
    }

    /** The balance of an account by the journal, in minor units. */
    long balance(Account account) {
        return store.items(SuretyTables.JOURNAL).stream()
                .map(EntryItems::fromItem)
                .flatMap(entry -> entry.postings().stream())
                .filter(posting -> posting.account().equals(account))
                .mapToLong(posting -> posting.money().amountMinor())
                .sum();
    }

    long booked() {
        return balance(Account.of(AccountKind.BANK, ACCOUNT));
    }

    long transit() {
        return balance(Account.of(AccountKind.TRANSIT, ACCOUNT));
    }

    /** The sum at the bank is the sum that it booked, and the sum in our journal. Each payout left once. */
    void agree(long executed) {
        assertEquals(
                executed,
                bank.counts(DEMO, ACCOUNT).values().stream().mapToLong(SimulatedBank.Count::executed).sum());
        assertEquals(-booked(), bank.atBank(DEMO, ACCOUNT, euro(0)).amountMinor());
        WholeWorld.of(store).hashing(EntryItems::hash).check();
    }
}
