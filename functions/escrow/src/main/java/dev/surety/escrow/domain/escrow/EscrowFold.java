package dev.surety.escrow.domain.escrow;

import dev.surety.escrow.domain.escrow.EscrowEvent.Back;
import dev.surety.escrow.domain.funds.EscrowAmounts;
import dev.surety.escrow.domain.funds.EscrowFunds;
import dev.surety.escrow.domain.funds.Refund;
import dev.surety.escrow.domain.payment.RetrySchedule;
import dev.surety.model.Invariants;
import dev.surety.model.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Folds an escrow from its events. It takes every event that the rules can decide; any other is a breach. */
public final class EscrowFold {
    private EscrowFold() {}

    /** The first event of an escrow. */
    public static Escrow first(EscrowEvent event) {
        Invariants.hold(
                event instanceof EscrowEvent.Created, "legal-path: an escrow begins with its creation");
        var created = (EscrowEvent.Created) event;
        return new Escrow.Created(created.agreement(), created.payBy(), Optional.empty());
    }

    /**
     * The escrow after one more event.
     *
     * @param key of the command that the entry carries: the outcome of its intent answers it
     */
    public static Escrow after(Escrow escrow, EscrowEvent event, Instant at, String key) {
        return switch (event) {
            case EscrowEvent.FundingStarted _,
                    EscrowEvent.FundingActionNeeded _,
                    EscrowEvent.FundingUnknown _,
                    EscrowEvent.FundingDeclined _,
                    EscrowEvent.Funded _ -> FundingFold.after(escrow, event, at, key);
            case EscrowEvent.Cancelled _ when escrow instanceof Escrow.Created created ->
                new Escrow.Cancelled(created.agreement(), Optional.empty(), created.attempt());
            case EscrowEvent.Expired _ when escrow instanceof Escrow.Created created ->
                new Escrow.Expired(created.agreement(), created.attempt());
            case EscrowEvent.Delivered(var inspectUntil) when escrow instanceof Escrow.Held held ->
                new Escrow.Delivered(held.agreement(), held.funds(), inspectUntil);
            case EscrowEvent.ChangesRequested(var deliverBy) when escrow instanceof Escrow.Delivered delivered ->
                new Escrow.Held(delivered.agreement(), delivered.funds().changesAsked(), deliverBy);
            case EscrowEvent.Released(var part, _, var reference, var maturesAt, var settles, var reserve) -> {
                EscrowFunds funds =
                        paid(escrow, event).released(part, maturesAt, reference, kept(escrow, reserve));
                yield settles.isPresent() ? settled(escrow, funds, at) : with(escrow, funds);
            }
            case EscrowEvent.Matured(_, var until) -> {
                EscrowFunds funds = paid(escrow, event);
                List<EscrowFunds.Maturing> left = funds.maturing().stream()
                        .filter(there -> until.isBefore(there.at()))
                        .toList();
                yield with(escrow, funds.maturing(left));
            }
            case EscrowEvent.RefundStarted(var back) -> with(escrow, begun(escrow, event, back, key));
            case EscrowEvent.RefundRetried _ ->
                with(escrow, paid(escrow, event).onRefund(refund -> refund.triedAgain(RetrySchedule.begun(at))));
            case EscrowEvent.RefundUnknown _ ->
                with(escrow, paid(escrow, event).onRefund(refund -> refund.unknown(
                        RetrySchedule.asked(at, refund.asked() + 1))));
            case EscrowEvent.RefundFailed failed -> failed(escrow, failed, at, key);
            case EscrowEvent.Refunded(_, var ends) -> arrived(escrow, event, Refund.Status.DONE, "", ends, at);
            case EscrowEvent.RefundUndeliverable(_, var code, var ends) ->
                arrived(escrow, event, Refund.Status.UNDELIVERABLE, code, ends, at);
            case EscrowEvent.Looked _ -> escrow;
            case EscrowEvent.RefundRefused _ -> with(escrow, paid(escrow, event));
            case EscrowEvent.Disputed _,
                    EscrowEvent.Withdrawn _,
                    EscrowEvent.Awarded _,
                    EscrowEvent.CaseTimedOut _,
                    EscrowEvent.CaseExtended _,
                    EscrowEvent.CaseTold _,
                    EscrowEvent.ChargebackOpened _,
                    EscrowEvent.ChargebackWon _,
                    EscrowEvent.ChargebackLost _ -> FundsHoldFold.after(escrow, event, at, key);
            case EscrowEvent.Created _,
                    EscrowEvent.Cancelled _,
                    EscrowEvent.Expired _,
                    EscrowEvent.Delivered _,
                    EscrowEvent.ChangesRequested _ -> throw illegal(escrow, event);
        };
    }

