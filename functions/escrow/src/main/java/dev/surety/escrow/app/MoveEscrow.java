package dev.surety.escrow.app;

import dev.surety.escrow.app.Authority.Side;
import dev.surety.escrow.domain.Decision;
import dev.surety.escrow.domain.EscrowCommand;
import dev.surety.escrow.domain.EscrowRules;
import dev.surety.model.journal.Entry;
import dev.surety.model.refusal.CommonReason;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.LostRace;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.world.Worlds;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** A party's command that needs no one outside: load, seen?, decide, append. */
public final class MoveEscrow {
    private final Escrows escrows;
    private final Worlds worlds;

    public MoveEscrow(Escrows escrows, Worlds worlds) {
        this.escrows = escrows;
        this.worlds = worlds;
    }

    /** {@code words} is asked only when the command is sure to be appended: it keeps words in the vault. */
    public Outcome move(
            Asked asked,
            Side side,
            Function<Optional<String>, EscrowCommand> command,
            Supplier<Optional<String>> words) {
        for (int race = 0; race < Limits.LOST_RACES; race++) {
            LostRace.pause(race);
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
            if (asked.isOutdated(chain)) {
                return Outcome.refuse(CommonReason.VERSION_CONFLICT);
            }
            if (chain.version() >= Journal.MOST_BY_PARTIES) {
                return Outcome.refuse(CommonReason.LIMIT_EXCEEDED);
            }
            Instant now = worlds.now(asked.caller().marketplace(), agreement.mode());
            EscrowCommand trial = command.apply(Optional.empty());
            if (EscrowRules.decide(chain.escrow(), trial, now) instanceof Decision.Refused(var refusal)) {
                return new Outcome.Refused(refusal);
            }
            var happens = (Decision.Happens) EscrowRules.decide(chain.escrow(), command.apply(words.get()), now);
            Optional<Escrows.Appended> after = escrows.append(
                    chain, happens, now, Authority.actor(asked.caller(), side), asked.key(), Optional.empty());
            if (after.isPresent()) {
                return new Outcome.Stands(after.get().escrow(), !after.get().fresh());
            }
        }
        throw new Outage("an escrow is being written by too many");
    }
}
