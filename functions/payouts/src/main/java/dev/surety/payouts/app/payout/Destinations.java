package dev.surety.payouts.app.payout;

import dev.surety.model.id.MarketplaceId;
import dev.surety.payouts.domain.payout.PayoutOrder;
import java.util.Optional;

/** The accounts that payouts go to, as the vault keeps them. */
public interface Destinations {
    /** Nothing if the account's words were destroyed. */
    Optional<Account> find(MarketplaceId marketplace, PayoutOrder order);

    /**
     * @param number an IBAN, or routing number and account number with a slash between
     * @param holder as the bank writes it
     * @param bic as the payee gave it
     */
    record Account(String number, String holder, String masked, Optional<String> bic) {
        /** Number and holder are never printed. */
        @Override
        public String toString() {
            return masked;
        }
    }
}
