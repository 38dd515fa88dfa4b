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
import java.util.stream.Stream;

/**
 * Compares names with the difference of two versions of the index. It has the entries that are new or changed, as they
 * are now, and those that left or changed, as they were: the first may open a case, the second may close one.
 */
public final class IndexChanges implements ListChanges {
    /** Differences that a worker keeps: of the stack's run, and of an operator's. */
    private static final int KEPT = 2;

    private final Indexes indexes;
    private final Subjects subjects;
    private final Screener screener = new Screener();
    private final Map<List<String>, Change> known = new LinkedHashMap<>();

    public IndexChanges(Indexes indexes, Subjects subjects) {
        this.indexes = indexes;
        this.subjects = subjects;
    }

    /** The port to the stored versions of the index. */
    public interface Indexes {
        Optional<String> inForce();

        /** Nothing if it was long ago. */
        Optional<ScreeningIndex> find(String version);
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
    public record Subject(Query query, int threshold, boolean isScreened) {}

    @Override
    public Optional<String> inForce() {
        return indexes.inForce();
    }

    @Override
    public synchronized Change between(Optional<String> from, String to) {
        List<String> key = List.of(from.orElse(""), to);
        Change change = Optional.ofNullable(known.get(key)).orElseGet(() -> {
            ScreeningIndex now = indexes.find(to).orElseThrow(() -> new Outage("the index of a run is not there"));
            // Without the former index everyone is compared with each entry: more work, and nobody is passed by.
            Optional<ScreeningIndex> before = from.flatMap(indexes::find);
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
                .anyMatch(index -> !screener.search(index, subject.query(), subject.threshold()).hits().isEmpty());
        return isNamed ? Verdict.NAMED : Verdict.UNTOUCHED;
    }
}
