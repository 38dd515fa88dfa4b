package dev.surety.escrow.domain.escrow;

import dev.surety.escrow.domain.escrow.EscrowCommand.Accept;
import dev.surety.escrow.domain.escrow.EscrowCommand.ActionNeeded;
import dev.surety.escrow.domain.escrow.EscrowCommand.Award;
import dev.surety.escrow.domain.escrow.EscrowCommand.Cancel;
import dev.surety.escrow.domain.escrow.EscrowCommand.Captured;
import dev.surety.escrow.domain.escrow.EscrowCommand.DeadlineReached;
import dev.surety.escrow.domain.escrow.EscrowCommand.Declined;
import dev.surety.escrow.domain.escrow.EscrowCommand.Deliver;
import dev.surety.escrow.domain.escrow.EscrowCommand.Dispute;
import dev.surety.escrow.domain.escrow.EscrowCommand.ExtendCase;
import dev.surety.escrow.domain.escrow.EscrowCommand.Fund;
import dev.surety.escrow.domain.escrow.EscrowCommand.OfBank;
import dev.surety.escrow.domain.escrow.EscrowCommand.OfPayment;
import dev.surety.escrow.domain.escrow.EscrowCommand.OfRefund;
import dev.surety.escrow.domain.escrow.EscrowCommand.RefundPayer;
import dev.surety.escrow.domain.escrow.EscrowCommand.RefuseRefund;
import dev.surety.escrow.domain.escrow.EscrowCommand.Release;
import dev.surety.escrow.domain.escrow.EscrowCommand.RequestChanges;
import dev.surety.escrow.domain.escrow.EscrowCommand.StillUnknown;
import dev.surety.escrow.domain.escrow.EscrowCommand.TellCase;
import dev.surety.escrow.domain.escrow.EscrowCommand.Withdraw;
import dev.surety.escrow.domain.escrow.EscrowEvent.Why;
import dev.surety.escrow.domain.funds.EscrowFunds;
import dev.surety.escrow.domain.payment.RetrySchedule;
import dev.surety.escrow.domain.terms.Agreement;
import dev.surety.model.id.PaymentId;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The rules of an escrow: one total, pure decision over state and command. A method per state reads as a column of the
 * chart in the module's README; who may send which command is decided before. {@link ReleaseRules}, {@link
 * RefundRules}, {@link FundsHoldRules} and {@link ChargebackRules} say where the money goes.
 */
public final class EscrowRules {
    public static final int MOST_CHANGES = 5;

    /** How long a settled escrow can still be refunded. */
    public static final Duration REFUND_WINDOW = Duration.ofDays(180);

    private EscrowRules() {}

    public static Decision decide(Escrow escrow, EscrowCommand command, DecisionContext when) {
        return switch (whatHappens(escrow, command, when)) {
            case Decision.Refused refused -> refused;
            case Decision.Accepted(var event, var _) ->
                new Decision.Accepted(
                        event, PostingRules.between(escrow, event, EscrowFold.after(escrow, event, when.now(), "")));
        };
    }

    private static Decision whatHappens(Escrow escrow, EscrowCommand command, DecisionContext when) {
        // A refusal in any state comes before a refusal of this state.
        return wrongInItself(escrow, command).<Decision>map(Decision.Refused::new).orElseGet(() -> switch (escrow) {
            case Escrow.Created created -> whileCreated(created, command, when.now());
            case Escrow.Funding funding -> whileFunding(funding, command, when.now());
            case Escrow.Held held -> whileHeld(held, command, when);
            case Escrow.Delivered delivered -> whileDelivered(delivered, command, when);
            case Escrow.Settled settled -> whenSettled(settled, command, when);
            case Escrow.Cancelled _, Escrow.Expired _ -> whenOver(escrow, command, when);
        });
    }

    /** A refusal in any state; other refusals may come between it and a refusal of this state. */
    public static Optional<Refusal> wrongInItself(Escrow escrow, EscrowCommand command) {
        return CommandChecks.refusal(escrow, command);
    }

