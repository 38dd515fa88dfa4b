package dev.surety.reputation.domain.review;

import java.time.Instant;
import java.util.Optional;

/**
 * The part of a review's chain that one side has written, or others have decided about its words.
 *
 * @param entries how many this side has made
 * @param submission sealed until the review is published
 * @param opinion from the publication on
 * @param removal of this side's review
 * @param response to the other side's review
 * @param flag of this side about words of the other
 */
public record Half(
        int entries,
        Optional<Submission> submission,
        Optional<Opinion> opinion,
        Optional<Tombstone> removal,
        Optional<Response> response,
        Optional<Flag> flag,
        Weight weight) {
    static final Half EMPTY = new Half(
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Weight.NONE);

    /** Whether this side's opinion, or its silence, is counted in the score of the other side. */
    public enum Weight {
        NONE,
        COUNTED,
        SUBTRACTED
    }

    /**
     * A review as its side sent it in. The vault holds it; the journal has only these commitments, which show later
     * that nothing was changed.
     *
     * @param sealed the commitment to opinion, stars, tags and words
     * @param hidden the commitment to words that are never published
     */
    public record Submission(String sealed, Optional<String> hidden, Instant at) {}

    /** @param words the commitment to them */
    public record Response(String words, Instant at, Optional<Tombstone> removal) {}

    /** @param decided whether a moderator has looked at it */
    public record Flag(Target target, Rule rule, Optional<String> words, Instant at, boolean decided) {}

    /** Stands where words were removed. */
    public record Tombstone(String by, Rule rule, Instant at) {}

    /** Whether the words are public: published, and not removed. */
    public boolean shows(Target target) {
        return switch (target) {
            case REVIEW -> opinion.isPresent() && removal.isEmpty();
            case RESPONSE -> response.filter(of -> of.removal().isEmpty()).isPresent();
        };
    }

    public boolean isRemoved(Target target) {
        return switch (target) {
            case REVIEW -> removal.isPresent();
            case RESPONSE -> response.filter(of -> of.removal().isPresent()).isPresent();
        };
    }

    boolean hasOpenFlag() {
        return flag.filter(of -> !of.decided()).isPresent();
    }

    Half submitting(Submission next) {
        return new Half(entries + 1, Optional.of(next), opinion, removal, response, flag, weight);
    }

    Half publishing(Optional<Opinion> opened) {
        return new Half(entries, submission, opened, removal, response, flag, weight);
    }

    Half responding(String words, Instant at) {
        var given = new Response(words, at, Optional.empty());
        return new Half(entries + 1, submission, opinion, removal, Optional.of(given), flag, weight);
    }

    Half flagging(Flag raised) {
        return new Half(entries + 1, submission, opinion, removal, response, Optional.of(raised), weight);
    }

    Half flagDecided() {
        Optional<Flag> done = flag.map(of -> new Flag(of.target(), of.rule(), of.words(), of.at(), true));
        return new Half(entries, submission, opinion, removal, response, done, weight);
    }

    /** @param stone empty to restore the words */
    Half removing(Target target, Optional<Tombstone> stone) {
        return switch (target) {
            case REVIEW -> new Half(entries, submission, opinion, stone, response, flag, weight);
            case RESPONSE -> {
                Optional<Response> then = response.map(of -> new Response(of.words(), of.at(), stone));
                yield new Half(entries, submission, opinion, removal, then, flag, weight);
            }
        };
    }

    Half weighing(Weight now) {
        return new Half(entries, submission, opinion, removal, response, flag, now);
    }
}
