package dev.surety.escrow.app.process;

import dev.surety.escrow.app.escrow.EscrowChain;
import dev.surety.escrow.app.escrow.Escrows;
import dev.surety.escrow.domain.escrow.Decision;
import dev.surety.escrow.domain.escrow.DecisionContext;
import dev.surety.escrow.domain.escrow.EscrowCommand;
import dev.surety.escrow.domain.escrow.EscrowRules;
import dev.surety.model.journal.Actor;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.resilience.Outage;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Applies an outside fact, such as a gateway's answer, to an escrow. After a lost race it reads the escrow and decides
 * again. Callers may repeat a fact as often as they like: the chain takes it once. A fact that the rules refuse is
 * dropped, not retried.
 */
public final class ApplyToEscrow {
    private final Escrows escrows;

    public ApplyToEscrow(Escrows escrows) {
        this.escrows = escrows;
    }

    /**
     * The fact as a command to the escrow.
     *
     * @param key of the fact, so that the chain takes it once
     * @param answers the client's command that this fact answers, if its intent was an earlier entry
     * @param note the vault's commitment to the reason, if a person gave one
     */
    record News(EscrowCommand command, CommandKey key, Optional<String> answers, Optional<String> note) {
        static News of(EscrowCommand command, CommandKey key) {
            return new News(command, key, Optional.empty(), Optional.empty());
        }

        News answering(Optional<String> asked) {
            return new News(command, key, asked, note);
        }

        News noting(Optional<String> commitment) {
            return new News(command, key, answers, commitment);
        }
    }

    /** The escrow afterwards, and whether its chain has the fact. */
    record Applied(EscrowChain escrow, boolean heard) {}

    /** Each attempt calls {@code news} with the escrow as read; empty means that nothing is left to apply. */
    Applied tell(EscrowChain from, Function<EscrowChain, Optional<News>> news, Actor actor, Instant now) {
        return Contention.retry("an escrow", from, chain -> tellOnce(chain, news, actor, now), this::again);
    }

    private Optional<Applied> tellOnce(
            EscrowChain chain, Function<EscrowChain, Optional<News>> news, Actor actor, Instant now) {
        Optional<News> said = news.apply(chain);
        if (said.isPresent() && chain.chain().seen(said.get().key()).isPresent()) {
            return Optional.of(new Applied(chain, true));
        }
        if (said.isEmpty()
                || !(EscrowRules.decide(chain.escrow(), said.get().command(), DecisionContext.at(now))
                        instanceof Decision.Accepted accepted)) {
            return Optional.of(new Applied(chain, false));
        }
        Escrows.Stamp stamp = Escrows.Stamp.of(now, actor, said.get().key())
                .answering(said.get().answers())
                .noting(said.get().note());
        return escrows.append(chain, accepted, stamp).map(after -> new Applied(after, true));
    }

    private EscrowChain again(EscrowChain chain) {
        return escrows.find(SettleFunding.marketplace(chain), SettleFunding.id(chain))
                .orElseThrow(() -> new Outage("an escrow went while it was read"));
    }
}
