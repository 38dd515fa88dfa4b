package dev.surety.escrow.app.process;

import dev.surety.escrow.app.escrow.DecisionContexts;
import dev.surety.escrow.app.escrow.EscrowChain;
import dev.surety.escrow.app.escrow.Escrows;
import dev.surety.escrow.domain.escrow.Escrow;
import dev.surety.model.journal.Entry;
import dev.surety.model.refusal.CommonReason;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.resilience.Limits;
import java.time.Instant;
import java.util.Optional;

/**
 * Answers a repeated command. If the command called no gateway, its own entry answers it. If it called one, its entry
 * is an intent and the outcome answers it. Without an outcome the command is in progress. Once its first caller has
 * surely ended, the next caller finishes it.
 */
public final class Replays {
    private final Escrows escrows;
    private final SettleFunding funding;
    private final SendRefund refunds;
    private final DecisionContexts prevailing;

    public Replays(Escrows escrows, SettleFunding funding, SendRefund refunds, DecisionContexts prevailing) {
        this.escrows = escrows;
        this.funding = funding;
        this.refunds = refunds;
        this.prevailing = prevailing;
    }

    /** Reads the clock only if the answer depends on it. */
    Outcome<EscrowChain> replay(EscrowChain chain, Entry seen) {
        EscrowChain then = escrows.at(chain, seen.number());
        if (!isIntent(then, seen.key())) {
            return new Outcome.Done<>(then, true);
        }
        CommandKey key = CommandKey.of(seen);
        Optional<Entry> answer = chain.chain().answerTo(key);
        if (answer.isPresent()) {
            return answered(chain, seen.key(), answer.get(), true);
        }
        Instant now = prevailing.now(SettleFunding.marketplace(chain), chain.escrow().agreement());
        if (now.isBefore(seen.at().plus(Limits.INTENT_ABANDONED))) {
            return Outcome.refuse(CommonReason.IDEMPOTENCY_KEY_IN_PROGRESS);
        }
        EscrowChain finished =
                chain.escrow() instanceof Escrow.Funding ? funding.finish(chain, now) : refunds.send(chain, now);
        return finished.chain()
                .answerTo(key)
                .map(entry -> answered(finished, seen.key(), entry, true))
                .orElseGet(() -> Outcome.refuse(CommonReason.IDEMPOTENCY_KEY_IN_PROGRESS));
    }

    /** The answer to a command from the entry of its outcome. */
    Outcome<EscrowChain> answered(EscrowChain chain, String key, Entry answer, boolean replayed) {
        EscrowChain then = escrows.at(chain, answer.number());
        return isIntent(then, key) ? new Outcome.Pending<>(then, replayed) : new Outcome.Done<>(then, replayed);
    }

    /** Whether this command has begun a gateway call whose outcome the chain does not know. */
    static boolean isIntent(EscrowChain chain, String key) {
        return (chain.escrow() instanceof Escrow.Funding funding && funding.intentKey().equals(key))
                || chain.escrow()
                        .openRefund()
                        .filter(refund -> refund.intentKey().equals(key))
                        .isPresent();
    }
}
