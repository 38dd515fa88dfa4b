package dev.surety.escrow.app.process;

import dev.surety.escrow.app.escrow.DecisionContexts;
import dev.surety.escrow.app.escrow.Disputes;
import dev.surety.escrow.app.escrow.EscrowChain;
import dev.surety.escrow.app.escrow.Escrows;
import dev.surety.escrow.app.payment.TimerResult;
import dev.surety.escrow.domain.escrow.Deadlines;
import dev.surety.escrow.domain.escrow.Decision;
import dev.surety.escrow.domain.escrow.DecisionContext;
import dev.surety.escrow.domain.escrow.Escrow;
import dev.surety.escrow.domain.escrow.EscrowCommand;
import dev.surety.escrow.domain.escrow.EscrowEvent;
import dev.surety.escrow.domain.escrow.EscrowRules;
import dev.surety.escrow.domain.funds.OpenDispute;
import dev.surety.escrow.domain.funds.Refund;
import dev.surety.escrow.domain.terms.Agreement;
import dev.surety.model.Invariants;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.Id;
import dev.surety.model.id.RefundId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Postings;
import dev.surety.runtime.journal.CommandKey;
import java.time.Instant;
import java.util.Optional;

/**
 * Handles an escrow's deadline. If the entry that left the deadline is still the last, this asks the gateway for open
 * answers, or applies the rules of time. If it is not the last, the wake is out of date and does nothing.
 */
public final class WakeEscrow {
    private final Escrows escrows;
    private final SettleFunding funding;
    private final SendRefund refunds;
    private final Disputes disputes;
    private final DecisionContexts prevailing;

    public WakeEscrow(
            Escrows escrows,
            SettleFunding funding,
            SendRefund refunds,
            Disputes disputes,
            DecisionContexts prevailing) {
        this.escrows = escrows;
        this.funding = funding;
        this.refunds = refunds;
        this.disputes = disputes;
        this.prevailing = prevailing;
    }

    public TimerResult wake(ChainId id, int number) {
        Optional<EscrowChain> found = escrows.find(id.marketplace(), new EscrowId(id.id()));
        if (found.isEmpty() || found.get().version() != number) {
            return TimerResult.MOVED_ON;
        }
        EscrowChain chain = found.get();
        Agreement agreement = chain.escrow().agreement();
        Instant now = prevailing.now(id.marketplace(), agreement);
        boolean due = chain.chain().last().due().filter(deadline -> !now.isBefore(deadline.at())).isPresent();
        if (!due) {
            return chain.chain().last().due().isPresent() ? TimerResult.TOO_EARLY : TimerResult.MOVED_ON;
        }
        if (chain.escrow() instanceof Escrow.Funding) {
            funding.finish(chain, now);
            return TimerResult.DONE;
        }
        if (isAskedAbout(chain.escrow(), now)) {
            refunds.send(chain, now);
            return TimerResult.DONE;
        }
        CommandKey key = CommandKey.ofFact("timer", id.toString(), Integer.toString(number));
        if (Deadlines.looksForDispute(chain.escrow(), now)) {
            tell(chain, Escrows.Stamp.of(now, Actor.TIMER, key));
            return TimerResult.DONE;
        }
        DecisionContext when = chain.escrow() instanceof Escrow.Delivered
                ? prevailing.atRelease(id.marketplace(), agreement)
                : DecisionContext.at(now);
        var refund = new RefundId(Id.derive(RefundId.PREFIX, id.toString(), Integer.toString(number)));
        Decision.Accepted accepted =
                switch (EscrowRules.decide(chain.escrow(), new EscrowCommand.DeadlineReached(refund), when)) {
                    case Decision.Refused _ -> looked(chain, now);
                    case Decision.Accepted decided -> decided;
                };
        // A lost race means that the chain has moved on, which serves as well.
        escrows.append(chain, accepted, Escrows.Stamp.of(now, Actor.TIMER, key))
                .ifPresent(after -> refunds.send(after, now));
        return TimerResult.DONE;
    }

    /**
     * Looks whether the dispute has a chain of its own: the event that tells of it may be lost. The entry comes first,
     * because it is the reason of the message. If the message is lost, too, the next look sends another.
     */
    private void tell(EscrowChain chain, Escrows.Stamp stamp) {
        OpenDispute open = chain.escrow().fundsNow().orElseThrow().holds().dispute().orElseThrow();
        boolean known = disputes.exists(SettleFunding.marketplace(chain), FollowDispute.idOf(chain, open));
        var command = new EscrowCommand.TellCase(known);
        if (!(EscrowRules.decide(chain.escrow(), command, DecisionContext.at(stamp.now()))
                instanceof Decision.Accepted accepted)) {
            throw new Invariants.Breach("timed-exit: the rules refuse a look that is due");
        }
        escrows.append(chain, accepted, stamp)
                .filter(_ -> !known)
                .ifPresent(after -> disputes.open(after.chain().last()));
    }

    /**
     * An earlier version of the code left a deadline that today's rules do not act on. This entry leaves the next
     * deadline. If the next one is past, too, the rules contradict themselves: the message comes again and raises an
     * alarm.
     */
    private static Decision.Accepted looked(EscrowChain chain, Instant now) {
        boolean past = Deadlines.lookAt(chain.escrow(), now)
                .filter(at -> !at.isAfter(now))
                .isPresent();
        Invariants.hold(!past, "timed-exit: the rules refuse a deadline that has come");
        return new Decision.Accepted(new EscrowEvent.Looked(), Postings.NONE);
    }

    private static boolean isAskedAbout(Escrow escrow, Instant now) {
        return escrow.openRefund()
                .filter(refund -> refund.status() != Refund.Status.RETRYING)
                .filter(refund -> !now.isBefore(refund.askAt()))
                .isPresent();
    }
}
