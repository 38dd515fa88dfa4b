package dev.surety.escrow.domain;

import dev.surety.escrow.domain.EscrowCommand.Release;
import dev.surety.escrow.domain.EscrowCommand.TimeIsUp;
import dev.surety.escrow.domain.EscrowEvent.Why;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What time does by itself, one thing at a time: first what has matured is the payee's, then a refund that the gateway
 * refused is tried again, then the state's own deadline has its consequence. A refund on its way is the reconciler's.
 */
final class TimeRules {
    private TimeRules() {}

    static Decision held(Escrow.Held held, TimeIsUp time, Circumstances when) {
        return common(held, when.now()).orElseGet(() -> {
            boolean due = !when.now().isBefore(held.deliverBy());
            return due && canGoBack(held)
                    ? RefundRules.owed(held, time.refund(), Refund.Cause.NOT_DELIVERED, when.now())
                    : EscrowRules.notAllowed(held);
        });
    }

    static Decision delivered(Escrow.Delivered delivered, TimeIsUp time, Circumstances when) {
        return common(delivered, when.now()).orElseGet(() -> {
            boolean due = !when.now().isBefore(delivered.inspectUntil());
            var all = new Release(Optional.empty(), Optional.empty());
            return due && !delivered.holdingsNow().free().isZero()
                    ? ReleaseRules.release(delivered, all, Why.INSPECTION_OVER, when)
                    : EscrowRules.notAllowed(delivered);
        });
    }

    static Decision disputed(Escrow.Disputed disputed, TimeIsUp time, Circumstances when) {
        return common(disputed, when.now()).orElseGet(() -> {
            Case open = disputed.open();
            if (when.now().isBefore(open.endsAt())) {
                return EscrowRules.notAllowed(disputed);
            }
            Optional<Case.Charged> silent = open.charged().stream()
                    .filter(bank -> !when.now().isBefore(bank.answerBy()))
                    .findFirst();
            if (silent.isPresent()) {
                return BankRules.lose(disputed, silent.get().id(), when.now());
            }
            return disputed.openRefund().isPresent()
                    ? EscrowRules.notAllowed(disputed)
                    : CaseRules.timedOut(disputed, time.refund(), when.now());
        });
    }

    static Decision settled(Escrow.Settled settled, Circumstances when) {
        return common(settled, when.now()).orElseGet(() -> EscrowRules.notAllowed(settled));
    }

    private static boolean canGoBack(Escrow escrow) {
        return escrow.openRefund().isEmpty() && !escrow.holdingsNow().free().isZero();
    }

    private static Optional<Decision> common(Escrow escrow, Instant now) {
        Custody custody = escrow.custodyNow().orElseThrow();
        List<Custody.Maturing> ripe = custody.maturing().stream()
                .filter(there -> !now.isBefore(there.at()))
                .toList();
        if (!ripe.isEmpty()) {
            Slice part = ripe.stream()
                    .map(Custody.Maturing::part)
                    .reduce(Slice.none(escrow.agreement()), Slice::plus);
            return Optional.of(Decision.happens(
                    new EscrowEvent.Matured(part, now),
                    Moves.of(escrow.agreement()).mature(part).postings()));
        }
        return custody.openRefund()
                .filter(refund -> refund.status() == Refund.Status.RETRYING)
                .filter(refund -> !now.isBefore(refund.askAt()))
                .map(refund -> Decision.happens(new EscrowEvent.RefundRetried(refund.id())));
    }
}
