package dev.surety.payouts.domain.run;

import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.payouts.domain.approval.Approvals;
import dev.surety.payouts.domain.run.Run.State;
import dev.surety.payouts.domain.run.RunCommand.Abort;
import dev.surety.payouts.domain.run.RunCommand.Approve;
import dev.surety.payouts.domain.run.RunCommand.Reject;
import dev.surety.payouts.domain.run.RunCommand.Submit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The rules of a run: people submit, approve, reject and abort; times pass. */
public final class RunRules {
    /** A plan that is not submitted by then is stale. */
    public static final Duration FRESH = Duration.ofHours(72);

    /** A submitted plan that is not approved by then has expired. */
    public static final Duration APPROVABLE = Duration.ofDays(7);

    private RunRules() {}

    /**
     * @param settings those of now
     * @param daySum the sum that people approve on this rail and day, this run included
     * @param isShort whether the bank account holds less than the plan pays
     */
    public record Context(Instant now, MoneyOut settings, Money daySum, boolean isShort) {}

    public static RunDecision decide(Run run, RunCommand command, Context context) {
        return switch (command) {
            case Submit(var by) -> submit(run, by, context);
            case Approve approve -> approve(run, approve, context);
            case Reject(var person) ->
                run.state() == State.AWAITING_APPROVAL ? append(new RunEvent.Rejected(person)) : notAllowed(run);
            case Abort(var by) ->
                switch (run.state()) {
                    case PLANNING, PLANNED, AWAITING_APPROVAL, APPROVED -> append(new RunEvent.Aborted(by));
                    default -> notAllowed(run);
                };
        };
    }

    /** The event that time alone brings about by now, if any. */
    public static Optional<RunEvent> timePassed(Run run, Instant now) {
        return switch (run.state()) {
            case PLANNED -> isOver(run, FRESH, now) ? Optional.of(new RunEvent.Stale()) : Optional.empty();
            case AWAITING_APPROVAL ->
                isOver(run, APPROVABLE, now) ? Optional.of(new RunEvent.Expired()) : Optional.empty();
            case APPROVED ->
                run.order().executeAt().filter(now::isBefore).isPresent()
                        ? Optional.empty()
                        : Optional.of(new RunEvent.Executing());
            default -> Optional.empty();
        };
    }

    private static boolean isOver(Run run, Duration time, Instant now) {
        return !now.isBefore(run.since().plus(time));
    }

    private static RunDecision submit(Run run, String by, Context context) {
        if (run.state() == State.STALE || (run.state() == State.PLANNED && isOver(run, FRESH, context.now()))) {
            return stale();
        }
        if (run.state() != State.PLANNED) {
            return notAllowed(run);
        }
        int needed = Approvals.needed(context.settings(), context.daySum());
        var submitted = new RunEvent.Submitted(by, needed);
        Run made = run.after(submitted, context.now());
        OptionalInt eligible = Approvals.eligible(context.settings(), context.daySum(), made.makers());
        if (eligible.isPresent() && eligible.getAsInt() < needed) {
            String detail = "%s on this rail and day need %d approvers who did not make the plan; the staff has %d."
                    .formatted(context.daySum(), needed, eligible.getAsInt());
            return new RunDecision.Refused(Refusal.bounded(
                    CommonReason.NO_ELIGIBLE_APPROVER, detail, "", "approvers", eligible.getAsInt(), needed));
        }
        return append(submitted);
    }

    private static RunDecision approve(Run run, Approve approve, Context context) {
        if (run.state() == State.STALE) {
            return stale();
        }
        if (run.state() == State.EXPIRED) {
            return expired();
        }
        if (run.state() != State.AWAITING_APPROVAL) {
            return notAllowed(run);
        }
        RunEvent.Planned plan = run.plan().orElseThrow();
        if (!plan.hash().equals(approve.hash())) {
            return refuse(CommonReason.HASH_MISMATCH, List.of(new FieldError("/hash", "not_of_this_plan")));
        }
        if (Approvals.isMaker(context.settings(), approve.person(), run.makers())) {
            return refuse(CommonReason.APPROVER_IS_MAKER, CommonReason.APPROVER_IS_MAKER.title());
        }
        List<String> before =
                run.agreed().approvals().stream().map(Run.Approval::person).toList();
        if (Approvals.isCounted(context.settings(), approve.person(), before)) {
            return refuse(CommonReason.APPROVER_COUNTED, CommonReason.APPROVER_COUNTED.title());
        }
        if (isOver(run, APPROVABLE, context.now())) {
            return expired();
        }
        List<FieldError> unseen = plan.warnings().stream()
                .filter(warning -> !approve.seen().contains(warning))
                .map(warning -> new FieldError("/seen", warning))
                .toList();
        if (!unseen.isEmpty()) {
            return refuse(CommonReason.WARNINGS_UNSEEN, unseen);
        }
        if (context.isShort() && !approve.evenIfShort()) {
            return refuse(CommonReason.FUNDING_SHORT, List.of(new FieldError("/evenIfShort", "must_be_true")));
        }
        int needed = Approvals.needed(context.settings(), context.daySum());
        return append(new RunEvent.Approved(approve.person(), needed, before.size() + 1 >= needed));
    }

    private static RunDecision stale() {
        return refuse(CommonReason.PLAN_STALE, "The plan is older than 72 hours.");
    }

    private static RunDecision expired() {
        return refuse(CommonReason.APPROVAL_EXPIRED, "The plan was submitted more than 7 days ago.");
    }

    private static RunDecision append(RunEvent event) {
        return new RunDecision.Append(event);
    }

    private static RunDecision refuse(CommonReason reason, String detail) {
        return new RunDecision.Refused(reason.with(detail));
    }

    private static RunDecision refuse(CommonReason reason, List<FieldError> errors) {
        return new RunDecision.Refused(Refusal.of(reason, errors));
    }

    private static RunDecision notAllowed(Run run) {
        return refuse(
                CommonReason.TRANSITION_NOT_ALLOWED,
                "This cannot be done while the run is " + run.state().code() + ".");
    }
}
