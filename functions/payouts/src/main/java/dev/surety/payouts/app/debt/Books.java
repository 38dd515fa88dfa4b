package dev.surety.payouts.app.debt;

import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.ledger.Line;
import java.time.Instant;
import java.util.stream.Stream;

/** The ledger's accounts, read consistently. A guarded entry is in them at once; other postings follow. */
public interface Books {
    long balance(LedgerAccount account);

    /** Whether the poster has posted this line. */
    boolean has(Line line);

    /** The sum of an account's credits from an instant on, and before another. */
    default long credits(LedgerAccount account, Instant from, Instant until) {
        return lines(account, from, until)
                .mapToLong(Line::amountMinor)
                .filter(amount -> amount > 0)
                .reduce(0, Math::addExact);
    }

    /** The lines of a participant's account from an instant on, and before another. */
    Stream<Line> lines(LedgerAccount account, Instant from, Instant until);
}
