package dev.surety.onboarding.app.rescreening;

import dev.surety.onboarding.app.Participant;
import dev.surety.onboarding.domain.rescreening.Look.Verdict;
import dev.surety.runtime.resilience.Outage;
import dev.surety.sanctions.index.ScreeningIndex;
import dev.surety.sanctions.match.Query;
import dev.surety.sanctions.match.Screener;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Compares names with the difference of two versions of the index. New and changed entries count as they are now,
 * because they may open a case. Those that left or changed count as they were, because a case may rest on them.
 */
public final class IndexChanges implements ListChanges {
    /** Differences that a worker keeps: of the stack's run, and of an operator's. */
    private static final int KEPT = 2;

    private final Supplier<Optional<String>> inForce;
    private final Function<String, Optional<ScreeningIndex>> indexes;
    private final Subjects subjects;
    private final Screener screener = new Screener();
    private final Map<List<String>, Change> known = new LinkedHashMap<>();

    /** @param indexes by version; nothing for one of long ago */
    public IndexChanges(
            Supplier<Optional<String>> inForce,
            Function<String, Optional<ScreeningIndex>> indexes,
            Subjects subjects) {
        this.inForce = inForce;
        this.indexes = indexes;
        this.subjects = subjects;
    }

    /** The port to a participant's names, and to the settings that say how near an entry must be. */
    public interface Subjects {
        /** Nothing if its name was destroyed. */
        Optional<Subject> find(Participant participant);
    }

    /**
     * @param threshold from which score on a person looks
     * @param isScreened whether it was ever screened
     */
    public record Subject(List<Query> queries, int threshold, boolean isScreened) {
        public Subject {
            queries = List.copyOf(queries);
        }
    }

    @Override
    public Optional<String> inForce() {
        return inForce.get();
    }

    @Override
    public synchronized Change between(Optional<String> from, String to) {
        List<String> key = List.of(from.orElse(""), to);
        Change change = Optional.ofNullable(known.get(key)).orElseGet(() -> {
            ScreeningIndex now = indexes.apply(to).orElseThrow(() -> new Outage("the index of a run is not there"));
            // Without the former index each participant is compared with every entry, which costs only time.
            Optional<ScreeningIndex> before = from.flatMap(indexes);
            return change(before.map(now::difference).orElse(now), before.map(of -> of.difference(now)));
        });
        if (known.size() >= KEPT && !known.containsKey(key)) {
            known.remove(known.keySet().iterator().next());
        }
        known.put(key, change);
        return change;
    }

    private Change change(ScreeningIndex added, Optional<ScreeningIndex> left) {
        List<ScreeningIndex> changed = Stream.concat(Stream.of(added), left.stream())
                .filter(index -> !index.isEmpty())
                .toList();
        return participant -> subjects.find(participant).map(of -> verdict(of, changed)).orElse(Verdict.NAMELESS);
    }

    private Verdict verdict(Subject subject, List<ScreeningIndex> changed) {
        if (!subject.isScreened()) {
            return Verdict.UNSCREENED;
        }
        boolean isNamed = changed.stream()
                .anyMatch(index -> subject.queries().stream()
                        .anyMatch(query ->
                                !screener.search(index, query, subject.threshold()).hits().isEmpty()));
        return isNamed ? Verdict.NAMED : Verdict.UNTOUCHED;
    }
}
