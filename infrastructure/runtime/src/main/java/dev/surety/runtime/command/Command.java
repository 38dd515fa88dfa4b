package dev.surety.runtime.command;

import dev.surety.model.journal.Entry;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.journal.Chain;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.journal.Tip;
import java.util.Optional;

/**
 * The steps of one command that differ from use case to use case; {@link CommandLoop} takes them in order.
 *
 * @param <S> the aggregate as it was loaded
 * @param <D> what was decided and is to be appended
 * @param <T> what the answer shows
 */
public interface Command<S, D, T> {
    /** The aggregate; nothing if this command can have none. */
    Optional<S> load();

    /** Where the aggregate's chain had grown to. */
    Tip tip(S state);

    /** The entry that this command left when it came before. A chain that is not loaded whole is asked at the store. */
    default Optional<Entry> seen(S state, CommandEnvelope envelope) {
        return switch (tip(state)) {
            case Chain chain -> chain.seen(envelope.key());
            case StateChain _ -> throw new UnsupportedOperationException("only the store knows all its keys");
        };
    }

    /**
     * Why this caller may not ask this. It comes before the answer tells anything of the aggregate. Nothing where the
     * route admits only callers who may see every aggregate of its kind.
     */
    default Optional<Refusal> forbidden(S state) {
        return Optional.empty();
    }

    /** The answer of the entry that the same request left before. */
    Outcome<T> replay(S state, Entry seen);

    /** Refuses before the state decides: an invalid command, a pause or a used-up budget, in this order. */
    default Optional<Refusal> preconditions(S state) {
        return Optional.empty();
    }

    Verdict<D> decide(S state);

    /**
     * Appends the decided entry and does the work that follows from it.
     *
     * @param note the vault's commitment to the free text that came with the command
     * @return nothing if another entry took the place
     */
    Optional<Outcome<T>> append(S state, D decided, Optional<String> note);

    /** The aggregate as it would be after the command; called only where the route has a dry run. */
    default Outcome<T> preview(S state, D decided) {
        throw new UnsupportedOperationException("this command has no dry run");
    }
}
