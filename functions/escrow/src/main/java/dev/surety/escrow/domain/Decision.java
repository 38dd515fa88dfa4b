package dev.surety.escrow.domain;

import dev.surety.model.journal.Postings;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;

/** What the rules say: this happens and moves this money, or it is refused and nothing changes. */
public sealed interface Decision {
    record Accepted(EscrowEvent event, Postings postings) implements Decision {}

    record Refused(Refusal refusal) implements Decision {}

    static Decision accepted(EscrowEvent event) {
        return new Accepted(event, Postings.NONE);
    }

    static Decision accepted(EscrowEvent event, Postings postings) {
        return new Accepted(event, postings);
    }

    static Refused refuse(CommonReason reason, String detail) {
        return new Refused(reason.with(detail));
    }
}
