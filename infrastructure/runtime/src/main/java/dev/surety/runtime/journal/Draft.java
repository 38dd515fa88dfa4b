package dev.surety.runtime.journal;

import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Entry;
import dev.surety.model.journal.Postings;
import java.time.Instant;
import java.util.Optional;

/**
 * The entry that a decision wants appended, without the parts that only the journal knows. These are its place, its
 * nonce, its predecessor's hash, and an instant that is never earlier than the predecessor's.
 */
public record Draft(
        String event,
        Object data,
        Postings postings,
        Instant at,
        Actor actor,
        CommandKey key,
        Optional<String> answers,
        Entry.Index index,
        Optional<Entry.Due> due,
        Optional<String> attention,
        Optional<String> note,
        Optional<Object> ends) {

    public static Draft of(String event, Object data, Instant at, Actor actor, CommandKey key) {
        return new Draft(
                event,
                data,
                Postings.NONE,
                at,
                actor,
                key,
                Optional.empty(),
                Entry.Index.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public Draft with(Postings moved) {
        return new Draft(event, data, moved, at, actor, key, answers, index, due, attention, note, ends);
    }

    public Draft answering(Optional<String> commandKey) {
        return new Draft(event, data, postings, at, actor, key, commandKey, index, due, attention, note, ends);
    }

    public Draft indexed(Entry.Index by) {
        return new Draft(event, data, postings, at, actor, key, answers, by, due, attention, note, ends);
    }

    public Draft due(Optional<Entry.Due> deadline) {
        return new Draft(event, data, postings, at, actor, key, answers, index, deadline, attention, note, ends);
    }

    public Draft attention(String change) {
        return new Draft(
                event, data, postings, at, actor, key, answers, index, due, Optional.of(change), note, ends);
    }

    /** The vault's commitment to the free text that came with the command. */
    public Draft note(Optional<String> commitment) {
        return new Draft(event, data, postings, at, actor, key, answers, index, due, attention, commitment, ends);
    }

    /** On the entry that ends an escrow: how it ended. */
    public Draft ends(Object how) {
        return new Draft(
                event, data, postings, at, actor, key, answers, index, due, attention, note, Optional.of(how));
    }
}
