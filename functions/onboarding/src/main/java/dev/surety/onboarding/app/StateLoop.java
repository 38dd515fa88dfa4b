package dev.surety.onboarding.app;

import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.resilience.Contended;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.LostRace;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Load, seen, version, decide, append: the loop of each command on a chain that is its last entry. */
final class StateLoop {
    private final Journal journal;

    StateLoop(Journal journal) {
        this.journal = journal;
    }

    /** What a command comes to, in the state that it met. */
    sealed interface Decision {
        record Write(Draft draft) implements Decision {}

        record Refuse(Refusal refusal) implements Decision {}
    }

    /** @param isSame whether a stored entry with this key answers this very request */
    Outcome run(
            ChainId id,
            Optional<Integer> ifMatch,
            CommandKey key,
            Predicate<Entry> isSame,
            Function<StateChain, Decision> decide) {
        for (int race = 0; race < Limits.LOST_RACES; race++) {
            LostRace.pause(race);
            StateChain chain = journal.state(id);
            Optional<Entry> seen = journal.seen(chain, key);
            if (seen.isPresent()) {
                return isSame.test(seen.get())
                        ? new Outcome.Stands(seen.get(), true)
                        : refuse(CommonReason.IDEMPOTENCY_KEY_REUSED);
            }
            if (ifMatch.isPresent() && ifMatch.get() != chain.version()) {
                return refuse(CommonReason.VERSION_CONFLICT);
            }
            switch (decide.apply(chain)) {
                case Decision.Refuse(var refusal) -> {
                    return new Outcome.Refused(refusal);
                }
                case Decision.Write(var draft) -> {
                    if (journal.append(chain, draft) instanceof Append.Done(var entry, var fresh)) {
                        return new Outcome.Stands(entry, !fresh);
                    }
                }
            }
        }
        throw new Contended(id.type() + " is being written by too many");
    }

    private static Outcome refuse(CommonReason reason) {
        return new Outcome.Refused(reason.with(reason.title()));
    }
}
