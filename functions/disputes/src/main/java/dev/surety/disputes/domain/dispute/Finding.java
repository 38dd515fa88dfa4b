package dev.surety.disputes.domain.dispute;

import java.util.Locale;

/** The kind of a ruling's or default's reasons; each has its own statement. */
public enum Finding {
    CLAIM_PROVED,
    CLAIM_PARTLY_PROVED,
    CLAIM_NOT_PROVED,
    DELIVERED_AS_AGREED,
    BOTH_AT_FAULT,
    /** The respondent had notice and was silent. */
    NO_RESPONSE,
    /** The claim is below the least that an arbiter rules on. */
    BELOW_LEAST,
    /** No ruling came in time; the mediator's proposal stands. */
    PROPOSAL_STANDS,
    /** No ruling came in time, and there is no proposal; the money goes back to the payer. */
    NO_RULING;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether no person made it. */
    public boolean isAutomated() {
        return switch (this) {
            case CLAIM_PROVED, CLAIM_PARTLY_PROVED, CLAIM_NOT_PROVED, DELIVERED_AS_AGREED, BOTH_AT_FAULT -> false;
            case NO_RESPONSE, BELOW_LEAST, PROPOSAL_STANDS, NO_RULING -> true;
        };
    }
}
