package dev.surety.disputes.domain.complaint;

import dev.surety.model.id.ParticipantId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A participant's complaint in its present state; each entry of its chain carries it.
 *
 * @param decision that it is about, if it names one
 * @param decidedAt when that decision was made
 * @param decidedBy the principal who made it, if an entry tells
 * @param words the vault's commitment to the participant's own words
 * @param answer present once it is decided
 */
public record Complaint(
        String id,
        ParticipantId participant,
        About about,
        Optional<Decision> decision,
        Instant decidedAt,
        Optional<String> decidedBy,
        String words,
        Instant openedAt,
        Optional<Answer> answer) {
    public static final String PREFIX = "cmp";

    public enum About {
        MODERATION,
        RESTRICTION;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum Outcome {
        UPHELD,
        REJECTED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** An entry of the participant's chain, or of a review's. */
    public record Decision(String subject, int entry) {}

    /** @param words the vault's commitment to the reasons */
    public record Answer(Outcome outcome, String by, Instant at, String words) {}

    public Complaint answered(Answer by) {
        return new Complaint(
                id, participant, about, decision, decidedAt, decidedBy, words, openedAt, Optional.of(by));
    }

    public String state() {
        return answer.map(of -> of.outcome().code()).orElse("open");
    }
}
