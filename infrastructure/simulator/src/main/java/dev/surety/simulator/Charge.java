package dev.surety.simulator;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.money.Money;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A charge in the simulated gateway's books. A charge that was cancelled before it was made has neither method nor
 * amount.
 *
 * @param code why it was declined or cancelled; else empty
 * @param refundedMinor refunded so far, in the amount's minor units
 * @param returnUrl where the payer's browser returns; the escrow function has checked this URL of the shop
 * @param readyAt when a slow debit arrives
 */
public record Charge(
        MarketplaceId marketplace,
        PaymentId payment,
        Status status,
        String code,
        String method,
        Optional<Money> amount,
        long refundedMinor,
        Optional<URI> returnUrl,
        Optional<Instant> readyAt) {

    /** Stored as the lower-case word. */
    public enum Status {
        CAPTURED,
        DECLINED,
        /** The payer must decide at the page. */
        ACTION_NEEDED,
        /** A slow debit on its way. */
        PROCESSING,
        CANCELLED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Status of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    public boolean waitsForPayer() {
        return is(Status.ACTION_NEEDED);
    }

    boolean is(Status other) {
        return status == other;
    }

    Charge becomes(Status next, String why) {
        return new Charge(marketplace, payment, next, why, method, amount, refundedMinor, returnUrl, readyAt);
    }

    Charge refunded(long minor) {
        return new Charge(marketplace, payment, status, code, method, amount, minor, returnUrl, readyAt);
    }
}
