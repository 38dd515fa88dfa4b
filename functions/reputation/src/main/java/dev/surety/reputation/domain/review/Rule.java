package dev.surety.reputation.domain.review;

import java.util.Locale;

/** The rules for words of reviews. A flag says which of them is broken, and a tombstone which one was. */
public enum Rule {
    NOT_ABOUT_THE_SALE,
    PERSONAL_DATA,
    INSULT,
    THREAT,
    ADVERTISING,
    ILLEGAL;

    /** As the API names it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
