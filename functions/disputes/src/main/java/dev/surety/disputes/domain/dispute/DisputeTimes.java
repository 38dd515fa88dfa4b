package dev.surety.disputes.domain.dispute;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** When a timer looks at a dispute again. */
public final class DisputeTimes {
    /** The escrow has this time to carry a decision out before people look. */
    public static final Duration STUCK = Duration.ofHours(24);

    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration WITHOUT_ARBITER = Duration.ofHours(6);
    private static final List<Duration> AGAIN =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofHours(1));
    private static final Duration WEEK = Duration.ofDays(7);

    private DisputeTimes() {}

    /**
     * Every dispute that is not closed has a time.
     *
     * @param at the time of the entry that leads to this state
     */
    public static Optional<Instant> due(Dispute dispute, Instant at) {
        return Stream.of(stage(dispute, at), more(dispute), work(dispute, at))
                .flatMap(Optional::stream)
                .min(Instant::compareTo)
                .map(due -> due.isBefore(at) ? at : due);
    }

    private static Optional<Instant> stage(Dispute dispute, Instant at) {
        return switch (dispute.stage()) {
            case AWAITING_RESPONSE, NEGOTIATING, EVIDENCE, REBUTTAL, MEDIATION, RULING, RULED, APPEAL ->
                dispute.deadline();
            case ENFORCING -> Optional.of(at.plus(enforcing(dispute, at)));
            case SUSPENDED -> Optional.of(at.plus(rarely(dispute.since(), at)));
            case CLOSED -> Optional.empty();
        };
    }

    private static Optional<Instant> more(Dispute dispute) {
        return dispute.evidence().moreUntil().filter(_ -> dispute.stage() == Stage.RULING);
    }

    /** A piece of work that waits for no deadline. */
    private static Optional<Instant> work(Dispute dispute, Instant at) {
        if (DisputeAttention.isLeft(dispute)) {
            return Optional.of(at.plus(SOON));
        }
        return dispute.vacancy().map(role -> at.plus(
                dispute.bench().lacking().equals(Optional.of(role)) ? WITHOUT_ARBITER : SOON));
    }

    /** The steps in which the escrow is asked again; once it has spoken, its gateway has the turn. */
    private static Duration enforcing(Dispute dispute, Instant at) {
        Enforcement enforcement = dispute.enforcement().orElseThrow();
        if (enforcement.done().isPresent()) {
            return enforcement.done().get().isPending() ? rarely(dispute.since(), at) : SOON;
        }
        boolean isOld = Duration.between(enforcement.since(), at).compareTo(WEEK) >= 0;
        return isOld ? Duration.ofDays(1) : AGAIN.get(Math.min(enforcement.sent(), AGAIN.size() - 1));
    }

    /** A bank takes weeks; its news come by themselves, and are looked for only in case they were lost. */
    private static Duration rarely(Instant since, Instant at) {
        return Duration.between(since, at).compareTo(WEEK) < 0 ? Duration.ofDays(1) : WEEK;
    }
}
