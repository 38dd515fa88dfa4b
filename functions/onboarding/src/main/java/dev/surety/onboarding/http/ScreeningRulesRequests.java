package dev.surety.onboarding.http;

import dev.surety.model.marketplace.ScreeningRules.Threshold;
import dev.surety.model.marketplace.ScreeningRules;
import dev.surety.runtime.edge.http.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the thresholds of screening. A threshold of nearly nothing would hold every payout, and one of everything would
 * let every sanctioned party through, so both have bounds.
 */
final class ScreeningRulesRequests {
    private static final Set<String> LISTS = Set.of("ofac_sdn", "un");
    private static final Set<String> KINDS = Set.of("individual", "business");
    private static final int LEAST = 7_000;
    private static final int MOST = 9_900;

    private ScreeningRulesRequests() {}

    static Optional<ScreeningRules> read(Fields settings) {
        Optional<Fields> screening = settings.has("screening") ? settings.object("screening") : Optional.empty();
        return screening.map(of -> {
            List<Threshold> thresholds = new ArrayList<>();
            for (Fields each : of.objects("thresholds", LISTS.size() * KINDS.size())) {
                threshold(each).ifPresent(threshold -> {
                    boolean isDoubled = thresholds.stream()
                            .anyMatch(known -> known.list().equals(threshold.list())
                                    && known.kind().equals(threshold.kind()));
                    if (isDoubled) {
                        each.wrong("list", "doubled");
                    }
                    thresholds.add(threshold);
                });
            }
            of.finish();
            return new ScreeningRules(thresholds);
        });
    }

    private static Optional<Threshold> threshold(Fields threshold) {
        Optional<String> list = threshold.choice("list", LISTS);
        Optional<String> kind = threshold.choice("kind", KINDS);
        Optional<Long> review = threshold.integer("review", LEAST, MOST);
        Optional<Long> strong = threshold.integer("strong", LEAST, 10_000);
        if (review.isPresent() && strong.isPresent() && strong.get() < review.get()) {
            threshold.wrong("strong", "bound");
        }
        threshold.finish();
        return list.isPresent() && kind.isPresent() && review.isPresent() && strong.isPresent()
                ? Optional.of(new Threshold(
                        list.get(), kind.get(), review.get().intValue(), strong.get().intValue()))
                : Optional.empty();
    }
}
