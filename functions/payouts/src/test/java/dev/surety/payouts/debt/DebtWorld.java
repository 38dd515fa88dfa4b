package dev.surety.payouts.debt;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.clock.FixedClock;
import dev.surety.dynamo.faults.Faults;
import dev.surety.dynamo.faults.FaultyDynamo;
import dev.surety.dynamo.invariants.WholeWorld;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.journal.Postings;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.payouts.app.debt.CollectDebt;
import dev.surety.payouts.app.debt.HearCredits;
import dev.surety.payouts.app.debt.ReleaseReserve;
import dev.surety.payouts.app.debt.World;
import dev.surety.payouts.store.LedgerBooks;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.EntryItems;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.ledger.GuardedAppend;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.testkit.Poster;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import tools.jackson.databind.node.ObjectNode;

/** A marketplace whose payees owe money. Entries of escrows are played, as other functions append them. */
final class DebtWorld {
    static final MarketplaceId DEMO = new MarketplaceId("demo");
    static final ParticipantId PAYEE = new ParticipantId(Id.derive("par", "payee"));
    static final Currency EUR = Currency.of("EUR");

    final FixedClock clock = FixedClock.at("2026-11-22T10:00:00Z");
    final MemoryDynamo memory = MemoryDynamo.surety(clock);
    final DynamoDbClient dynamo;
    final Journal journal = new Journal(memory, SuretyTables.JOURNAL);
    final Poster poster = new Poster(memory);
    private final LedgerBooks books = new LedgerBooks(memory, SuretyTables.LEDGER);

    DebtWorld() {
        this(Faults.none());
    }

    DebtWorld(Faults faults) {
        dynamo = new FaultyDynamo(memory, faults);
        var settings = new MarketplaceSettings(
                1, MarketplaceSettings.Mode.LIVE, List.of("EUR"), List.of(), List.of(),
                "Europe/Berlin", Set.of(), Optional.empty());
        append(Marketplaces.chain(DEMO), "settings.changed.v1", Marketplaces.data(settings), Postings.NONE);
    }

    static LedgerAccount account(AccountKind kind) {
        return new LedgerAccount(DEMO, Account.of(kind, PAYEE), EUR);
    }

    static Money eur(long minor) {
        return Money.of(minor, EUR);
    }

    long balance(AccountKind kind) {
        return books.balance(account(kind));
    }

    CollectDebt collecting() {
        return new CollectDebt(through(), guarded(), books(), world());
    }

    ReleaseReserve reserves() {
        return new ReleaseReserve(through(), guarded(), books(), world());
    }

    HearCredits hearing() {
        return new HearCredits(through(), books(), collecting(), reserves(), world());
    }

    private Journal through() {
        return new Journal(dynamo, SuretyTables.JOURNAL);
    }

    private LedgerBooks books() {
        return new LedgerBooks(dynamo, SuretyTables.LEDGER);
    }

    GuardedAppend guarded() {
        return new GuardedAppend(dynamo, through(), SuretyTables.JOURNAL, SuretyTables.LEDGER);
    }

    private World world() {
        return new World(new Marketplaces(through()), new Clocks(clock, dynamo, Optional.empty()));
    }

    /** A released sale: so much is the payee's. */
    Entry release(String sale, long minor) {
        return release(sale, minor, 0, 0);
    }

    /** A released sale of which some is kept for so many days. */
    Entry release(String sale, long minor, long kept, int days) {
        ObjectNode data = Json.object();
        if (kept > 0) {
            data.putObject("reserve").put("amount", kept).put("days", days);
        }
        return append(escrow(sale), "escrow.released.v1", data, Postings.building()
                .debit(Account.of(AccountKind.GATEWAY, "sandbox"), eur(minor + kept))
                .credit(Account.of(AccountKind.PAYABLE, PAYEE), eur(minor))
                .credit(Account.of(AccountKind.RESERVE, PAYEE), eur(kept))
                .build());
    }

    /** The payer's bank takes back released money, or, with a negative amount, gives it back. */
    Entry chargeback(String sale, long minor) {
        return append(escrow(sale), "escrow.chargeback_opened.v1", Json.object(), Postings.building()
                .debit(Account.of(AccountKind.DEBT, PAYEE), eur(minor))
                .credit(Account.of(AccountKind.GATEWAY, "sandbox"), eur(minor))
                .build());
    }

    /** Finance gives up a debt, as an adjustment does. */
    Entry writtenOff(long minor) {
        ObjectNode data = Json.object();
        data.putObject("tells").put("reason", "write_off");
        var chain = new ChainId("adjustment", DEMO, Id.derive("adj", Long.toString(minor)));
        return append(chain, "adjustment.posted.v1", data, Postings.building()
                .debit(Account.of(AccountKind.LOSS), eur(minor))
                .credit(Account.of(AccountKind.DEBT, PAYEE), eur(minor))
                .build());
    }

    private static ChainId escrow(String sale) {
        return new ChainId("escrow", DEMO, Id.derive("esc", sale));
    }

    private Entry append(ChainId id, String event, ObjectNode data, Postings postings) {
        var chain = journal.load(id);
        var key = CommandKey.ofFact(id.toString(), Integer.toString(chain.version()));
        journal.append(chain, Draft.of(event, data, clock.instant(), Actor.EVENT, key).with(postings));
        return journal.load(id).last();
    }

    boolean hear(Entry entry) {
        return hearing().hear(entry.chain(), entry.number());
    }

    /** Posts all, then hears the entry. */
    void heard(Entry entry) {
        poster.post();
        if (!hear(entry)) {
            throw new AssertionError("a posted entry was not dealt with");
        }
        poster.post();
    }

    /** All entries whose event begins so, in the order in which they were written. */
    List<Entry> entries(String event) {
        return memory.stream(SuretyTables.JOURNAL).stream()
                .map(record -> EntryItems.fromItem(record.newImage()))
                .filter(entry -> entry.event().startsWith(event))
                .toList();
    }

    /** Advances the clock and hands out the deadlines that have come, until none is left. */
    void wait(Duration time) {
        clock.advance(time);
        int woken = 1;
        while (woken > 0) {
            woken = 0;
            for (Entry entry : entries("")) {
                boolean isLast = !journal.has(entry.chain(), entry.number() + 1);
                if (isLast && entry.due().filter(due -> !due.at().isAfter(clock.instant())).isPresent()) {
                    wake(entry);
                    woken++;
                }
            }
            poster.post();
        }
    }

    boolean wake(Entry entry) {
        return switch (entry.chain().type()) {
            case "debt" -> collecting().wake(entry.chain(), entry.number());
            case "reserve_release" -> reserves().wake(entry.chain(), entry.number());
            default -> throw new AssertionError(entry.chain() + " waits for nothing");
        };
    }

    void check() {
        poster.post();
        WholeWorld.of(memory).hashing(EntryItems::hash).drained().check();
    }
}
