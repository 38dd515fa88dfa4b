package dev.surety.messages.xml;

import dev.surety.model.Invariants;

/**
 * How much of a file we read before we refuse it.
 *
 * @param bytes of the whole file
 * @param elements of the whole file
 * @param depth of elements within one another
 * @param attributes of one element
 * @param text characters of one text, tag, comment or section
 * @param details kept of one entry; more are counted and summed, not kept
 * @param detailCharacters characters kept of one entry's details
 */
public record Limits(
        long bytes, long elements, int depth, int attributes, int text, int details, int detailCharacters) {
    /** A statement of some millions of entries fits; an entry's details fit into 16 MB of memory. */
    public static final Limits STANDARD = new Limits(8L << 30, 1_000_000_000, 40, 32, 10_000, 10_000, 4_000_000);

    public Limits {
        Invariants.hold(bytes > 0 && elements > 0, "a file has bytes and elements");
        Invariants.hold(depth > 0 && attributes > 0 && text > 0, "an element has depth, attributes and text");
        Invariants.hold(details >= 0 && detailCharacters >= 0, "a limit is not negative");
    }
}
