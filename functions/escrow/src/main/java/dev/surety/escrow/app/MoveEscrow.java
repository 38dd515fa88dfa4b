package dev.surety.escrow.app;

import dev.surety.escrow.app.Authority.Side;
import dev.surety.escrow.domain.Decision;
import dev.surety.escrow.domain.EscrowCommand;
import dev.surety.escrow.domain.EscrowRules;
import dev.surety.model.journal.Entry;
import dev.surety.model.refusal.CommonReason;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.world.Worlds;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** A party's command that needs no one outside: load, seen?, decide, append. */
public final class MoveEscrow {
    private final Escrows escrows;
    private final Worlds worlds;

    public MoveEscrow(Escrows escrows, Worlds worlds) {
        this.escrows = escrows;
        this.worlds = worlds;
    }

    /** {@code command} is made only once the caller is known to be allowed: it may keep words in the vault. */
    public Outcome move(Asked asked, Side side, Supplier<EscrowCommand> command) {
        for (int race = 0; race < Limits.LOST_RACES; race++) {
            Optional<EscrowChain> found = escrows.find(asked.caller().marketplace(), asked.escrow());
            if (found.isEmpty()) {
                return Outcome.refuse(CommonReason.NOT_FOUND);
            }
            EscrowChain chain = found.get();
            var agreement = chain.escrow().agreement();
            Optional<CommonReason> refused = Authority.refusal(asked.caller(), agreement, side);
            if (refused.isPresent()) {
                return Outcome.refuse(refused.get());
            }
            Optional<Entry> seen = chain.chain().seen(asked.key());
            if (seen.isPresent()) {
                return asked.isSame(seen.get())
                        ? new Outcome.Stands(escrows.at(chain, seen.get().number()), true)
                        : Outcome.refuse(CommonReason.IDEMPOTENCY_KEY_REUSED);
            }
            if (chain.version() >= Journal.MOST_BY_PARTIES) {
                return Outcome.refuse(CommonReason.LIMIT_EXCEEDED);
            }
            Instant now = worlds.now(asked.caller().marketplace(), agreement.mode());
            switch (EscrowRules.decide(chain.escrow(), command.get(), now)) {
                case Decision.Refused(var refusal) -> {
                    return new Outcome.Refused(refusal);
                }
                case Decision.Happens happens -> {
                    Optional<EscrowChain> after = escrows.append(
                            chain, happens, now, Authority.actor(asked.caller(), side), asked.key(), Optional.empty());
                    if (after.isPresent()) {
                        return new Outcome.Stands(after.get(), false);
                    }
                }
            }
        }
        throw new Outage("an escrow is being written by too many");
    }
}
