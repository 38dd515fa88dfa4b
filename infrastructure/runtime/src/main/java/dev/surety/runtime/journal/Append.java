package dev.surety.runtime.journal;

import dev.surety.model.journal.Entry;

/** What became of an append. */
public sealed interface Append {
    /** The entry stands: just now, or since an earlier try with the same key. It is the stored one, always. */
    record Done(Entry entry) implements Append {}

    /** Another entry has the place. Reload and decide again. */
    record Lost(Entry to) implements Append {}
}
