package dev.surety.escrow.domain;

import dev.surety.escrow.domain.EscrowCommand.Accept;
import dev.surety.escrow.domain.EscrowCommand.ActionNeeded;
import dev.surety.escrow.domain.EscrowCommand.Award;
import dev.surety.escrow.domain.EscrowCommand.Cancel;
import dev.surety.escrow.domain.EscrowCommand.Captured;
import dev.surety.escrow.domain.EscrowCommand.Declined;
import dev.surety.escrow.domain.EscrowCommand.Deliver;
import dev.surety.escrow.domain.EscrowCommand.Dispute;
import dev.surety.escrow.domain.EscrowCommand.DrawChargeback;
import dev.surety.escrow.domain.EscrowCommand.Fund;
import dev.surety.escrow.domain.EscrowCommand.GiveBack;
import dev.surety.escrow.domain.EscrowCommand.LoseChargeback;
import dev.surety.escrow.domain.EscrowCommand.OfBank;
import dev.surety.escrow.domain.EscrowCommand.OfPayment;
import dev.surety.escrow.domain.EscrowCommand.OfRefund;
import dev.surety.escrow.domain.EscrowCommand.RefuseRefund;
import dev.surety.escrow.domain.EscrowCommand.Release;
import dev.surety.escrow.domain.EscrowCommand.RequestChanges;
import dev.surety.escrow.domain.EscrowCommand.StillUnknown;
import dev.surety.escrow.domain.EscrowCommand.TimeIsUp;
import dev.surety.escrow.domain.EscrowCommand.WinChargeback;
import dev.surety.escrow.domain.EscrowCommand.Withdraw;
import dev.surety.escrow.domain.EscrowEvent.Why;
import dev.surety.model.id.PaymentId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The rules of an escrow: one total decision over state and command, pure, in given circumstances. A method per state
 * reads as a column of the chart in the module's README; who may send which command is decided before. What releases,
 * refunds and cases do with the money is in {@link ReleaseRules}, {@link RefundRules}, {@link CaseRules} and
 * {@link BankRules}.
 */
