package dev.surety.ledger.domain.report;

import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Posting;
import dev.surety.model.journal.Postings;
import dev.surety.model.ledger.Line;
import dev.surety.model.money.Money;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The part of a line's entry that the ledger does not store.
 *
 * @param postings everything that the line's entry moved
 */
public record LineSource(Postings postings) {
    /** Of an entry's lines of one holder, the first of these kinds is the one from which its fees were taken. */
    private static final List<AccountKind> NET = List.of(AccountKind.PAYABLE, AccountKind.ON_HOLD, AccountKind.DEBT);

    public static final LineSource NONE = new LineSource(Postings.NONE);

    /** Fees and the tax in them; negative where they are given back. The line's gross amount is its own and this. */
    public Money fee(Line line) {
        Money none = Money.zero(line.account().currency());
        return bearsFees(line)
                ? own(line)
                        .filter(posting -> isFee(posting.account().kind()))
                        .map(Posting::money)
                        .reduce(none, Money::plus)
                : none;
    }

    private boolean bearsFees(Line line) {
        return own(line)
                .map(Posting::account)
                .filter(account -> account.holder().equals(line.account().account().holder()))
                .map(Account::kind)
                .filter(NET::contains)
                .min(Comparator.comparingInt(NET::indexOf))
                .filter(line.account().kind()::equals)
                .isPresent();
    }

    private Stream<Posting> own(Line line) {
        return postings.stream()
                .filter(posting -> posting.money().currency().equals(line.account().currency()));
    }

    private static boolean isFee(AccountKind kind) {
        return kind == AccountKind.FEES || kind == AccountKind.TAX;
    }
}
