package dev.surety.escrow.app;

import dev.surety.escrow.domain.Decision;
import dev.surety.escrow.domain.Escrow;
import dev.surety.escrow.domain.EscrowCommand;
import dev.surety.escrow.domain.EscrowRules;
import dev.surety.model.id.EscrowId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.world.Worlds;
import java.time.Instant;
import java.util.Optional;

/**
 * A deadline has come: the entry it was left by is looked for, and if it is still the last one, time does what the
 * rules say. A wake of an entry that is no longer the last has nothing to say.
 */
public final class WakeEscrow {
    private final Escrows escrows;
    private final FundEscrow funding;
    private final Worlds worlds;

    public WakeEscrow(Escrows escrows, FundEscrow funding, Worlds worlds) {
        this.escrows = escrows;
        this.funding = funding;
        this.worlds = worlds;
    }

    public enum Woken {
        DONE,
        MOVED_ON,
        TOO_EARLY
    }

    public Woken wake(ChainId id, int number) {
        Optional<EscrowChain> found = escrows.find(id.marketplace(), new EscrowId(id.id()));
        if (found.isEmpty() || found.get().version() != number) {
            return Woken.MOVED_ON;
        }
        EscrowChain chain = found.get();
        Instant now = worlds.now(id.marketplace(), chain.escrow().agreement().mode());
        boolean due = chain.chain().last().due().filter(deadline -> !now.isBefore(deadline.at())).isPresent();
        if (!due) {
            return chain.chain().last().due().isPresent() ? Woken.TOO_EARLY : Woken.MOVED_ON;
        }
        if (chain.escrow() instanceof Escrow.Funding) {
            funding.finish(chain, now);
            return Woken.DONE;
        }
        return switch (EscrowRules.decide(chain.escrow(), new EscrowCommand.TimeIsUp(), now)) {
            case Decision.Refused _ -> Woken.MOVED_ON;
            case Decision.Happens happens -> {
                CommandKey key = CommandKey.ofFact("timer", id.toString(), Integer.toString(number));
                // Losing this race means the chain has moved on, which is as good.
                escrows.append(chain, happens, now, Actor.TIMER, key, Optional.empty());
                yield Woken.DONE;
            }
        };
    }
}