public final class EscrowRules {
    /** Deadlines that take something from a party fire this much later than they are judged: clocks differ. */
    public static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);

    public static final int MOST_CHANGES = 5;

    /** How long a settled escrow can still be refunded. */
    public static final Duration REFUND_WINDOW = Duration.ofDays(180);

    /** How long the payer has at a gateway's page. */
    static final Duration ACTION_WINDOW = Duration.ofMinutes(30);

    private EscrowRules() {}

    public static Decision decide(Escrow escrow, EscrowCommand command, Circumstances when) {
        // Wrong in itself comes before what the state allows.
        return wrongInItself(escrow, command).<Decision>map(Decision.Refused::new).orElseGet(() -> switch (escrow) {
            case Escrow.Created created -> whileCreated(created, command, when.now());
            case Escrow.Funding funding -> whileFunding(funding, command, when.now());
            case Escrow.Held held -> whileHeld(held, command, when);
            case Escrow.Delivered delivered -> whileDelivered(delivered, command, when);
            case Escrow.Disputed disputed -> whileDisputed(disputed, command, when);
            case Escrow.Settled settled -> whenSettled(settled, command, when);
            case Escrow.Cancelled _, Escrow.Expired _ -> whenOver(escrow, command, when);
        });
    }

    /** What no state could allow; other refusals may come between this and what the state says. */
    public static Optional<Refusal> wrongInItself(Escrow escrow, EscrowCommand command) {
        return WrongInItself.refusal(escrow, command);
    }

    /** What of the price can be given back: what is free, or once settled, what was released. */
    public static Money refundable(Escrow escrow) {
        return switch (escrow) {
            case Escrow.Held _, Escrow.Delivered _, Escrow.Disputed _ -> escrow.holdingsNow().freePrice();
            case Escrow.Settled settled -> RefundRules.leftOf(settled);
            case Escrow.Created _, Escrow.Funding _, Escrow.Cancelled _, Escrow.Expired _ ->
                Money.zero(escrow.agreement().price().currency());
        };
    }

    private static Decision whileCreated(Escrow.Created created, EscrowCommand command, Instant now) {
        return switch (command) {
            case Fund(var payment, var method) when now.isBefore(created.payBy()) ->
                Decision.happens(new EscrowEvent.FundingStarted(payment, method));
            case Fund _ -> closed("The time to pay is over.");
            case Cancel _ -> Decision.happens(new EscrowEvent.Cancelled());
            case TimeIsUp _ when !now.isBefore(created.payBy()) -> Decision.happens(new EscrowEvent.Expired());
            case TimeIsUp _, Deliver _, RequestChanges _, Accept _, Release _, GiveBack _, RefuseRefund _, Dispute _,
                    Withdraw _, Award _, OfPayment _, OfRefund _, OfBank _ -> notAllowed(created);
        };
    }

    private static Decision whileFunding(Escrow.Funding funding, EscrowCommand command, Instant now) {
        return switch (command) {
            case Captured(var payment, var amount) when isOurs(funding, payment) -> funded(funding, amount, now);
            case Declined(var payment, var code) when isOurs(funding, payment) ->
                Decision.happens(new EscrowEvent.FundingDeclined(payment, funding.method(), code));
            case ActionNeeded(var payment) when isOurs(funding, payment) && funding.actBy().isEmpty() ->
                Decision.happens(
                        new EscrowEvent.FundingActionNeeded(payment, funding.method(), now.plus(ACTION_WINDOW)));
            case StillUnknown(var payment) when isOurs(funding, payment) ->
                Decision.happens(new EscrowEvent.FundingUnknown(payment, funding.method()));
            case Fund _, Cancel _, Deliver _, RequestChanges _, Accept _, Release _, GiveBack _,
                    RefuseRefund _, Dispute _, Withdraw _, Award _, OfPayment _, OfRefund _, OfBank _,
                    TimeIsUp _ -> notAllowed(funding);
        };
    }

    private static Decision whileHeld(Escrow.Held held, EscrowCommand command, Circumstances when) {
        boolean late = !when.now().isBefore(held.deliverBy());
        return switch (command) {
            case Cancel(var refund) -> RefundRules.cancel(held, refund, when.now());
            case Deliver _ when allIsOnItsWayBack(held) -> refundInFlight();
            case Deliver _ when late -> closed("The time to deliver is over.");
            case Deliver _ ->
                Decision.happens(new EscrowEvent.Delivered(
                        when.now().plus(held.agreement().terms().timers().inspect())));
            case Release release -> ReleaseRules.release(held, release, Why.RELEASED, when);
            case GiveBack refund -> RefundRules.giveBack(held, refund, when.now());
            case RefuseRefund refused -> RefundRules.refused(refused);
            case Dispute dispute when late ->
                before(
                        CaseRules.dispute(held, dispute, held.deliverBy(), when.now()),
                        closed("The time to deliver is over, the money goes back by itself."));
            case Dispute dispute -> CaseRules.dispute(held, dispute, held.deliverBy(), when.now());
            case OfRefund answer -> RefundRules.answered(held, answer, when);
            case DrawChargeback draw -> BankRules.draw(held, draw, held.deliverBy(), when.now());
            case WinChargeback(var id) -> BankRules.wonElsewhere(held, id);
            case LoseChargeback(var id) -> BankRules.lostElsewhere(held, id);
            case TimeIsUp time -> TimeRules.held(held, time, when);
            case Fund _, Accept _, RequestChanges _, Withdraw _, Award _, OfPayment _ -> notAllowed(held);
        };
    }

    private static Decision whileDelivered(Escrow.Delivered delivered, EscrowCommand command, Circumstances when) {
        boolean late = !when.now().isBefore(delivered.inspectUntil());
        return switch (command) {
            case RequestChanges _ when delivered.custody().changes() >= MOST_CHANGES ->
                Decision.refuse(CommonReason.LIMIT_EXCEEDED, "Changes were asked for " + MOST_CHANGES + " times.");
            case RequestChanges _ when allIsOnItsWayBack(delivered) -> refundInFlight();
            case RequestChanges _ when late -> closed("The time to look at it is over.");
            case RequestChanges _ ->
                Decision.happens(new EscrowEvent.ChangesRequested(
                        when.now().plus(delivered.agreement().terms().timers().deliver())));
            case Accept _ ->
                ReleaseRules.release(
                        delivered, new Release(Optional.empty(), Optional.empty()), Why.ACCEPTED, when);
            case Release release -> ReleaseRules.release(delivered, release, Why.RELEASED, when);
            case GiveBack refund -> RefundRules.giveBack(delivered, refund, when.now());
            case RefuseRefund refused -> RefundRules.refused(refused);
            case Dispute dispute when late ->
                before(
                        CaseRules.dispute(delivered, dispute, delivered.inspectUntil(), when.now()),
                        closed("The time to look at it is over."));
            case Dispute dispute -> CaseRules.dispute(delivered, dispute, delivered.inspectUntil(), when.now());
            case OfRefund answer -> RefundRules.answered(delivered, answer, when);
            case DrawChargeback draw -> BankRules.draw(delivered, draw, delivered.inspectUntil(), when.now());
            case WinChargeback(var id) -> BankRules.wonElsewhere(delivered, id);
            case LoseChargeback(var id) -> BankRules.lostElsewhere(delivered, id);
            case TimeIsUp time -> TimeRules.delivered(delivered, time, when);
            case Fund _, Cancel _, Deliver _, Withdraw _, Award _, OfPayment _ -> notAllowed(delivered);
        };
    }

    private static Decision whileDisputed(Escrow.Disputed disputed, EscrowCommand command, Circumstances when) {
        return switch (command) {
            case Cancel _, Deliver _, RequestChanges _, Accept _ -> frozen();
            case Release release -> ReleaseRules.release(disputed, release, Why.RELEASED, when);
            case GiveBack refund -> RefundRules.giveBack(disputed, refund, when.now());
            case RefuseRefund refused -> RefundRules.refused(refused);
            case Withdraw _ -> CaseRules.withdraw(disputed, when.now());
            case Award award -> CaseRules.award(disputed, award, when);
            case OfRefund answer -> RefundRules.answered(disputed, answer, when);
            case DrawChargeback draw -> BankRules.drawMore(disputed, draw, when.now());
            case WinChargeback(var id) -> BankRules.win(disputed, id, when.now());
            case LoseChargeback(var id) -> BankRules.lose(disputed, id, when.now());
            case TimeIsUp time -> TimeRules.disputed(disputed, time, when);
            case Fund _, Dispute _, OfPayment _ -> notAllowed(disputed);
        };
    }

    private static Decision whenSettled(Escrow.Settled settled, EscrowCommand command, Circumstances when) {
        return switch (command) {
            case GiveBack refund -> RefundRules.giveBackAfter(settled, refund, when.now());
            case RefuseRefund refused -> RefundRules.refused(refused);
            case Dispute dispute -> CaseRules.disputeMaturing(settled, dispute, when.now());
            case OfRefund answer -> RefundRules.answered(settled, answer, when);
            case DrawChargeback draw ->
                BankRules.draw(settled, draw, standing(settled, settled.custody(), when.now()), when.now());
            case WinChargeback(var id) -> BankRules.wonElsewhere(settled, id);
            case LoseChargeback(var id) -> BankRules.lostElsewhere(settled, id);
            case TimeIsUp _ -> TimeRules.settled(settled, when);
            case Fund _, Cancel _, Deliver _, RequestChanges _, Accept _, Release _, Withdraw _, Award _,
                    OfPayment _ -> notAllowed(settled);
        };
    }

    /** Cancelled or expired. What was paid and went back can still be charged back; that is somebody's work. */
    private static Decision whenOver(Escrow over, EscrowCommand command, Circumstances when) {
        boolean paid = over.custodyNow().isPresent();
        return switch (command) {
            case RefuseRefund refused when paid -> RefundRules.refused(refused);
            case DrawChargeback draw when paid -> BankRules.drawNothing(over, draw, when.now());
            case WinChargeback(var id) when paid -> BankRules.wonElsewhere(over, id);
            case LoseChargeback(var id) when paid -> BankRules.lostElsewhere(over, id);
            case Fund _, Cancel _, Deliver _, RequestChanges _, Accept _, Release _, GiveBack _,
                    RefuseRefund _, Dispute _, Withdraw _, Award _, OfPayment _, OfRefund _, OfBank _,
                    TimeIsUp _ -> notAllowed(over);
        };
    }

    private static Decision funded(Escrow.Funding funding, Money amount, Instant now) {
        Agreement agreement = funding.agreement();
        if (!amount.equals(agreement.charge())) {
            return Decision.refuse(CommonReason.INVALID, "The payment's amount is not what was asked.");
        }
        return Decision.happens(
                new EscrowEvent.Funded(
                        funding.payment(),
                        funding.method(),
                        amount,
                        now.plus(agreement.terms().timers().deliver())),
                Postings.building()
                        .debit(Account.of(AccountKind.INCOMING), amount)
                        .credit(Account.of(AccountKind.ESCROW, agreement.payee()), amount)
                        .build());
    }

    /** The deadline that stands still when a case begins; of a settled escrow, when the last of it matures. */
    static Instant standing(Escrow escrow, Custody custody, Instant now) {
        return switch (escrow) {
            case Escrow.Held held -> held.deliverBy();
            case Escrow.Delivered delivered -> delivered.inspectUntil();
            case Escrow.Settled _ when !custody.maturing().isEmpty() -> custody.maturing().getLast().at();
            case Escrow.Settled _, Escrow.Created _, Escrow.Funding _, Escrow.Disputed _, Escrow.Cancelled _,
                    Escrow.Expired _ -> now;
        };
    }

    /** What was decided if it is a refusal that comes before another, else that other. */
    private static Decision before(Decision decided, Decision.Refused other) {
        boolean first = decided instanceof Decision.Refused(var refusal)
                && refusal.reason() instanceof CommonReason reason
                && other.refusal().reason() instanceof CommonReason later
                && reason.compareTo(later) < 0;
        return first ? decided : other;
    }

    private static boolean isOurs(Escrow.Funding funding, PaymentId payment) {
        return funding.payment().equals(payment);
    }

    private static boolean allIsOnItsWayBack(Escrow escrow) {
        return escrow.holdingsNow().free().isZero() && escrow.openRefund().isPresent();
    }

    static Decision notAllowed(Escrow escrow) {
        return Decision.refuse(
                CommonReason.TRANSITION_NOT_ALLOWED,
                "This cannot be done while the escrow is " + escrow.stateName() + ".");
    }

    static Decision.Refused frozen() {
        return Decision.refuse(CommonReason.FROZEN_BY_CASE, CommonReason.FROZEN_BY_CASE.title());
    }

    static Decision.Refused refundInFlight() {
        return Decision.refuse(CommonReason.REFUND_IN_FLIGHT, CommonReason.REFUND_IN_FLIGHT.title());
    }

    static Decision.Refused closed(String detail) {
        return Decision.refuse(CommonReason.WINDOW_CLOSED, detail);
    }
}
