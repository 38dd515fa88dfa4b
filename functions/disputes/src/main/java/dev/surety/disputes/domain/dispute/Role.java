package dev.surety.disputes.domain.dispute;

import java.util.Locale;

/** The work of a person who is neither party nor linked to one. No person has two roles in a dispute. */
public enum Role {
    MEDIATOR,
    ARBITER,
    /** Confirms a ruling above the limit, or drafts another. */
    CONFIRMER,
    /** Decides between two drafts that differ. */
    THIRD,
    APPEAL_ARBITER;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
