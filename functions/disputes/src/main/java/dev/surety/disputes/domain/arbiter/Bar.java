package dev.surety.disputes.domain.arbiter;

import java.util.Locale;

/** The reasons why a person may not decide a dispute, in the order in which we look for them. */
public enum Bar {
    /** The person, or another name of it, is a side of the dispute. */
    PARTY,
    /** The person, or another name of it, has or had a role in this dispute. */
    SERVED,
    /** The person's own payout method is that of a side. */
    SHARED_METHOD,
    /** The person has bought from a side or sold to one in the last twelve months. */
    COUNTERPARTY,
    /** The claim is above the person's limit. */
    AMOUNT,
    CATEGORY,
    LANGUAGE,
    /** The person has as many disputes as it takes. */
    FULL;

    /** Whether it stays true however the person's work and limits change, so that the person must not judge. */
    public boolean isConflict() {
        return switch (this) {
            case PARTY, SHARED_METHOD, COUNTERPARTY -> true;
            case SERVED, AMOUNT, CATEGORY, LANGUAGE, FULL -> false;
        };
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
