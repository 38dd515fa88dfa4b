package dev.surety.reputation.domain.score;

import java.util.Locale;

/** The kinds of weight in a score: what people say, and what happened. */
public enum Kind {
    /** A sale itself: it is counted and weighs nothing. */
    SALE("sales"),
    OPINION("opinions"),
    /** A settled sale that the payer did not review in time. */
    SILENCE("settled sales without a review"),
    RULED_AGAINST("rulings against this side"),
    DEFAULTED("disputes lost by silence"),
    NOT_DELIVERED("sales that were not delivered"),
    CANCELLED_AFTER_FUNDING("sales cancelled after they were paid"),
    CHARGEBACK_LOST("chargebacks lost"),
    CHARGEBACK_WON("chargebacks that the bank refused the payer");

    private final String says;

    Kind(String says) {
        this.says = says;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Several of it, as a person reads it. */
    public String says() {
        return says;
    }

    /** Whether it is a fact, which has a share of its own in the rule. */
    public boolean isFact() {
        return this != SALE && this != OPINION && this != SILENCE;
    }

    public static Kind of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
