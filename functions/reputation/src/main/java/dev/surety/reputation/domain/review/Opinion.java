package dev.surety.reputation.domain.review;

import java.util.Locale;

/** The part of a review that moves a score. */
public enum Opinion {
    GOOD,
    BAD;

    /** As the API names it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
