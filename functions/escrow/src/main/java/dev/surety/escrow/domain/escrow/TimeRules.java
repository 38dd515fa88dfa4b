package dev.surety.escrow.domain.escrow;

import dev.surety.escrow.domain.escrow.EscrowCommand.DeadlineReached;
import dev.surety.escrow.domain.escrow.EscrowCommand.Release;
import dev.surety.escrow.domain.escrow.EscrowEvent.Why;
import dev.surety.escrow.domain.funds.EscrowFunds;
import dev.surety.escrow.domain.funds.FundsHolds;
import dev.surety.escrow.domain.funds.Portion;
import dev.surety.escrow.domain.funds.Refund;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The timer's moves, one at a time, the same in every state. It releases money whose hold is over, and retries a
 * refused refund. It counts the debit of a silent bank as kept, and ends a dispute at its long stop. At the state's
 * deadline it moves the uncommitted money. It does not follow a refund under way; the reconciler does.
 */
final class TimeRules {
    private TimeRules() {}

    static Decision decide(Escrow escrow, DeadlineReached time, DecisionContext when) {
        Stream<Supplier<Optional<Decision>>> inOrder = Stream.of(
                () -> matured(escrow, when.now()),
                () -> triedAgain(escrow, when.now()),
                () -> silentBank(escrow, when.now()),
                () -> longStop(escrow, time, when.now()),
                () -> ofState(escrow, time, when));
        return inOrder.map(Supplier::get)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> EscrowRules.notAllowed(escrow));
    }

    private static Optional<Decision> matured(Escrow escrow, Instant now) {
        List<EscrowFunds.Maturing> ripe = escrow.fundsNow().orElseThrow().maturing().stream()
                .filter(there -> !now.isBefore(there.at()))
                .toList();
        if (ripe.isEmpty()) {
            return Optional.empty();
        }
        Portion part = ripe.stream()
                .map(EscrowFunds.Maturing::part)
                .reduce(Portion.none(escrow.agreement()), Portion::plus);
        return Optional.of(Decision.accepted(new EscrowEvent.Matured(part, now)));
    }

    private static Optional<Decision> triedAgain(Escrow escrow, Instant now) {
        return escrow.openRefund()
                .filter(refund -> refund.status() == Refund.Status.RETRYING)
                .filter(refund -> !now.isBefore(refund.askAt()))
                .map(refund -> Decision.accepted(new EscrowEvent.RefundRetried(refund.id())));
    }

    private static Optional<Decision> silentBank(Escrow escrow, Instant now) {
        return escrow.fundsNow().orElseThrow().holds().chargebacks().stream()
                .filter(bank -> bank.isOpen() && !now.isBefore(bank.answerBy()))
                .findFirst()
                .map(bank -> ChargebackRules.lose(escrow, bank, now));
    }

    private static Optional<Decision> longStop(Escrow escrow, DeadlineReached time, Instant now) {
        FundsHolds holds = escrow.fundsNow().orElseThrow().holds();
        return holds.dispute()
                .filter(dispute -> !holds.isBankDeciding() && !now.isBefore(dispute.longStop()))
                .filter(_ -> escrow.openRefund().isEmpty())
                .map(dispute -> FundsHoldRules.timedOut(escrow, dispute, time.refund(), now));
    }

    private static Optional<Decision> ofState(Escrow escrow, DeadlineReached time, DecisionContext when) {
        boolean due = Deadlines.ofState(escrow).filter(at -> !when.now().isBefore(at)).isPresent()
                && !escrow.amountsNow().uncommitted().isZero();
        if (due && escrow instanceof Escrow.Held && escrow.openRefund().isEmpty()) {
            return Optional.of(RefundRules.owed(escrow, time.refund(), Refund.Cause.NOT_DELIVERED, when.now()));
        }
        var all = new Release(Optional.empty(), Optional.empty());
        return due && escrow instanceof Escrow.Delivered
                ? Optional.of(ReleaseRules.release(escrow, all, Why.INSPECTION_OVER, when))
                : Optional.empty();
    }
}
