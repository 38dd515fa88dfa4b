package dev.surety.onboarding.store;

import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.ledger.Line;
import dev.surety.model.money.Currency;
import dev.surety.model.standing.Standing;
import dev.surety.onboarding.app.Movements;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.ledger.LineItems;
import dev.surety.runtime.resilience.SideBySide;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Sums from the ledger's lines of the participant's accounts, and for a payer from its payments. Nothing is stored for
 * a limit's sake.
 */
public final class StoredMovements implements Movements {
    private static final String ESCROW = "escrow";
    private static final String PAYOUT = "payout";
    private static final String PAYMENT = "payment";

    /** A move between two of these accounts sums to nothing. */
    private static final List<AccountKind> OF_A_PAYEE =
            List.of(AccountKind.PAYABLE, AccountKind.ON_HOLD, AccountKind.RESERVE, AccountKind.DEBT);

    private static final int PAGE = 100;
    private static final int AT_ONCE = 8;

    private final StoredLines stored;
    private final Journal journal;
    private final JournalIndexes hints;

    public StoredMovements(DynamoDbClient dynamo, String ledger, Journal journal, JournalIndexes hints) {
        this.stored = new StoredLines(dynamo, ledger);
        this.journal = journal;
        this.hints = hints;
    }

    @Override
    public long since(ChainId participant, String capability, Currency currency, Instant from) {
        return switch (capability) {
            case Standing.PAY -> captured(participant, currency, from);
            case Standing.RECEIVE -> OF_A_PAYEE.stream()
                    .mapToLong(kind -> moved(account(participant, kind, currency), ESCROW, from))
                    .reduce(0, Math::addExact);
            default -> Math.negateExact(moved(account(participant, AccountKind.PAYABLE, currency), PAYOUT, from));
        };
    }

    private static LedgerAccount account(ChainId participant, AccountKind kind, Currency currency) {
        return new LedgerAccount(participant.marketplace(), Account.of(kind, participant.id()), currency);
    }

    private long moved(LedgerAccount account, String type, Instant from) {
        return stored.of(account, LineItems.sortKey(from), StoredLines.LAST)
                .filter(line -> line.chain().type().equals(type) && !line.at().isBefore(from))
                .mapToLong(Line::amountMinor)
                .reduce(0, Math::addExact);
    }

    /** Captures debit the gateway's account. The window takes a payment by the time at which it was asked for. */
    private long captured(ChainId payer, Currency currency, Instant from) {
        String owner = PAYMENT + "#" + payer.marketplace() + "#" + payer.id();
        List<ChainId> payments = hints.all(JournalIndexes.By.OWNER, owner, PAGE)
                .takeWhile(found -> !Instant.parse(found.at()).isBefore(from))
                .map(JournalIndexes.Found::chain)
                .toList();
        return SideBySide.map(AT_ONCE, payments, journal::load).stream()
                .flatMap(chain -> chain.entries().stream())
                .flatMap(entry -> entry.postings().stream())
                .filter(posting -> posting.account().kind() == AccountKind.GATEWAY)
                .filter(posting -> posting.money().currency().equals(currency) && posting.money().isNegative())
                .mapToLong(posting -> Math.negateExact(posting.money().amountMinor()))
                .reduce(0, Math::addExact);
    }

    @Override
    public boolean isPosted(Entry entry, ChainId participant) {
        return Line.of(entry).stream()
                .filter(line -> OF_A_PAYEE.contains(line.account().kind())
                        && line.account().account().holder().equals(participant.id()))
                .allMatch(this::isThere);
    }

    private boolean isThere(Line line) {
        String second = LineItems.sortKey(line.at());
        return stored.of(line.account(), second, second)
                .anyMatch(there -> there.chain().equals(line.chain()) && there.number() == line.number());
    }
}
