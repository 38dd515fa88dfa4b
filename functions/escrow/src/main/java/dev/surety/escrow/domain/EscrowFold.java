package dev.surety.escrow.domain;

import dev.surety.escrow.domain.Escrow.Before;
import dev.surety.escrow.domain.EscrowEvent.Back;
import dev.surety.model.Invariants;
import dev.surety.model.journal.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An escrow from its entries. Total over what the rules can have let happen; anything else is a breach. */
public final class EscrowFold {
    private EscrowFold() {}

    /** One entry of an escrow's chain with its event read. */
    public record Step(Entry entry, EscrowEvent event) {}

    public static Escrow of(List<Step> steps) {
        Invariants.hold(!steps.isEmpty(), "legal-path: an escrow begins with its creation");
        Invariants.hold(
                steps.getFirst().event() instanceof EscrowEvent.Created,
                "legal-path: an escrow begins with its creation");
        var created = (EscrowEvent.Created) steps.getFirst().event();
        Escrow escrow = new Escrow.Created(created.agreement(), created.payBy(), Optional.empty());
        for (Step step : steps.subList(1, steps.size())) {
            escrow = after(escrow, step);
        }
        return escrow;
    }

    /** The escrow after one more step. */
    public static Escrow after(Escrow escrow, Step step) {
        Instant at = step.entry().at();
        return switch (step.event()) {
            case EscrowEvent.FundingStarted _,
                    EscrowEvent.FundingActionNeeded _,
                    EscrowEvent.FundingUnknown _,
                    EscrowEvent.FundingDeclined _,
                    EscrowEvent.Funded _ -> FundingFold.after(escrow, step);
            case EscrowEvent.Cancelled _ when escrow instanceof Escrow.Created created ->
                new Escrow.Cancelled(created.agreement(), Optional.empty(), created.attempt());
            case EscrowEvent.Expired _ when escrow instanceof Escrow.Created created ->
                new Escrow.Expired(created.agreement(), created.attempt());
            case EscrowEvent.Delivered(var inspectUntil) when escrow instanceof Escrow.Held held ->
                new Escrow.Delivered(held.agreement(), held.custody(), inspectUntil);
            case EscrowEvent.ChangesRequested(var deliverBy) when escrow instanceof Escrow.Delivered delivered ->
                new Escrow.Held(delivered.agreement(), delivered.custody().changesAsked(), deliverBy);
            case EscrowEvent.Released(var part, _, var reference, var maturesAt, var settles) -> {
                Custody custody = paid(escrow, step).released(part, maturesAt, reference);
                yield settles.isPresent() ? settled(escrow, custody, at) : with(escrow, custody);
            }
            case EscrowEvent.Matured(_, var until) -> {
                Custody custody = paid(escrow, step);
                List<Custody.Maturing> left = custody.maturing().stream()
                        .filter(there -> until.isBefore(there.at()))
                        .toList();
                yield with(escrow, custody.maturing(left));
            }
            case EscrowEvent.RefundStarted(var back) -> with(escrow, begun(escrow, step, back));
            case EscrowEvent.RefundRetried _ ->
                with(escrow, paid(escrow, step).onRefund(refund -> refund.triedAgain(Deadlines.begun(at))));
            case EscrowEvent.RefundUnknown _ ->
                with(escrow, paid(escrow, step).onRefund(refund -> refund.unknown(
                        Deadlines.asked(at, refund.asked() + 1))));
            case EscrowEvent.RefundFailed failed -> failed(escrow, step, failed);
            case EscrowEvent.Refunded(_, var ends) -> arrived(escrow, step, Refund.Status.DONE, "", ends);
            case EscrowEvent.RefundUndeliverable(_, var code, var ends) ->
                arrived(escrow, step, Refund.Status.UNDELIVERABLE, code, ends);
            case EscrowEvent.RefundRefused _ -> with(escrow, paid(escrow, step));
            case EscrowEvent.Disputed _,
                    EscrowEvent.Withdrawn _,
                    EscrowEvent.Awarded _,
                    EscrowEvent.CaseTimedOut _,
                    EscrowEvent.ChargebackDrawn _,
                    EscrowEvent.ChargebackWon _,
                    EscrowEvent.ChargebackWonLate _,
                    EscrowEvent.ChargebackLost _ -> CaseFold.after(escrow, step);
            case EscrowEvent.Created _,
                    EscrowEvent.Cancelled _,
                    EscrowEvent.Expired _,
                    EscrowEvent.Delivered _,
                    EscrowEvent.ChangesRequested _ -> throw illegal(escrow, step);
        };
    }

