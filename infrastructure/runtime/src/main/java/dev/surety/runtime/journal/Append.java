package dev.surety.runtime.journal;

import dev.surety.model.journal.Entry;

/** The outcome of an append. */
public sealed interface Append {
    /**
     * The entry is there. It is the stored one, always.
     *
     * @param fresh whether this very call put it; if not, an earlier call with the same key did. A call may act on an
     * intent, as by calling a gateway, only if the intent is fresh
     */
    record Done(Entry entry, boolean fresh) implements Append {}

    /** Another entry has the place. Reload and decide again. */
    record Lost(Entry to) implements Append {}
}
