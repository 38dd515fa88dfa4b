package dev.surety.payouts.app.bank;

import dev.surety.model.id.MarketplaceId;
import dev.surety.payouts.domain.bank.StatementLine;
import dev.surety.runtime.resilience.Outage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A bank whose lines we fetch ourselves. */
public interface BankAccountSource {
    /**
     * Fetches booked lines in the bank's order.
     *
     * @param cursor after the last line that was dealt with; empty for the first question
     * @throws Outage if the bank does not answer
     */
    Lines lines(MarketplaceId marketplace, String account, String cursor);

    /** @param cursor after this line */
    record Fetched(String cursor, StatementLine line) {}

    /**
     * @param more whether further lines are booked
     * @param expected when the bank books next, as far as it knows
     */
    record Lines(List<Fetched> lines, boolean more, Optional<Instant> expected) {
        public Lines {
            lines = List.copyOf(lines);
        }
    }
}
