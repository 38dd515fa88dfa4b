package dev.surety.payouts.app.statement;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PayoutId;
import java.util.Optional;

/** Payouts by the words of a bank. */
public interface KnownPayouts {
    /** By the 15 characters that a transfer carries. */
    Optional<PayoutId> find(MarketplaceId marketplace, String reference);

    /** Whether a payout was to go to another account than this number. False if we no longer know its account. */
    boolean goesElsewhere(MarketplaceId marketplace, PayoutId payout, String number);
}
