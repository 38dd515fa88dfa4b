package dev.surety.runtime.command;

import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.journal.Tip;
import java.util.Optional;
import java.util.function.Function;

/**
 * A command on a chain that is its last entry, or that the command itself begins. Such a chain has no end, so nothing
 * is in the way of the next; the stored entry is the answer.
 */
public record StateCommand(Journal journal, ChainId id, Function<StateChain, Verdict<Draft>> decision)
        implements Command<StateChain, Draft, Entry> {
    @Override
    public Optional<StateChain> load() {
        return Optional.of(journal.state(id));
    }

    @Override
    public Tip tip(StateChain chain) {
        return chain;
    }

    @Override
    public Optional<Entry> seen(StateChain chain, CommandEnvelope envelope) {
        return journal.seen(chain, envelope.key());
    }

    @Override
    public Outcome<Entry> replay(StateChain chain, Entry seen) {
        return new Outcome.Done<>(seen, true);
    }

    @Override
    public Verdict<Draft> decide(StateChain chain) {
        return decision.apply(chain);
    }

    @Override
    public Optional<Outcome<Entry>> append(StateChain chain, Draft draft, Optional<String> note) {
        return journal.append(chain, draft.note(note)) instanceof Append.Done(var entry, var fresh) && fresh
                ? Optional.of(new Outcome.Done<>(entry, false))
                : Optional.empty();
    }
}
