package dev.surety.payouts.app.payout;

import dev.surety.payouts.domain.payout.PayoutCode;
import java.util.Optional;

/** The reasons that banks give, and what follows from each. */
public interface Codes {
    Optional<PayoutCode> find(String code);

    /** A rail that declines has taken nothing, unless the code says that another transfer stands. */
    default boolean credits(String code) {
        return find(code).map(PayoutCode::credits).orElse(true);
    }

    default boolean isRetryable(String code) {
        return find(code).filter(PayoutCode::isRetryable).isPresent();
    }

    /** The second refusal for this reason is final. */
    default boolean isOnceOnly(String code) {
        return find(code).filter(known -> known.retryable().equals("once")).isPresent();
    }
}