    /** A refund begins: from uncommitted money, or, once settled, from released money. */
    private static EscrowFunds begun(Escrow escrow, EscrowEvent event, Back back, String key) {
        EscrowFunds funds = paid(escrow, event);
        if (!(escrow instanceof Escrow.Settled)) {
            return begin(funds.with(funds.amounts().sendBack(back.part())), back, key, false);
        }
        EscrowAmounts after = funds.amounts().reverseRelease(back.part()).refund(back.part());
        Optional<Instant> matures = funds.maturing().stream()
                .map(EscrowFunds.Maturing::at)
                .max(Instant::compareTo);
        EscrowFunds taken = back.charge().isPresent()
                ? funds.chargedFromMaturing(back.ofMaturing())
                : funds.takenFromMaturing(back.ofMaturing());
        return begin(taken.with(after), back, key, true, matures);
    }

    static EscrowFunds begin(EscrowFunds funds, Back back, String key, boolean afterSettlement) {
        return begin(funds, back, key, afterSettlement, Optional.empty());
    }

    private static EscrowFunds begin(
            EscrowFunds funds, Back back, String key, boolean afterSettlement, Optional<Instant> maturedAt) {
        return funds.begun(new Refund(
                back.refund(),
                back.part(),
                back.ofMaturing(),
                maturedAt,
                afterSettlement,
                back.cause(),
                back.reference(),
                Refund.Status.PENDING,
                1,
                key,
                false,
                0,
                back.askAt(),
                "",
                back.charge()));
    }

    private static Escrow failed(Escrow escrow, EscrowEvent.RefundFailed failed, Instant at, String key) {
        EscrowFunds funds = paid(escrow, failed);
        if (failed.retryAt().isPresent()) {
            Instant retryAt = failed.retryAt().get();
            return with(escrow, funds.onRefund(refund -> refund.failedFor(failed.code(), retryAt)));
        }
        EscrowFunds back = funds.cameBack(failed.code()).taking(failed.takings());
        EscrowFunds after = back.with(back.holds().at(at, key));
        return failed.settles().isPresent() ? settled(escrow, after, at) : with(escrow, after);
    }

    private static Escrow arrived(
            Escrow escrow,
            EscrowEvent event,
            Refund.Status status,
            String code,
            Optional<EscrowEvent.Ends> ends,
            Instant at) {
        EscrowFunds funds = paid(escrow, event);
        Refund refund = funds.openRefund().orElseThrow(() -> illegal(escrow, event));
        EscrowFunds ended = funds.onRefund(open -> open.ended(status, code));
        if (!refund.afterSettlement()) {
            ended = ended.with(ended.amounts().refundReturned(refund.part()).refund(refund.part()));
        }
        if (ends.isEmpty()) {
            return with(escrow, ended);
        }
        return ends.get() == EscrowEvent.Ends.CANCELLED
                ? new Escrow.Cancelled(escrow.agreement(), Optional.of(ended), Optional.empty())
                : settled(escrow, ended, at);
    }

    static Money kept(Escrow escrow, Optional<EscrowEvent.Kept> reserve) {
        return reserve.map(EscrowEvent.Kept::amount)
                .orElseGet(() -> Money.zero(escrow.agreement().price().currency()));
    }

    static EscrowFunds paid(Escrow escrow, EscrowEvent event) {
        return escrow.fundsNow().orElseThrow(() -> illegal(escrow, event));
    }

    /** The same state with its money changed. */
    static Escrow with(Escrow escrow, EscrowFunds funds) {
        return switch (escrow) {
            case Escrow.Held held -> new Escrow.Held(held.agreement(), funds, held.deliverBy());
            case Escrow.Delivered delivered ->
                new Escrow.Delivered(delivered.agreement(), funds, delivered.inspectUntil());
            case Escrow.Settled settled ->
                new Escrow.Settled(
                        settled.agreement(), funds, Escrow.Outcome.of(funds), settled.settledAt());
            case Escrow.Cancelled cancelled ->
                new Escrow.Cancelled(cancelled.agreement(), Optional.of(funds), cancelled.attempt());
            case Escrow.Created _, Escrow.Funding _, Escrow.Expired _ ->
                throw new Invariants.Breach("legal-path: money moved in state " + escrow.stateName());
        };
    }

    static Escrow settled(Escrow escrow, EscrowFunds funds, Instant at) {
        Invariants.hold(funds.amounts().isSpent(), "escrow-conserved: settled means nothing is held");
        return new Escrow.Settled(escrow.agreement(), funds, Escrow.Outcome.of(funds), at);
    }

    static Invariants.Breach illegal(Escrow escrow, EscrowEvent event) {
        String name = event.getClass().getSimpleName();
        return new Invariants.Breach("legal-path: " + name + " in state " + escrow.stateName());
    }
}
