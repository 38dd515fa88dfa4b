package dev.surety.disputes.domain.complaint;

import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Decides whether a complaint may be made, and who may answer it. */
public final class ComplaintRules {
    /** A complaint can be made for so long after the decision. */
    public static final Period OPEN_FOR = Period.ofMonths(6);

    private ComplaintRules() {}

    /** Why there can be no complaint about a decision of that time. */
    public static Optional<Refusal> unopenable(Instant decidedAt, Instant now) {
        if (decidedAt.isAfter(now)) {
            return Optional.of(
                    Refusal.of(CommonReason.INVALID, List.of(new FieldError("/decidedAt", "in_the_future"))));
        }
        Instant last = decidedAt.atOffset(ZoneOffset.UTC).plus(OPEN_FOR).toInstant();
        return now.isAfter(last)
                ? Optional.of(CommonReason.WINDOW_CLOSED.with("Complaints are taken for six months."))
                : Optional.empty();
    }

    /** Why this principal may not answer it. */
    public static Optional<Refusal> unanswerable(Complaint complaint, String by) {
        if (complaint.answer().isPresent()) {
            return Optional.of(CommonReason.TRANSITION_NOT_ALLOWED.with("The complaint is " + complaint.state() + "."));
        }
        return complaint.decidedBy().filter(by::equals).isPresent()
                ? Optional.of(CommonReason.APPROVER_IS_MAKER.with("This person made the decision."))
                : Optional.empty();
    }
}
