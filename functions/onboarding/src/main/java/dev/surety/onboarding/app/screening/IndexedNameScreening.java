package dev.surety.onboarding.app.screening;

import dev.surety.model.marketplace.ScreeningRules;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Outage;
import dev.surety.sanctions.index.ScreeningIndex;
import dev.surety.sanctions.match.Result;
import dev.surety.sanctions.match.Screener;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares names with the index in force, here in this process. */
public final class IndexedNameScreening implements NameScreening {
    private static final Logger LOG = LoggerFactory.getLogger(IndexedNameScreening.class);

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
        Result result = screener.search(index, IndexQueries.of(query), rules.least(query.kind()));
        List<Hit> hits = result.hits().stream()
                .filter(hit -> hit.score() >= rules.of(hit.list(), query.kind()).review())
                .map(hit -> new Hit(
                        hit.list(),
                        hit.entryId(),
                        hit.contentHash(),
                        hit.alias(),
                        hit.score(),
                        Json.tree(hit.explanation())))
                .toList();
        Optional<String> review = Optional.of(result.doubts().stream()
                        .map(doubt -> doubt.name().toLowerCase(Locale.ROOT))
                        .sorted()
                        .collect(Collectors.joining(" ")))
                .filter(reason -> !reason.isEmpty());
        return hits.isEmpty() && review.isEmpty()
                ? new Outcome.Clear(index.version())
                : new Outcome.Found(index.version(), hits, review);
    }
}
