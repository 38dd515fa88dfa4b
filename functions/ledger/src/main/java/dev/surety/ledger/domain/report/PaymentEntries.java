package dev.surety.ledger.domain.report;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.ChainId;
import java.time.Instant;
import java.util.List;

/** Reads payments from the journal. */
public interface PaymentEntries {
    /** At most so many payments of a payer that were asked for before an instant, newest first. */
    List<ChainId> byPayer(MarketplaceId marketplace, ParticipantId payer, Instant until, int most);

    /** Every entry of these payments, in order within a payment. */
    List<PaymentEntry> of(List<ChainId> payments);
}
