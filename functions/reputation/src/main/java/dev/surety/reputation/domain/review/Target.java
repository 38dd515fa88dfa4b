package dev.surety.reputation.domain.review;

import java.util.Locale;

/** The words of one side that the other may flag. */
public enum Target {
    REVIEW,
    RESPONSE;

    /** As the API names it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
