package dev.surety.ledger.domain;

import dev.surety.model.id.Id;
import dev.surety.model.journal.ChainId;
import dev.surety.model.money.Money;
import java.time.Instant;

/**
 * What one entry moved on one account. The entry's place in the journal is part of its key, so that posting it twice
 * meets itself.
 *
 * @param event the entry's event with its version, such as {@code escrow.funded.v1}
 */
public record Line(LedgerAccount account, ChainId chain, int number, String event, Instant at, long amountMinor) {
    /** The id of the event that the same entry becomes in the feed. */
    public String entry() {
        return entry(chain, number);
    }

    public static String entry(ChainId chain, int number) {
        return Id.derive("evt", chain.toString(), Integer.toString(number));
    }

    public Money money() {
        return account.money(amountMinor);
    }
}
