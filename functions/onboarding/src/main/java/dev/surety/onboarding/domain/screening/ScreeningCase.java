package dev.surety.onboarding.domain.screening;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A participant's case in its present state; each entry of its chain carries it. A participant has one, which each new
 * match opens again.
 *
 * @param openedAt when the last match opened it
 * @param evidence of the last match
 * @param hash of the evidence; a decision names it, so that a person decides only about evidence that it has seen
 * @param proposed the first of two decisions
 * @param decided the two that agreed, while the state rests on them
 * @param differed decisions that others did not share, the last ones
 * @param isTold whether the participant's chain has the decision
 */
public record ScreeningCase(
        String participant,
        State state,
        Instant openedAt,
        Evidence evidence,
        String hash,
        Optional<Vote> proposed,
        List<Vote> decided,
        List<Vote> differed,
        boolean isTold) {
    public static final String PREFIX = "scr";

    private static final int MOST_DIFFERED = 10;

    public ScreeningCase {
        decided = List.copyOf(decided);
        differed = List.copyOf(differed);
    }

    public enum State {
        POTENTIAL,
        CLEARED_UNTIL_LIST_CHANGES,
        CONFIRMED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum Decision {
        CLEAR,
        CONFIRM;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        State becomes() {
            return this == CLEAR ? State.CLEARED_UNTIL_LIST_CHANGES : State.CONFIRMED;
        }
    }

    /**
     * @param by the person
     * @param words the vault's commitment to the reason
     */
    public record Vote(Decision decision, String by, Instant at, String words, String hash) {}

    public static String id(MarketplaceId marketplace, String participant) {
        return Id.derive(PREFIX, marketplace.value(), participant);
    }

    static ScreeningCase opened(String participant, Evidence evidence, String hash, Instant now) {
        return new ScreeningCase(
                participant, State.POTENTIAL, now, evidence, hash, Optional.empty(), List.of(), List.of(), true);
    }

    /** New evidence: decisions about the former do not count for it. A confirmed case stays confirmed. */
    ScreeningCase matched(Evidence newer, String newHash, Instant now) {
        boolean isConfirmed = state == State.CONFIRMED;
        return new ScreeningCase(
                participant,
                isConfirmed ? state : State.POTENTIAL,
                isConfirmed ? openedAt : now,
                newer,
                newHash,
                Optional.empty(),
                isConfirmed ? decided : List.of(),
                differed,
                isTold);
    }

    ScreeningCase proposed(Vote first) {
        return new ScreeningCase(
                participant, state, openedAt, evidence, hash, Optional.of(first), decided, differed, isTold);
    }

    ScreeningCase agreed(Vote first, Vote second) {
        return new ScreeningCase(
                participant,
                second.decision().becomes(),
                openedAt,
                evidence,
                hash,
                Optional.empty(),
                List.of(first, second),
                differed,
                false);
    }

    ScreeningCase differed(Vote first, Vote second) {
        List<Vote> more = new ArrayList<>(differed);
        more.add(first);
        more.add(second);
        return new ScreeningCase(
                participant,
                state,
                openedAt,
                evidence,
                hash,
                Optional.empty(),
                decided,
                more.subList(Math.max(0, more.size() - MOST_DIFFERED), more.size()),
                isTold);
    }

    public ScreeningCase told() {
        return new ScreeningCase(
                participant, state, openedAt, evidence, hash, proposed, decided, differed, true);
    }

    /** Whether its clearance holds for these hits, too. */
    public boolean isClearedFor(Evidence other) {
        return state == State.CLEARED_UNTIL_LIST_CHANGES && evidence.covers(other);
    }

    /** The participant's status that follows from the case. */
    public Screened.Status status() {
        return switch (state) {
            case POTENTIAL -> Screened.Status.POTENTIAL;
            case CLEARED_UNTIL_LIST_CHANGES -> Screened.Status.CLEARED;
            case CONFIRMED -> Screened.Status.CONFIRMED;
        };
    }
}
