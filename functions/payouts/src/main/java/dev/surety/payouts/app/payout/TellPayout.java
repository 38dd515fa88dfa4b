package dev.surety.payouts.app.payout;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PayoutId;
import dev.surety.model.journal.Actor;
import dev.surety.payouts.app.payout.Payouts.Fact;
import dev.surety.payouts.app.payout.Payouts.Written;
import dev.surety.payouts.domain.bank.Way;
import dev.surety.payouts.domain.payout.Payout;
import dev.surety.payouts.domain.payout.PayoutCommand;
import dev.surety.payouts.domain.payout.PayoutDecision;
import dev.surety.payouts.domain.payout.PayoutRules;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.resilience.Outage;
import java.time.Instant;
import java.util.Optional;

/** Tells a payout what happened, again after each lost race, until its chain has it. */
final class TellPayout {
    private final Payouts payouts;
    private final Present present;

    TellPayout(Payouts payouts, Present present) {
        this.payouts = payouts;
        this.present = present;
    }

    /** News that the state alone shows to be told already. */
    PayoutChain tell(PayoutChain payout, PayoutCommand command, Actor actor, Instant now) {
        return Contention.retry(
                "a payout",
                payout,
                as -> step(as, command, actor, now, key(as, command)),
                as -> payouts.load(as.marketplace(), as.id()));
    }

    /** News that may come again when the state no longer shows it: its key does. */
    PayoutChain tellOnce(
            MarketplaceId marketplace, PayoutId id, PayoutCommand command, Actor actor, Instant now, CommandKey key) {
        PayoutChain payout = payouts.load(marketplace, id);
        for (int steps = 0; steps < 3 && payout.chain().seen(key).isEmpty(); steps++) {
            payout = Contention.retry(
                    "a payout",
                    payout,
                    as -> as.chain().seen(key).isPresent()
                            ? Optional.of(as)
                            : step(as, command, actor, now, carries(as, command) ? key : key(as, command)),
                    as -> payouts.load(as.marketplace(), as.id()));
        }
        return payout;
    }

    /** Whether the decided event is the one that the key stands for, and not a step that leads to it. */
    private boolean carries(PayoutChain payout, PayoutCommand command) {
        return switch (payout.payout()) {
            case Payout.Sending _, Payout.Unknown _ ->
                (command instanceof PayoutCommand.Credited(var credit) && credit.way() == Way.WAITS)
                        || command instanceof PayoutCommand.Reported
                        || command instanceof PayoutCommand.NoticeChange;
            // It fails first, and then has the line that proves it.
            case Payout.Sent _ ->
                !(command instanceof PayoutCommand.Credited(var credit) && credit.way() == Way.RECREDITED);
            default -> true;
        };
    }

    private Optional<PayoutChain> step(
            PayoutChain payout, PayoutCommand command, Actor actor, Instant now, CommandKey key) {
        var context = new PayoutRules.Context(now, present.settings(payout.marketplace()).moneyOut());
        return switch (PayoutRules.decide(payout.payout(), command, context)) {
            case PayoutDecision.Append(var event) ->
                payouts.append(payout, new Fact(event, now, actor, key)) instanceof Written.Done(var after, var _)
                        ? Optional.of(after)
                        : Optional.empty();
            case PayoutDecision.Nothing _, PayoutDecision.Refused _ -> Optional.of(payout);
            case PayoutDecision.TooSoon _ -> throw new Outage("the bank's line of the debit has to come first");
        };
    }

    private static CommandKey key(PayoutChain payout, PayoutCommand command) {
        return CommandKey.ofFact(
                "payout",
                payout.id().value(),
                command.getClass().getSimpleName(),
                Integer.toString(payout.version()));
    }
}
