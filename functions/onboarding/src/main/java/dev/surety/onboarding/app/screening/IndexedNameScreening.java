package dev.surety.onboarding.app.screening;

import dev.surety.model.marketplace.ScreeningRules;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Outage;
import dev.surety.sanctions.index.ScreeningIndex;
import dev.surety.sanctions.match.Result;
import dev.surety.sanctions.match.Screener;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/** Compares names with the index in force, here in this process. */
public final class IndexedNameScreening implements NameScreening {
    private static final Logger LOG = LoggerFactory.getLogger(IndexedNameScreening.class);

    private static final int MOST_HITS = 50;

    private final Supplier<Optional<ScreeningIndex>> inForce;
    private final Screener screener = new Screener();

    /** @param inForce nothing before every list was read once */
    public IndexedNameScreening(Supplier<Optional<ScreeningIndex>> inForce) {
        this.inForce = inForce;
    }

    @Override
    public Outcome screen(Query query, ScreeningRules rules) {
        try {
            return inForce.get()
                    .map(index -> outcome(index, query, rules))
                    .orElseGet(Outcome.NotPossible::new);
        } catch (Outage away) {
            LOG.atWarn().setCause(away).log("names are compared later");
            return new Outcome.NotPossible();
        }
    }

    private Outcome outcome(ScreeningIndex index, Query query, ScreeningRules rules) {
        List<dev.surety.sanctions.match.Query> asked = IndexQueries.of(query);
        List<Hit> hits = new ArrayList<>();
        Set<String> doubts = new TreeSet<>();
        for (int i = 0; i < asked.size(); i++) {
            int first = i * dev.surety.sanctions.match.Query.MOST_NAMES;
            Result result = screener.search(index, asked.get(i), rules.least(query.kind()));
            result.doubts().forEach(doubt -> doubts.add(doubt.name().toLowerCase(Locale.ROOT)));
            result.hits().stream()
                    .filter(hit -> hit.score() >= rules.of(hit.list(), query.kind()).review())
                    .map(hit -> hit(hit, first))
                    .forEach(hits::add);
        }
        return hits.isEmpty() && doubts.isEmpty()
                ? new Outcome.Clear(index.version())
                : new Outcome.Found(
                        index.version(),
                        best(hits),
                        Optional.of(String.join(",", doubts)).filter(reason -> !reason.isEmpty()));
    }

    /** @param first the place, among all names, of the first one that was asked for */
    private static Hit hit(dev.surety.sanctions.match.Hit found, int first) {
        var explanation = (ObjectNode) Json.tree(found.explanation());
        explanation.put("queryName", found.explanation().queryName() + first);
        return new Hit(
                found.list(), found.entryId(), found.contentHash(), found.alias(), found.score(), explanation);
    }

    /** One for each entry, the best first; a case holds a bounded number. */
    private static List<Hit> best(List<Hit> hits) {
        Set<String> met = new HashSet<>();
        return hits.stream()
                .sorted(Comparator.comparingInt(Hit::score).reversed())
                .filter(hit -> met.add(hit.list() + " " + hit.entry()))
                .limit(MOST_HITS)
                .toList();
    }
}