    /** The part of the price that can be refunded: uncommitted money, or, once settled, released money. */
    public static Money refundable(Escrow escrow) {
        return switch (escrow) {
            case Escrow.Held _, Escrow.Delivered _ -> escrow.amountsNow().uncommittedPrice();
            case Escrow.Settled settled -> settled.funds().amounts().released().price();
            case Escrow.Created _, Escrow.Funding _, Escrow.Cancelled _, Escrow.Expired _ ->
                Money.zero(escrow.agreement().price().currency());
        };
    }

    private static Decision whileCreated(Escrow.Created created, EscrowCommand command, Instant now) {
        return switch (command) {
            case Fund(var payment, var method)
            when now.isBefore(created.payBy()) ->
                tooMuch(created.agreement().charge())
                        .<Decision>map(Decision.Refused::new)
                        .orElseGet(() -> Decision.accepted(new EscrowEvent.FundingStarted(payment, method)));
            case Fund _ -> closed("The time to pay is over.");
            case Cancel _ -> Decision.accepted(new EscrowEvent.Cancelled());
            case DeadlineReached _ when !now.isBefore(created.payBy()) -> Decision.accepted(new EscrowEvent.Expired());
            case DeadlineReached _,
                    Deliver _,
                    RequestChanges _,
                    Accept _,
                    Release _,
                    RefundPayer _,
                    RefuseRefund _,
                    Dispute _,
                    Withdraw _,
                    Award _,
                    ExtendCase _,
                    TellCase _,
                    OfPayment _,
                    OfRefund _,
                    OfBank _ -> notAllowed(created);
        };
    }

    /**
     * Refuses a charge above the largest amount of a command; the charge includes fees and all its escrows. The bank
     * could charge it back whole, and no command could name that amount.
     */
    public static Optional<Refusal> tooMuch(Money charge) {
        boolean tooMuch = charge.amountMinor() > Money.LARGEST_COMMAND_MINOR;
        return tooMuch
                ? Optional.of(Refusal.bounded(
                        CommonReason.AMOUNT_EXCEEDS,
                        "A payment is of at most " + Money.LARGEST_COMMAND_MINOR + ", fees included; this one is of "
                                + charge.amountMinor() + ".",
                        "",
                        "bound",
                        Money.LARGEST_COMMAND_MINOR,
                        charge.amountMinor()))
                : Optional.empty();
    }

    private static Decision whileFunding(Escrow.Funding funding, EscrowCommand command, Instant now) {
        return switch (command) {
            case Captured(var payment, var amount) when isOurs(funding, payment) -> funded(funding, amount, now);
            case Declined(var payment, var code)
            when isOurs(funding, payment) ->
                Decision.accepted(new EscrowEvent.FundingDeclined(payment, funding.method(), code));
            case ActionNeeded(var payment)
            when isOurs(funding, payment) && funding.actBy().isEmpty() ->
                Decision.accepted(new EscrowEvent.FundingActionNeeded(
                        payment, funding.method(), now.plus(RetrySchedule.ACTION_WINDOW)));
            case StillUnknown(var payment)
            when isOurs(funding, payment) ->
                Decision.accepted(new EscrowEvent.FundingUnknown(payment, funding.method()));
            case Fund _,
                    Cancel _,
                    Deliver _,
                    RequestChanges _,
                    Accept _,
                    Release _,
                    RefundPayer _,
                    RefuseRefund _,
                    Dispute _,
                    Withdraw _,
                    Award _,
                    ExtendCase _,
                    TellCase _,
                    OfPayment _,
                    OfRefund _,
                    OfBank _,
                    DeadlineReached _ -> notAllowed(funding);
        };
    }

