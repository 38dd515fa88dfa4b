package dev.surety.payouts.app.bank;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PayoutId;
import dev.surety.payouts.domain.bank.BookedCredit;
import dev.surety.payouts.domain.bank.BookedDebit;
import dev.surety.payouts.domain.bank.PayoutFacts;
import java.util.Optional;

/** The payouts that a bank's lines are about. Each line may be told again: it counts once. */
public interface LinePayouts {
    Optional<PayoutFacts> find(MarketplaceId marketplace, PayoutId payout);

    void booked(MarketplaceId marketplace, PayoutId payout, BookedDebit debit);

    void credited(MarketplaceId marketplace, PayoutId payout, BookedCredit credit);
}
