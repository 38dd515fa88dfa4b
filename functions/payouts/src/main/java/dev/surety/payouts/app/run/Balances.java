package dev.surety.payouts.app.run;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.Account;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The books, as far as a plan reads them. */
public interface Balances {
    /**
     * @param payable money that can be paid out; with a cutoff, only what was there then and still is
     * @param debt below zero if the payee owes
     */
    record Balance(Money payable, Money debt) {
        public boolean isNothing() {
            return payable.isZero() && debt.isZero();
        }
    }

    /** The balance of each of these payees. */
    Map<ParticipantId, Balance> of(MarketplaceId marketplace, Currency currency, List<ParticipantId> payees);

    /** The balance of a payable account just after an instant. */
    Money payableAt(MarketplaceId marketplace, Currency currency, ParticipantId payee, Money now, Instant then);

    /** When money last came to a payable account, or left it; nothing if it never did. */
    Optional<Instant> lastMoved(MarketplaceId marketplace, Currency currency, ParticipantId payee);

    Money of(MarketplaceId marketplace, Account account, Currency currency);
}