    private static Decision whileHeld(Escrow.Held held, EscrowCommand command, DecisionContext when) {
        boolean late = !when.now().isBefore(held.deliverBy());
        return switch (command) {
            case Cancel _ when held.funds().isFrozen() -> frozen(held.funds());
            case Cancel(var refund) -> RefundRules.cancel(held, refund, when.now());
            case Deliver _ when isNothingFree(held) -> nothingFree(held);
            case Deliver _ when late -> closed("The time to deliver is over.");
            case Deliver _ ->
                Decision.accepted(new EscrowEvent.Delivered(
                        when.now().plus(held.agreement().terms().timers().inspect())));
            case Release release -> ReleaseRules.release(held, release, Why.RELEASED, when);
            case RefundPayer refund -> RefundRules.giveBack(held, refund, when.now());
            case RefuseRefund refused -> RefundRules.refused(refused);
            case Dispute dispute ->
                FundsHoldRules.dispute(
                        held,
                        dispute,
                        when,
                        closedIf(late, "The time to deliver is over, the money goes back by itself."));
            case Withdraw _ -> FundsHoldRules.withdraw(held, when.now());
            case Award award -> FundsHoldRules.award(held, award, when);
            case ExtendCase(var total) -> FundsHoldRules.extend(held, total);
            case TellCase(var known) -> FundsHoldRules.tell(held, known, when.now());
            case OfRefund answer -> RefundRules.answered(held, answer, when);
            case OfBank said -> ChargebackRules.decide(held, said, when.now());
            case DeadlineReached time -> TimeRules.decide(held, time, when);
            case Fund _, Accept _, RequestChanges _, OfPayment _ -> notAllowed(held);
        };
    }

    private static Decision whileDelivered(Escrow.Delivered delivered, EscrowCommand command, DecisionContext when) {
        boolean late = !when.now().isBefore(delivered.inspectUntil());
        return switch (command) {
            case RequestChanges _ when delivered.funds().changes() >= MOST_CHANGES ->
                Decision.limited(
                        "changes",
                        MOST_CHANGES,
                        MOST_CHANGES + 1L,
                        "Changes were asked for " + MOST_CHANGES + " times.");
            case RequestChanges _ when isNothingFree(delivered) -> nothingFree(delivered);
            case RequestChanges _ when late -> closed("The time to look at it is over.");
            case RequestChanges _ ->
                Decision.accepted(new EscrowEvent.ChangesRequested(
                        when.now().plus(delivered.agreement().terms().timers().deliver())));
            case Accept _ ->
                ReleaseRules.release(
                        delivered, new Release(Optional.empty(), Optional.empty()), Why.ACCEPTED, when);
            case Release release -> ReleaseRules.release(delivered, release, Why.RELEASED, when);
            case RefundPayer refund -> RefundRules.giveBack(delivered, refund, when.now());
            case RefuseRefund refused -> RefundRules.refused(refused);
            case Dispute dispute ->
                FundsHoldRules.dispute(
                        delivered, dispute, when, closedIf(late, "The time to look at it is over."));
            case Withdraw _ -> FundsHoldRules.withdraw(delivered, when.now());
            case Award award -> FundsHoldRules.award(delivered, award, when);
            case ExtendCase(var total) -> FundsHoldRules.extend(delivered, total);
            case TellCase(var known) -> FundsHoldRules.tell(delivered, known, when.now());
            case OfRefund answer -> RefundRules.answered(delivered, answer, when);
            case OfBank said -> ChargebackRules.decide(delivered, said, when.now());
            case DeadlineReached time -> TimeRules.decide(delivered, time, when);
            case Fund _, Cancel _, Deliver _, OfPayment _ -> notAllowed(delivered);
        };
    }

