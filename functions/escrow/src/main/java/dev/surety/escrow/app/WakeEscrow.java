package dev.surety.escrow.app;

import dev.surety.escrow.domain.Agreement;
import dev.surety.escrow.domain.Circumstances;
import dev.surety.escrow.domain.Decision;
import dev.surety.escrow.domain.Escrow;
import dev.surety.escrow.domain.EscrowCommand;
import dev.surety.escrow.domain.EscrowRules;
import dev.surety.escrow.domain.Refund;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.Id;
import dev.surety.model.id.RefundId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.journal.CommandKey;
import java.time.Instant;
import java.util.Optional;

/**
 * A deadline has come: the entry it was left by is looked for, and if it is still the last one, what waits for a
 * gateway is asked about, or time does what the rules say. A wake of an entry that is no longer the last has nothing
 * to say.
 */
public final class WakeEscrow {
    private final Escrows escrows;
    private final SettleFunding funding;
    private final SendRefund refunds;
    private final Prevailing prevailing;

    public WakeEscrow(Escrows escrows, SettleFunding funding, SendRefund refunds, Prevailing prevailing) {
        this.escrows = escrows;
        this.funding = funding;
        this.refunds = refunds;
        this.prevailing = prevailing;
    }

    public Woken wake(ChainId id, int number) {
        Optional<EscrowChain> found = escrows.find(id.marketplace(), new EscrowId(id.id()));
        if (found.isEmpty() || found.get().version() != number) {
            return Woken.MOVED_ON;
        }
        EscrowChain chain = found.get();
        Agreement agreement = chain.escrow().agreement();
        Instant now = prevailing.now(id.marketplace(), agreement);
        boolean due = chain.chain().last().due().filter(deadline -> !now.isBefore(deadline.at())).isPresent();
        if (!due) {
            return chain.chain().last().due().isPresent() ? Woken.TOO_EARLY : Woken.MOVED_ON;
        }
        if (chain.escrow() instanceof Escrow.Funding) {
            funding.finish(chain, now);
            return Woken.DONE;
        }
        if (isAskedAbout(chain.escrow(), now)) {
            refunds.send(chain, now);
            return Woken.DONE;
        }
        Circumstances when = chain.escrow() instanceof Escrow.Delivered
                ? prevailing.atRelease(id.marketplace(), agreement)
                : Circumstances.at(now);
        var refund = new RefundId(Id.derive(RefundId.PREFIX, id.toString(), Integer.toString(number)));
        return switch (EscrowRules.decide(chain.escrow(), new EscrowCommand.TimeIsUp(refund), when)) {
            case Decision.Refused _ -> Woken.MOVED_ON;
            case Decision.Happens happens -> {
                CommandKey key = CommandKey.ofFact("timer", id.toString(), Integer.toString(number));
                // Losing this race means the chain has moved on, which is as good.
                escrows.append(chain, happens, Escrows.Stamp.of(now, Actor.TIMER, key))
                        .ifPresent(after -> refunds.send(after, now));
                yield Woken.DONE;
            }
        };
    }

    private static boolean isAskedAbout(Escrow escrow, Instant now) {
        return escrow.openRefund()
                .filter(refund -> refund.status() != Refund.Status.RETRYING)
                .filter(refund -> !now.isBefore(refund.askAt()))
                .isPresent();
    }
}
