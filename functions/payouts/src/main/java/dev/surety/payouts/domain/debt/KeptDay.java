package dev.surety.payouts.domain.debt;

import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The money that was kept in a payee's reserve on one local day, and is released together.
 *
 * @param days how many whole days it is kept, as the day's first release says
 */
public record KeptDay(ParticipantId payee, Currency currency, LocalDate date, ZoneId zone, int days) {
    public static KeptDay of(ParticipantId payee, Currency currency, Instant at, ZoneId zone, int days) {
        return new KeptDay(payee, currency, LocalDate.ofInstant(at, zone), zone, days);
    }

    public Instant from() {
        return date.atStartOfDay(zone).toInstant();
    }

    public Instant until() {
        return date.plusDays(1).atStartOfDay(zone).toInstant();
    }

    /** The last cent of the day has been kept for all its days then. */
    public Instant releasedAt() {
        return date.plusDays(1L + days).atStartOfDay(zone).toInstant();
    }

    /**
     * A debt may have taken some of the reserve since. The days that are released last bear it, so that nothing is left
     * in the reserve in the end.
     */
    public static Money released(Money kept, Money reserve) {
        Money there = reserve.isNegative() ? Money.zero(reserve.currency()) : reserve;
        return there.compareTo(kept) < 0 ? there : kept;
    }

    /** The postings, which debit a guarded account. */
    public Postings postings(Money released) {
        return Postings.building()
                .debit(Account.of(AccountKind.RESERVE, payee), released)
                .credit(Account.of(AccountKind.PAYABLE, payee), released)
                .guarded();
    }
}
