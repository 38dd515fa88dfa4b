package dev.surety.onboarding.domain;

import dev.surety.model.standing.Standing.OpenRequirement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A requirement that is not met.
 *
 * @param opened when it began to be asked for
 * @param deadline when it becomes past due, if it has one
 * @param warned how many days before the deadline the last warning came; 0 before the first
 * @param restricts the capabilities that need it
 * @param blocks those of them that it takes away before any deadline, because they never were there
 */
public record Requirement(
        String code,
        Awaiting awaiting,
        Status status,
        Instant opened,
        Optional<Instant> deadline,
        int warned,
        List<String> restricts,
        List<String> blocks) {
    public Requirement {
        restricts = List.copyOf(restricts);
        blocks = List.copyOf(blocks);
    }

    /** Days before a deadline, in the order in which they come. */
    private static final List<Integer> WARNINGS = List.of(14, 3);

    public enum Awaiting {
        PARTICIPANT,
        MARKETPLACE,
        SURETY
    }

    public enum Status {
        EVENTUALLY_DUE,
        CURRENTLY_DUE,
        PAST_DUE,
        PENDING
    }

    /** Whether it takes this capability away now. */
    public boolean isRestricting(String capability) {
        return switch (status) {
            case EVENTUALLY_DUE, CURRENTLY_DUE, PENDING -> blocks.contains(capability);
            case PAST_DUE -> restricts.contains(capability);
        };
    }

    /** When it warns next, or becomes past due. */
    Optional<Instant> nextDue() {
        // The participant has no deadline while others have to act.
        return deadline.filter(_ -> status != Status.PAST_DUE && status != Status.PENDING)
                .map(at -> at.minus(Duration.ofDays(nextWarning(at))));
    }

    /** How many days before the deadline something is to happen next; 0 at the deadline itself. */
    int nextWarning(Instant at) {
        // A warning that would come as early as the opening says nothing new.
        return WARNINGS.stream()
                .filter(days -> (warned == 0 || days < warned)
                        && at.minus(Duration.ofDays(days)).isAfter(opened))
                .findFirst()
                .orElse(0);
    }

    /** As other functions read it. */
    OpenRequirement shared() {
        return new OpenRequirement(
                code,
                awaiting.name().toLowerCase(Locale.ROOT),
                status.name().toLowerCase(Locale.ROOT),
                deadline,
                restricts);
    }

    Requirement warned(int days) {
        return new Requirement(code, awaiting, status, opened, deadline, days, restricts, blocks);
    }

    Requirement pastDue() {
        return new Requirement(code, awaiting, Status.PAST_DUE, opened, deadline, warned, restricts, blocks);
    }
}
