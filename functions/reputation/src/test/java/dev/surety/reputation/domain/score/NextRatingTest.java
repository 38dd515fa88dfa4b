package dev.surety.reputation.domain.score;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.reputation.domain.score.Ratings.Rating;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How well the recent reading tells that the next rating is negative, beside the usual ways to score, in one run. */
final class NextRatingTest {
    private static final double AHEAD = 0.03;

    @Test
    void otc() {
        compare("OTC", Ratings.otc(), 0.8945);
    }

    @Test
    void alpha() {
        compare("Alpha", Ratings.alpha(), 0.85);
    }

    private static void compare(String name, List<Rating> ratings, double least) {
        var book = new ScoreBook(100);
        Map<Integer, List<Rating>> known = new HashMap<>();
        var ours = new Auc();
        Map<Rival, Auc> rivals = new EnumMap<>(Rival.class);
        Ratings.together(ratings, instant -> {
            for (Rating rating : instant) {
                List<Rating> earlier = known.getOrDefault(rating.rated(), List.of());
                if (!earlier.isEmpty()) {
                    ours.add(book.at(rating.rated(), rating.second()).recent(), rating.isGood());
                    for (Rival rival : Rival.values()) {
                        rivals.computeIfAbsent(rival, _ -> new Auc())
                                .add(rival.of(earlier, rating.second().getEpochSecond()), rating.isGood());
                    }
                }
            }
            for (Rating rating : instant) {
                book.opinion(rating.rater(), rating.rated(), rating.isGood(), 100, rating.second());
                known.computeIfAbsent(rating.rated(), _ -> new ArrayList<>()).add(rating);
            }
        });
        double auc = ours.value();
        System.out.printf(Locale.ROOT, "%s, %d ratings: recent %.4f%n", name, ours.size(), auc);
        rivals.forEach((rival, of) -> System.out.printf(Locale.ROOT, "  %s %.4f%n", rival, of.value()));
        double best = rivals.values().stream().mapToDouble(Auc::value).max().orElseThrow();
        assertTrue(auc >= least, () -> name + ": " + auc);
        assertTrue(auc >= best + AHEAD, () -> name + ": " + auc + " beside " + best);
    }
}
