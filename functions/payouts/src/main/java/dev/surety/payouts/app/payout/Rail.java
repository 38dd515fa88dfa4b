package dev.surety.payouts.app.payout;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PayoutId;
import dev.surety.model.money.Money;
import java.util.Optional;

/** Sends money out of a bank account of the marketplace. A rail makes a transfer once for each payout. */
public interface Rail {
    /**
     * Makes the transfer. Only the writer of the payout's entry {@code sending} calls it, and only once.
     *
     * <p>A {@link Result.Declined} is certain: nothing was taken, and nothing will be.
     */
    Result send(Transfer transfer);

    /** The transfer's outcome as the rail knows it. Empty if it knows none, which alone proves nothing. */
    Optional<Result> find(MarketplaceId marketplace, String account, PayoutId payout);

    /** Closes a transfer that the rail does not know: it was made, or is declined for ever. */
    Result close(Transfer transfer);

    /** Whether the rail takes calls at present. */
    boolean isUp(MarketplaceId marketplace, String rail);

    /**
     * @param rail its name in the settings
     * @param account the marketplace's account that it sends from
     * @param number of the payee's account: an IBAN, or routing number and account number with a slash between
     * @param holder as the bank writes it
     * @param text for the payee
     */
    record Transfer(
            MarketplaceId marketplace,
            String rail,
            String account,
            PayoutId payout,
            String reference,
            Money amount,
            String number,
            String holder,
            String text) {
        /** Number and holder are never printed. */
        @Override
        public String toString() {
            return payout + " over " + rail;
        }
    }

    sealed interface Result {
        record Accepted(String trace) implements Result {}

        record Declined(String code) implements Result {}

        /** No answer: the transfer may have been made or not. */
        record Unknown() implements Result {}
    }
}
