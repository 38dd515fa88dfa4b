package dev.surety.escrow.app;

import dev.surety.escrow.domain.Escrow;
import dev.surety.model.journal.Entry;
import dev.surety.model.refusal.CommonReason;
import dev.surety.runtime.resilience.Limits;
import java.time.Instant;
import java.util.Optional;

/**
 * Answers a command that was seen before. One that called nobody is answered by its own entry. One that did left an
 * intent and is answered by its outcome; while there is none it is in progress, and once whoever began it has surely
 * ended, whoever asks finishes it.
 */
public final class Replays {
    private final Escrows escrows;
    private final SettleFunding funding;
    private final SendRefund refunds;

    public Replays(Escrows escrows, SettleFunding funding, SendRefund refunds) {
        this.escrows = escrows;
        this.funding = funding;
        this.refunds = refunds;
    }

    Outcome replay(Asked asked, EscrowChain chain, Entry seen, Instant now) {
        if (!asked.isSame(seen)) {
            return Outcome.refuse(CommonReason.IDEMPOTENCY_KEY_REUSED);
        }
        EscrowChain then = escrows.at(chain, seen.number());
        if (!isIntent(then, asked.key().hash())) {
            return Outcome.stands(then, true);
        }
        Optional<Entry> answer = chain.chain().answerTo(asked.key());
        if (answer.isPresent()) {
            return answered(asked, chain, answer.get(), true);
        }
        if (now.isBefore(seen.at().plus(Limits.INTENT_ABANDONED))) {
            return Outcome.refuse(CommonReason.IDEMPOTENCY_KEY_IN_PROGRESS);
        }
        EscrowChain finished =
                chain.escrow() instanceof Escrow.Funding ? funding.finish(chain, now) : refunds.send(chain, now);
        return finished.chain()
                .answerTo(asked.key())
                .map(entry -> answered(asked, finished, entry, true))
                .orElseGet(() -> Outcome.refuse(CommonReason.IDEMPOTENCY_KEY_IN_PROGRESS));
    }

    /** An outcome's entry, as the answer of the command whose intent came before it. */
    Outcome answered(Asked asked, EscrowChain chain, Entry answer, boolean replayed) {
        EscrowChain then = escrows.at(chain, answer.number());
        return new Outcome.Stands(then, replayed, isIntent(then, asked.key().hash()));
    }

    /** Whether, as the chain stands, this command has begun something outside whose end is not known. */
    static boolean isIntent(EscrowChain chain, String key) {
        return (chain.escrow() instanceof Escrow.Funding funding && funding.intentKey().equals(key))
                || chain.escrow()
                        .openRefund()
                        .filter(refund -> refund.intentKey().equals(key))
                        .isPresent();
    }
}
