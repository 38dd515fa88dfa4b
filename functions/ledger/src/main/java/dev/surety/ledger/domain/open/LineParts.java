package dev.surety.ledger.domain.open;

import dev.surety.model.journal.ChainId;
import dev.surety.model.ledger.Line;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The journal's word on which other chains a line clears. */
public interface LineParts {
    /** @param amountMinor not signed; {@link Part#WHOLE} is all that the line has */
    record Part(ChainId chain, long amountMinor) {
        public static final long WHOLE = Long.MAX_VALUE;
    }

    /** By the entry's id: an escrow's part of a payment, a payout of a bank's line, the item that was put right. */
    Map<String, List<Part>> of(Collection<Line> lines);

    /** Those of the payouts that the bank had booked just before an instant, or that had ended without it. */
    Set<ChainId> booked(Collection<ChainId> payouts, Instant until);
}
