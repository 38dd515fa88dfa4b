package dev.surety.payouts.app.payout;

import dev.surety.messages.pain.Address;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.payouts.domain.payout.PayoutOrder;
import java.util.Optional;

/** The accounts that payouts go to, as the vault keeps them. */
public interface Destinations {
    /** Nothing if the account's words were destroyed. */
    Optional<Account> find(MarketplaceId marketplace, PayoutOrder order);

    /**
     * The address of a payee, as far as banks take it. Nothing if the profile has none, if its town has no writing for
     * banks, or if the profile was destroyed.
     *
     * @param profile the vault's commitment
     */
    Optional<Address> address(MarketplaceId marketplace, ParticipantId payee, String profile);

    /**
     * @param number an IBAN, or routing number and account number with a slash between
     * @param holder as the bank writes it
     * @param bic as the payee gave it
     */
    record Account(String number, String holder, String masked, Optional<String> bic) {
        /** Of an IBAN; of another number nothing that is a country. */
        public String country() {
            return number.substring(0, Math.min(2, number.length()));
        }

        /** Number and holder are never printed. */
        @Override
        public String toString() {
            return masked;
        }
    }
}