    private static Decision whenSettled(Escrow.Settled settled, EscrowCommand command, DecisionContext when) {
        return switch (command) {
            case RefundPayer refund -> RefundRules.giveBackAfter(settled, refund, when.now());
            case RefuseRefund refused -> RefundRules.refused(refused);
            case Dispute dispute -> FundsHoldRules.disputeMaturing(settled, dispute, when);
            case Withdraw _ -> FundsHoldRules.withdraw(settled, when.now());
            case Award award -> FundsHoldRules.award(settled, award, when);
            case ExtendCase(var total) -> FundsHoldRules.extend(settled, total);
            case TellCase(var known) -> FundsHoldRules.tell(settled, known, when.now());
            case OfRefund answer -> RefundRules.answered(settled, answer, when);
            case OfBank said -> ChargebackRules.decide(settled, said, when.now());
            case DeadlineReached time -> TimeRules.decide(settled, time, when);
            case Fund _, Cancel _, Deliver _, RequestChanges _, Accept _, Release _, OfPayment _ ->
                notAllowed(settled);
        };
    }

    /** Cancelled or expired. A bank can still charge back a payment that was refunded; a person deals with it. */
    private static Decision whenOver(Escrow over, EscrowCommand command, DecisionContext when) {
        boolean paid = over.fundsNow().isPresent();
        return switch (command) {
            case RefuseRefund refused when paid -> RefundRules.refused(refused);
            case OfBank said when paid -> ChargebackRules.decide(over, said, when.now());
            case DeadlineReached time when paid -> TimeRules.decide(over, time, when);
            case Fund _, Cancel _, Deliver _, RequestChanges _, Accept _, Release _, RefundPayer _,
                    RefuseRefund _, Dispute _, Withdraw _, Award _, ExtendCase _, TellCase _, OfPayment _, OfRefund _,
                    OfBank _, DeadlineReached _ -> notAllowed(over);
        };
    }

    private static Decision funded(Escrow.Funding funding, Money amount, Instant now) {
        Agreement agreement = funding.agreement();
        if (!amount.equals(agreement.charge())) {
            return Decision.refuse(CommonReason.INVALID, "The payment's amount is not what was asked.");
        }
        return Decision.accepted(new EscrowEvent.Funded(
                funding.payment(),
                funding.method(),
                amount,
                now.plus(agreement.terms().timers().deliver())));
    }

    /** The decision if it is a refusal that comes first, else the other refusal. */
    static Decision before(Decision decided, Decision.Refused other) {
        boolean first = decided instanceof Decision.Refused(var refusal)
                && refusal.reason() instanceof CommonReason reason
                && other.refusal().reason() instanceof CommonReason later
                && reason.compareTo(later) < 0;
        return first ? decided : other;
    }

    private static boolean isOurs(Escrow.Funding funding, PaymentId payment) {
        return funding.payment().equals(payment);
    }

    private static boolean isNothingFree(Escrow escrow) {
        return escrow.amountsNow().uncommitted().isZero();
    }

    /** All that is left is frozen or on its way back. */
    private static Decision nothingFree(Escrow escrow) {
        EscrowFunds funds = escrow.fundsNow().orElseThrow();
        return funds.isFrozen() ? frozen(funds) : refundInFlight();
    }

    static Decision.Refused notAllowed(Escrow escrow) {
        return Decision.refuse(
                CommonReason.TRANSITION_NOT_ALLOWED,
                "This cannot be done while the escrow is " + escrow.stateName() + ".");
    }

    /** Frozen by the payer's bank, if it has any of the money; else by the payer's dispute. */
    static Decision.Refused frozen(EscrowFunds funds) {
        return funds.holds().freezing().isEmpty()
                ? Decision.refuse(CommonReason.FROZEN_BY_CASE, CommonReason.FROZEN_BY_CASE.title())
                : bankDecides();
    }

    static Decision.Refused bankDecides() {
        return Decision.refuse(CommonReason.BANK_DECIDES, CommonReason.BANK_DECIDES.title());
    }

    static Decision.Refused refundInFlight() {
        return Decision.refuse(CommonReason.REFUND_IN_FLIGHT, CommonReason.REFUND_IN_FLIGHT.title());
    }

    static Decision.Refused closed(String detail) {
        return Decision.refuse(CommonReason.WINDOW_CLOSED, detail);
    }

    private static Optional<Decision.Refused> closedIf(boolean late, String detail) {
        return late ? Optional.of(closed(detail)) : Optional.empty();
    }
}
