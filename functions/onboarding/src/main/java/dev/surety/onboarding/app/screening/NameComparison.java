package dev.surety.onboarding.app.screening;

import dev.surety.model.marketplace.ScreeningRules;
import dev.surety.onboarding.app.screening.NameScreening.Hit;
import dev.surety.onboarding.app.screening.NameScreening.Outcome;
import dev.surety.onboarding.app.screening.Names.Named;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares all names of a participant with the lists. Each person of a business is a question of its own. */
final class NameComparison {
    /** A case holds a bounded number, the best ones. */
    private static final int MOST_HITS = 50;

    private NameComparison() {}

    /**
     * A name for which people have to look.
     *
     * @param review why, although no score may be high enough
     */
    record Found(Named named, List<Hit> hits, Optional<String> review) {
        Found {
            hits = List.copyOf(hits);
        }
    }

    /** A hit with the name that it is of. */
    record NamedHit(Named named, Hit hit) {}

    sealed interface Result {
        /** @param index the version of all lists together */
        record Clear(String index) implements Result {}

        record Matched(String index, List<Found> found) implements Result {
            public Matched {
                found = List.copyOf(found);
            }

            /** The nearest first. */
            List<NamedHit> hits() {
                return found.stream()
                        .flatMap(of -> of.hits().stream().map(hit -> new NamedHit(of.named(), hit)))
                        .sorted(Comparator.comparingInt((NamedHit of) -> of.hit().score())
                                .reversed()
                                .thenComparing(of -> of.hit().list())
                                .thenComparing(of -> of.hit().entry())
                                .thenComparing(of -> of.named().person().orElse("")))
                        .limit(MOST_HITS)
                        .toList();
            }
        }

        record NotPossible() implements Result {}
    }

    static Result of(NameScreening lists, List<Named> names, ScreeningRules rules) {
        Set<String> indexes = new HashSet<>();
        List<Found> found = new ArrayList<>();
        for (Named named : names) {
            switch (lists.screen(named.query(), rules)) {
                case Outcome.NotPossible _ -> {
                    return new Result.NotPossible();
                }
                case Outcome.Clear(var index) -> indexes.add(index);
                case Outcome.Found(var index, var hits, var review) -> {
                    indexes.add(index);
                    found.add(new Found(named, hits, review));
                }
            }
        }
        // New lists came into force between two names. Compared later, all are compared with the same.
        if (indexes.size() != 1) {
            return new Result.NotPossible();
        }
        String index = indexes.iterator().next();
        return found.isEmpty() ? new Result.Clear(index) : new Result.Matched(index, found);
    }
}
