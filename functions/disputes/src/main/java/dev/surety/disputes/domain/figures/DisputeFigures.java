package dev.surety.disputes.domain.figures;

import dev.surety.disputes.domain.dispute.Finding;
import dev.surety.disputes.domain.figures.DisputeFacts.End;
import dev.surety.disputes.domain.figures.DisputeFacts.Ruled;
import dev.surety.disputes.domain.figures.DisputeFacts.Step;
import dev.surety.disputes.domain.figures.DisputeFacts.Won;
import dev.surety.model.dispute.DisputeReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The figures of disputes that were opened in one time. The maps leave out a count of zero.
 *
 * @param open how many have not ended
 * @param defaults decisions of the terms, by their finding
 * @param arbiters only those with enough rulings to say something
 */
public record DisputeFigures(
        int opened,
        int open,
        SortedMap<DisputeReason, Integer> reasons,
        SortedMap<End, Integer> ended,
        SortedMap<Step, Spread> steps,
        SortedMap<Finding, Integer> defaults,
        SortedMap<Won, Integer> won,
        List<Reversals> arbiters) {
    /** Fewer rulings of a person are not shown: a share of them says nothing yet. */
    public static final int LEAST_RULINGS = 20;

    private static final Comparator<End> BY_OUTCOME =
            Comparator.comparing(End::outcome).thenComparing(End::stage);

    public DisputeFigures {
        arbiters = List.copyOf(arbiters);
    }

    /** @param p50 no more than this for half of them, by the nearest rank */
    public record Spread(int count, Duration p50, Duration p90) {
        static Spread of(List<Duration> times) {
            List<Duration> sorted = times.stream().sorted().toList();
            return new Spread(sorted.size(), rank(sorted, 50), rank(sorted, 90));
        }

        private static Duration rank(List<Duration> sorted, int percent) {
            return sorted.get((sorted.size() * percent + 99) / 100 - 1);
        }
    }

    /** The first rulings of one person, and how many of them an appeal has changed. */
    public record Reversals(String arbiter, int rulings, int reversed) {}

    public static DisputeFigures of(List<DisputeFacts> all) {
        List<End> ends = present(all, DisputeFacts::end);
        SortedMap<Step, List<Duration>> times = new TreeMap<>();
        all.forEach(one -> one.took().forEach((step, time) ->
                times.computeIfAbsent(step, _ -> new ArrayList<>()).add(time)));
        SortedMap<Step, Spread> steps = new TreeMap<>();
        times.forEach((step, of) -> steps.put(step, Spread.of(of)));
        return new DisputeFigures(
                all.size(),
                all.size() - ends.size(),
                counts(all.stream().map(DisputeFacts::reason).toList(), Comparator.naturalOrder()),
                counts(ends, BY_OUTCOME),
                steps,
                counts(present(all, DisputeFacts::byTerms), Comparator.naturalOrder()),
                counts(present(all, DisputeFacts::won), Comparator.naturalOrder()),
                reversals(present(all, DisputeFacts::ruled)));
    }

    private static <T> List<T> present(List<DisputeFacts> all, Function<DisputeFacts, Optional<T>> of) {
        return all.stream().map(of).flatMap(Optional::stream).toList();
    }

    private static <T> SortedMap<T, Integer> counts(List<T> of, Comparator<T> order) {
        SortedMap<T, Integer> counts = new TreeMap<>(order);
        of.forEach(one -> counts.merge(one, 1, Integer::sum));
        return counts;
    }

    private static List<Reversals> reversals(List<Ruled> rulings) {
        Map<String, List<Ruled>> byPerson = new TreeMap<>(rulings.stream().collect(Collectors.groupingBy(Ruled::by)));
        return byPerson.entrySet().stream()
                .filter(of -> of.getValue().size() >= LEAST_RULINGS)
                .map(of -> new Reversals(
                        of.getKey(),
                        of.getValue().size(),
                        (int) of.getValue().stream().filter(Ruled::isReversed).count()))
                .toList();
    }
}
