package dev.surety.ledger.domain.report;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One payee's money on its way out and in reserve, by the chains of payouts and reserves. */
public interface MoneyOutNotes {
    /** The sums of the payouts that the bank has not booked yet. */
    Map<Currency, Money> inTransit(MarketplaceId marketplace, ParticipantId payee);

    /** The ids of the payout methods to which payouts went or are on their way. */
    Set<String> paidTo(MarketplaceId marketplace, ParticipantId payee);

    /** When the next of the payee's reserve is released; nothing if that is not known. */
    Optional<Instant> nextOfReserve(MarketplaceId marketplace, ParticipantId payee, Currency currency);
}
