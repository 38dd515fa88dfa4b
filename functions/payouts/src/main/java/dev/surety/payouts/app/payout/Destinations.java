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

    /** The country that a payee lives in. Nothing if the profile has none, or was destroyed. */
    Optional<String> country(MarketplaceId marketplace, ParticipantId payee, String profile);

    /**
     * @param number an IBAN, or routing number and account number with a slash between
     * @param holder as the bank writes it
     * @param bic as the payee gave it
     * @param american of an account in the United States
     */
    record Account(String number, String holder, String masked, Optional<String> bic, Optional<American> american) {
        public Account(String number, String holder, String masked, Optional<String> bic) {
            this(number, holder, masked, bic, Optional.empty());
        }

        /** Of an IBAN; of another number nothing that is a country. */
        public String country() {
            return number.substring(0, Math.min(2, number.length()));
        }

        /**
         * The account as an entry of ACH names it.
         *
         * @param routing of the bank
         * @param number of the account at that bank
         * @param type checking or savings
         * @param holderKind individual or business
         */
        public record American(String routing, String number, String type, String holderKind) {
            /** The number is never printed. */
            @Override
            public String toString() {
                return type + " of " + holderKind;
            }
        }

        /** Number and holder are never printed. */
        @Override
        public String toString() {
            return masked;
        }
    }
}
