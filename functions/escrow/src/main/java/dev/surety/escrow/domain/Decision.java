package dev.surety.escrow.domain;

import dev.surety.model.journal.Postings;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;

/** What the rules say: this happens and moves this money, or it is refused and nothing changes. */
public sealed interface Decision {
    record Happens(EscrowEvent event, Postings postings) implements Decision {}

    record Refused(Refusal refusal) implements Decision {}

    static Decision happens(EscrowEvent event) {
        return new Happens(event, Postings.NONE);
    }

    static Decision happens(EscrowEvent event, Postings postings) {
        return new Happens(event, postings);
    }

    static Refused refuse(CommonReason reason, String detail) {
        return new Refused(reason.with(detail));
    }
}
