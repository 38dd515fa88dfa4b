package dev.surety.model.journal;

import dev.surety.model.Invariants;
import java.time.Instant;
import java.util.Optional;

/**
 * One fact in one item: the event, its actor, the command's key, and the postings. Immutable once appended. The {@code
 * event} is a name with a version, such as {@code escrow.funded.v1}. The {@code data} is canonical JSON (RFC 8785). The
 * hash {@code previous} is the SHA-256 of the entry before, in hex; empty on the first.
 *
 * @param number the entry's place in its chain, from 1
 * @param key hash of the idempotency key with its scope, or of the fact behind a timer or message
 * @param fingerprint keyed hash of the request's canonical form, with the key's version; empty if there was no request
 * @param answers on an outcome, the key of the command whose answer this entry is
 * @param index the index keys by which lists and look-ups find the chain; on the first entry only
 * @param due the deadline this entry leaves; it stands only while the entry is the chain's last
 * @param nonce 128 random bits of the one append that wrote this entry; empty on entries older than it
 * @param note the vault's commitment to the free text that came with the command; no rule reads it
 * @param ends canonical JSON of the escrow's end, on the entry that ends it
 */
public record Entry(
        ChainId chain,
        int number,
        String event,
        String data,
        Postings postings,
        Instant at,
        Actor actor,
        String key,
        String fingerprint,
        Optional<String> answers,
        String previous,
        Index index,
        Optional<Due> due,
        Optional<String> attention,
        String nonce,
        Optional<String> note,
        Optional<String> ends) {

    public Entry {
        Invariants.hold(number >= 1, "chain-linear: numbers start at 1");
        Invariants.hold(number == 1 || index.isEmpty(), "only the first entry carries the list indexes");
        Invariants.hold((number == 1) == previous.isEmpty(), "chain-linear: all but the first name their predecessor");
    }

    /** An entry of the time before entries had a nonce. */
    public Entry(
            ChainId chain,
            int number,
            String event,
            String data,
            Postings postings,
            Instant at,
            Actor actor,
            String key,
            String fingerprint,
            Optional<String> answers,
            String previous,
            Index index,
            Optional<Due> due,
            Optional<String> attention) {
        this(
                chain,
                number,
                event,
                data,
                postings,
                at,
                actor,
                key,
                fingerprint,
                answers,
                previous,
                index,
                due,
                attention,
                "",
                Optional.empty(),
                Optional.empty());
    }

    /** The index keys of a chain, each with type and marketplace in front; empty where one does not apply. */
    public record Index(String owner, String counterparty, String reference) {
        public static final Index NONE = new Index("", "", "");

        public boolean isEmpty() {
            return owner.isEmpty() && counterparty.isEmpty() && reference.isEmpty();
        }
    }

    /** A deadline: its partition of the timer index, and when a timer looks at it. */
    public record Due(String partition, Instant at) {}
}
