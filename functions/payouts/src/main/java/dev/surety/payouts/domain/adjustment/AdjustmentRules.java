package dev.surety.payouts.domain.adjustment;

import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Postings;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.payouts.domain.adjustment.Adjustment.Approval;
import dev.surety.payouts.domain.adjustment.Adjustment.State;
import dev.surety.payouts.domain.adjustment.AdjustmentCommand.Approve;
import dev.surety.payouts.domain.adjustment.AdjustmentCommand.Reject;
import dev.surety.payouts.domain.adjustment.AdjustmentOrder.Reason;
import dev.surety.payouts.domain.approval.Approvals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** The rules of an adjustment: the lines that it may have, and the people who decide about it. */
public final class AdjustmentRules {
    public static final String SCOPE = "ledger:approve";

    /** An adjustment that is not approved by then has expired. */
    public static final Duration APPROVABLE = Duration.ofDays(7);

    /** Money that is in escrow, at a gateway or a bank, or on its way to a payee, moves by its own facts only. */
    private static final Set<AccountKind> OPEN = EnumSet.of(
            AccountKind.PAYABLE,
            AccountKind.RESERVE,
            AccountKind.DEBT,
            AccountKind.FEES,
            AccountKind.TAX,
            AccountKind.COSTS,
            AccountKind.LOSS,
            AccountKind.CAPITAL,
            AccountKind.SUSPENSE,
            AccountKind.SETTLING);

    /** A debt that is set against the loss has this reason, so that it is known later how much was written off. */
    private static final Set<AccountKind> WRITE_OFF = EnumSet.of(AccountKind.LOSS, AccountKind.DEBT);

    private AdjustmentRules() {}

    /**
     * @param settings those of now
     * @param daySum the sum that people approve on the day of the request, this adjustment included
     */
    public record Context(Instant now, MoneyOut settings, Money daySum) {}

    /** All that is wrong with an order in itself. */
    public static List<FieldError> wrong(AdjustmentOrder order, List<String> currencies) {
        List<FieldError> wrong = new ArrayList<>();
        List<AdjustedLine> lines = order.lines();
        var currency = lines.getFirst().amount().currency();
        var met = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            AdjustedLine line = lines.get(i);
            String at = "/lines/" + i;
            if (!OPEN.contains(line.kind())) {
                wrong.add(new FieldError(at + "/account", "not_adjustable"));
            } else if (line.posted().holder().isEmpty() && line.kind().hasHolder()) {
                wrong.add(new FieldError(at + "/account", "name_missing"));
            }
            if (!met.add(line.posted())) {
                wrong.add(new FieldError(at + "/account", "doubled"));
            }
            if (!line.amount().currency().equals(currency)) {
                wrong.add(new FieldError(at + "/amount/currency", "not_of_the_first_line"));
            }
            if (line.amount().isZero()) {
                wrong.add(new FieldError(at + "/amount/amount", "zero"));
            }
        }
        if (!currencies.contains(currency.code())) {
            wrong.add(new FieldError("/lines/0/amount/currency", "not_of_this_marketplace"));
        }
        if (lines.size() < AdjustmentOrder.LEAST_LINES || lines.size() > Postings.MOST) {
            wrong.add(new FieldError("/lines", "bound"));
        }
        if (wrong.isEmpty() && lines.stream().mapToLong(line -> line.amount().amountMinor()).sum() != 0) {
            wrong.add(new FieldError("/lines", "sum_not_zero"));
        }
        boolean isWrong = order.reason() == Reason.WRITE_OFF
                ? !kinds(lines).equals(WRITE_OFF)
                : kinds(lines).containsAll(WRITE_OFF);
        if (isWrong) {
            wrong.add(new FieldError("/reason", "write_off_is_loss_and_debt"));
        }
        return wrong;
    }

    private static Set<AccountKind> kinds(List<AdjustedLine> lines) {
        return lines.stream().map(AdjustedLine::kind).collect(Collectors.toSet());
    }

    /** Whether enough people may approve it. */
    public static Optional<Refusal> unapprovable(String by, int needed, Context context) {
        OptionalInt eligible =
                Approvals.eligible(context.settings(), SCOPE, context.daySum(), List.of(by));
        if (eligible.isEmpty() || eligible.getAsInt() >= needed) {
            return Optional.empty();
        }
        String detail = "Adjustments of %s on this day need %d approvers other than the maker; the staff has %d."
                .formatted(context.daySum(), needed, eligible.getAsInt());
        return Optional.of(Refusal.bounded(
                CommonReason.NO_ELIGIBLE_APPROVER, detail, "", "approvers", eligible.getAsInt(), needed));
    }

    public static AdjustmentDecision decide(Adjustment of, AdjustmentCommand command, Context context) {
        return switch (command) {
            case Approve approve -> approve(of, approve, context);
            case Reject(var person) ->
                of.state() == State.AWAITING_APPROVAL
                        ? append(new AdjustmentEvent.Rejected(person))
                        : refuse(closed(of));
        };
    }

    /** Nothing while people may decide about it. */
    public static Optional<Refusal> ended(Adjustment of) {
        return switch (of.state()) {
            case AWAITING_APPROVAL -> Optional.empty();
            case EXPIRED -> Optional.of(expired());
            case POSTED, REJECTED -> Optional.of(closed(of));
        };
    }

    private static AdjustmentDecision approve(Adjustment of, Approve approve, Context context) {
        Optional<Refusal> ended = ended(of);
        if (ended.isPresent()) {
            return refuse(ended.get());
        }
        if (!of.hash().equals(approve.hash())) {
            return refuse(Refusal.of(
                    CommonReason.HASH_MISMATCH, List.of(new FieldError("/hash", "not_of_this_adjustment"))));
        }
        if (Approvals.isMaker(context.settings(), approve.person(), List.of(of.by()))) {
            return refuse(CommonReason.APPROVER_IS_MAKER.with(CommonReason.APPROVER_IS_MAKER.title()));
        }
        List<String> before = of.approvals().stream().map(Approval::person).toList();
        if (Approvals.isCounted(context.settings(), approve.person(), before)) {
            return refuse(CommonReason.APPROVER_COUNTED.with(CommonReason.APPROVER_COUNTED.title()));
        }
        if (isOver(of, context.now())) {
            return refuse(expired());
        }
        int needed = Approvals.needed(context.settings(), context.daySum());
        return append(
                before.size() + 1 < needed
                        ? new AdjustmentEvent.Approved(approve.person(), needed)
                        : new AdjustmentEvent.Posted(approve.person(), needed));
    }

    /** The event that time alone brings about by now, if any. */
    public static Optional<AdjustmentEvent> timePassed(Adjustment of, Instant now) {
        return of.state() == State.AWAITING_APPROVAL && isOver(of, now)
                ? Optional.of(new AdjustmentEvent.Expired())
                : Optional.empty();
    }

    private static boolean isOver(Adjustment of, Instant now) {
        return !now.isBefore(of.requestedAt().plus(APPROVABLE));
    }

    private static Refusal expired() {
        return CommonReason.APPROVAL_EXPIRED.with("The adjustment was requested more than 7 days ago.");
    }

    private static Refusal closed(Adjustment of) {
        return CommonReason.TRANSITION_NOT_ALLOWED.with(
                "No decision is asked for: the adjustment is " + of.state().code() + ".");
    }

    private static AdjustmentDecision append(AdjustmentEvent event) {
        return new AdjustmentDecision.Append(event);
    }

    private static AdjustmentDecision refuse(Refusal refusal) {
        return new AdjustmentDecision.Refused(refusal);
    }
}
