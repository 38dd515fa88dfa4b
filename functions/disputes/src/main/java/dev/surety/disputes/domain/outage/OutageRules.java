package dev.surety.disputes.domain.outage;

import dev.surety.model.marketplace.DisputeTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The rule of outages. A side loses by its silence only if it could have spoken. Where outages cover more than a share
 * of the last 24 hours before a deadline, the deadline moves by all of each such outage. After the move the side has at
 * least a day, and all moves of a dispute together take at most ten days.
 */
public final class OutageRules {
    private static final Duration LAST = Duration.ofHours(24);
    private static final Duration LEAST = Duration.ofHours(24);
    private static final long WHOLE = 100;

    private OutageRules() {}

    /**
     * The time by which a deadline moves; empty if silence counts.
     *
     * @param outages in any order; they may overlap
     * @param share the percentage of the last 24 hours that outages may cover without effect
     * @param now not before the deadline
     * @param counted outages before this time have moved a deadline of this dispute already
     * @param soFar all moves of this dispute
     */
    public static Optional<Duration> move(
            List<Window> outages,
            int share,
            Instant deadline,
            Instant now,
            Optional<Instant> counted,
            Duration soFar) {
        List<Window> windows = merged(outages, counted.orElse(Instant.MIN), now);
        Instant begin = deadline.minus(LAST);
        Duration covered = sum(windows.stream()
                .map(window -> window.within(begin, deadline))
                .toList());
        boolean isMuch = covered.multipliedBy(WHOLE).compareTo(LAST.multipliedBy(share)) > 0;
        Duration left = DisputeTerms.MOST_OUTAGES.minus(soFar);
        if (!isMuch || !left.isPositive()) {
            return Optional.empty();
        }
        Duration lost = sum(windows.stream()
                .filter(window -> window.within(begin, deadline).isPositive())
                .map(Window::length)
                .toList());
        Duration afterNow = Duration.between(deadline, now).plus(LEAST);
        Duration by = longer(lost, longer(LEAST, afterNow));
        return Optional.of(by.compareTo(left) > 0 ? left : by);
    }

    /** The same times without overlaps, oldest first, as far as they lie between the two instants. */
    static List<Window> merged(List<Window> outages, Instant begin, Instant end) {
        List<Window> merged = new ArrayList<>();
        outages.stream()
                .filter(one -> one.within(begin, end).isPositive())
                .map(one -> new Window(
                        one.from().isBefore(begin) ? begin : one.from(), one.to().isAfter(end) ? end : one.to()))
                .sorted(Comparator.comparing(Window::from))
                .forEach(one -> {
                    if (merged.isEmpty() || merged.getLast().to().isBefore(one.from())) {
                        merged.add(one);
                    } else if (one.to().isAfter(merged.getLast().to())) {
                        merged.add(new Window(merged.removeLast().from(), one.to()));
                    }
                });
        return merged;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static Duration sum(List<Duration> all) {
        return all.stream().reduce(Duration.ZERO, Duration::plus);
    }
}
