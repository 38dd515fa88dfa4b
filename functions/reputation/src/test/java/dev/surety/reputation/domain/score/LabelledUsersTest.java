package dev.surety.reputation.domain.score;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.reputation.domain.score.Ratings.Rating;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How well the standing tells honest users from others, without the ratings of those who labelled them. */
final class LabelledUsersTest {
    private static final int FOUNDER = 1;

    @Test
    void honestUsersStandHigher() {
        List<Rating> all = Ratings.otc();
        Map<Integer, Boolean> labels = Ratings.labels();
        Set<Integer> labellers = new HashSet<>(Set.of(FOUNDER));
        all.stream()
                .filter(rating -> rating.rater() == FOUNDER && rating.value() >= 5)
                .map(Rating::rated)
                .forEach(labellers::add);
        List<Rating> ratings = all.stream()
                .filter(rating -> !labels.containsKey(rating.rated()) || !labellers.contains(rating.rater()))
                .toList();
        Map<Integer, Instant> lastOf = new HashMap<>();
        ratings.forEach(rating -> lastOf.put(rating.rated(), rating.second()));
        Instant end = all.getLast().second();

        var book = new ScoreBook(100);
        ratings.forEach(rating ->
                book.opinion(rating.rater(), rating.rated(), rating.isGood(), 100, rating.second()));
        var auc = new Auc();
        labels.forEach((user, honest) -> {
            Instant now = lastOf.containsKey(user) ? lastOf.get(user).plusSeconds(1) : end;
            auc.add(book.at(user, now).mean(), honest);
        });
        System.out.printf(Locale.ROOT, "%d labelled users: standing %.4f%n", auc.size(), auc.value());
        assertTrue(auc.value() >= 0.945, () -> "" + auc.value());
    }
}
