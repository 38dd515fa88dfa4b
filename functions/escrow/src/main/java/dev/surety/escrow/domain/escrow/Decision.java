package dev.surety.escrow.domain.escrow;

import dev.surety.model.journal.Postings;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;

/** The rules' answer: this event with its postings, or a refusal that changes nothing. */
public sealed interface Decision {
    record Accepted(EscrowEvent event, Postings postings) implements Decision {}

    record Refused(Refusal refusal) implements Decision {}

    static Decision accepted(EscrowEvent event) {
        return new Accepted(event, Postings.NONE);
    }

    static Refused exceeds(String detail, Money left, Money asked) {
        return new Refused(CommonReason.exceeds(detail, left, asked));
    }

    static Refused limited(String rule, long max, long was, String detail) {
        return new Refused(CommonReason.limited(rule, max, was, detail));
    }

    static Refused refuse(CommonReason reason, String detail) {
        return new Refused(reason.with(detail));
    }
}
