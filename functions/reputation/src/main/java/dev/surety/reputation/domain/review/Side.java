package dev.surety.reputation.domain.review;

import java.util.Locale;
import java.util.Optional;

/** One of the two sides of a sale. Each writes about the other. */
public enum Side {
    PAYER,
    PAYEE;

    public Side other() {
        return this == PAYER ? PAYEE : PAYER;
    }

    /** As the API names it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Side> parse(String code) {
        for (Side side : values()) {
            if (side.code().equals(code)) {
                return Optional.of(side);
            }
        }
        return Optional.empty();
    }
}