    /** A refund's beginning: from what is free, or, once settled, from what was released. */
    private static Custody begun(Escrow escrow, Step step, Back back) {
        Custody custody = paid(escrow, step);
        if (!(escrow instanceof Escrow.Settled)) {
            return begin(custody.with(custody.holdings().sendBack(back.part())), back, step, false);
        }
        Holdings after = custody.holdings().unrelease(back.part()).refund(back.part());
        Optional<Instant> matures = custody.maturing().stream()
                .map(Custody.Maturing::at)
                .max(Instant::compareTo);
        return begin(custody.takenFromMaturing(back.ofMaturing()).with(after), back, step, true, matures);
    }

    static Custody begin(Custody custody, Back back, Step step, boolean afterSettlement) {
        return begin(custody, back, step, afterSettlement, Optional.empty());
    }

    private static Custody begin(
            Custody custody, Back back, Step step, boolean afterSettlement, Optional<Instant> maturedAt) {
        return custody.begun(new Refund(
                back.refund(),
                back.part(),
                back.ofMaturing(),
                maturedAt,
                afterSettlement,
                back.cause(),
                back.reference(),
                Refund.Status.PENDING,
                1,
                step.entry().key(),
                false,
                0,
                back.askAt(),
                ""));
    }

    private static Escrow failed(Escrow escrow, Step step, EscrowEvent.RefundFailed failed) {
        Custody custody = paid(escrow, step);
        if (failed.retryAt().isPresent()) {
            Instant retryAt = failed.retryAt().get();
            return with(escrow, custody.onRefund(refund -> refund.failedFor(failed.code(), retryAt)));
        }
        Escrow covered = CaseFold.covered(
                escrow, custody.cameBack(failed.code()), failed.covers(), failed.opens(), step);
        return failed.settles().isPresent() ? settled(covered, paid(covered, step), step.entry().at()) : covered;
    }

    private static Escrow arrived(
            Escrow escrow, Step step, Refund.Status status, String code, Optional<EscrowEvent.Ends> ends) {
        Custody custody = paid(escrow, step);
        Refund refund = custody.openRefund().orElseThrow(() -> illegal(escrow, step));
        Custody ended = custody.onRefund(open -> open.ended(status, code));
        if (!refund.afterSettlement()) {
            ended = ended.with(ended.holdings().comeBack(refund.part()).refund(refund.part()));
        }
        if (ends.isEmpty()) {
            return with(escrow, ended);
        }
        return ends.get() == EscrowEvent.Ends.CANCELLED
                ? new Escrow.Cancelled(escrow.agreement(), Optional.of(ended), Optional.empty())
                : settled(escrow, ended, step.entry().at());
    }

    static Custody paid(Escrow escrow, Step step) {
        return escrow.custodyNow().orElseThrow(() -> illegal(escrow, step));
    }

    /** The same state with its money elsewhere. */
    static Escrow with(Escrow escrow, Custody custody) {
        return switch (escrow) {
            case Escrow.Held held -> new Escrow.Held(held.agreement(), custody, held.deliverBy());
            case Escrow.Delivered delivered ->
                new Escrow.Delivered(delivered.agreement(), custody, delivered.inspectUntil());
            case Escrow.Disputed disputed ->
                new Escrow.Disputed(disputed.agreement(), custody, disputed.open(), disputed.before());
            case Escrow.Settled settled -> settled(settled, custody, settled.settledAt());
            case Escrow.Cancelled cancelled ->
                new Escrow.Cancelled(cancelled.agreement(), Optional.of(custody), cancelled.attempt());
            case Escrow.Created _, Escrow.Funding _, Escrow.Expired _ ->
                throw new Invariants.Breach("legal-path: money moved in state " + escrow.stateName());
        };
    }

    static Escrow settled(Escrow escrow, Custody custody, Instant at) {
        Invariants.hold(custody.holdings().isSpent(), "escrow-conserved: settled means nothing is held");
        return new Escrow.Settled(escrow.agreement(), custody, Escrow.Outcome.of(custody.holdings()), at);
    }

    /** The state a case interrupted, with its deadline given back. */
    static Escrow resumed(Escrow.Disputed disputed, Custody custody, Optional<Instant> until, Instant at) {
        return switch (disputed.before()) {
            case HELD -> new Escrow.Held(disputed.agreement(), custody, until.orElse(at));
            case DELIVERED -> new Escrow.Delivered(disputed.agreement(), custody, until.orElse(at));
            case SETTLED -> settled(disputed, custody, disputed.open().settledAt().orElseThrow());
        };
    }

    static Before interrupted(Escrow escrow, Step step) {
        return switch (escrow) {
            case Escrow.Held _ -> Before.HELD;
            case Escrow.Delivered _ -> Before.DELIVERED;
            case Escrow.Settled _ -> Before.SETTLED;
            case Escrow.Disputed disputed -> disputed.before();
            case Escrow.Created _, Escrow.Funding _, Escrow.Cancelled _, Escrow.Expired _ ->
                throw illegal(escrow, step);
        };
    }

    static Invariants.Breach illegal(Escrow escrow, Step step) {
        return new Invariants.Breach("legal-path: " + step.entry().event() + " in state " + escrow.stateName());
    }
}
