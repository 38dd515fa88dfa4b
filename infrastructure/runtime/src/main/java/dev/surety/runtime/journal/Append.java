package dev.surety.runtime.journal;

import dev.surety.model.journal.Entry;

/** What became of an append. */
public sealed interface Append {
    /**
     * The entry stands. It is the stored one, always.
     *
     * @param fresh whether this very call put it, beyond doubt. If not, an earlier try of ours did or another instance
     *     with the same key, and which of the two nobody can tell: whoever is to act on an intent, as by calling a
     *     gateway, acts on a fresh one only
     */
    record Done(Entry entry, boolean fresh) implements Append {}

    /** Another entry has the place. Reload and decide again. */
    record Lost(Entry to) implements Append {}
}
