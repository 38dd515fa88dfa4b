package dev.surety.disputes.domain.procedure;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The facts that a decision needs from outside the dispute.
 *
 * @param eligible people who could judge this dispute, in order of assignment, without those who are linked to a party
 * @param conflicted people who may not judge it, although one of them may be assigned
 * @param outages of the platform in the last days; the end of one that goes on is now
 */
public record Context(Instant now, List<String> eligible, Set<String> conflicted, List<Outage> outages) {
    /** A time in which a party could not act. */
    public record Outage(Instant from, Instant to) {}

    public Context {
        eligible = List.copyOf(eligible);
        conflicted = Set.copyOf(conflicted);
        outages = List.copyOf(outages);
    }

    /** A context without people and outages. */
    public static Context at(Instant now) {
        return new Context(now, List.of(), Set.of(), List.of());
    }
}
