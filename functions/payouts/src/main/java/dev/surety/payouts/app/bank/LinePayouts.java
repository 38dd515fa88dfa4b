package dev.surety.payouts.app.bank;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PayoutId;
import dev.surety.payouts.domain.bank.BookedCredit;
import dev.surety.payouts.domain.bank.BookedDebit;
import dev.surety.payouts.domain.bank.PayoutFacts;
import java.util.Optional;

/**
 * The payouts that the bank's lines are about. A line is on its chain, with its postings, before its payouts are told.
 * Each is told again after a crash, so telling twice does nothing more.
 */
public interface LinePayouts {
    Optional<PayoutFacts> find(MarketplaceId marketplace, PayoutId payout);

    void booked(MarketplaceId marketplace, PayoutId payout, BookedDebit debit);

    void credited(MarketplaceId marketplace, PayoutId payout, BookedCredit credit);
}
