package dev.surety.reputation.domain.review;

import java.util.Optional;

/** A thing that a side, a moderator or time asks of a review. All words are the vault's commitments. */
public sealed interface ReviewCommand {
    /** @param opinion as the sealed words say it; the journal learns it at the publication */
    record Submit(Side side, Opinion opinion, String sealed, Optional<String> hidden) implements ReviewCommand {}

    record Respond(Side side, String words) implements ReviewCommand {}

    record Flag(Side side, Target target, Rule rule, Optional<String> words) implements ReviewCommand {}

    /** @param author the side whose words it is about */
    record Keep(Side author, Target target, String by) implements ReviewCommand {}

    record Remove(Side author, Target target, String by, Rule rule) implements ReviewCommand {}

    record Restore(Side author, Target target, String by) implements ReviewCommand {}

    /** The window may have ended. */
    record Time() implements ReviewCommand {}
}
