package dev.surety.reputation.domain.rank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.id.Id;
import dev.surety.model.id.ParticipantId;
import dev.surety.reputation.domain.rank.RankRules.Candidate;
import dev.surety.reputation.domain.rank.RankRules.Place;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RankRulesTest {
    private static final LocalDate DAY = LocalDate.parse("2026-11-30");

    @Test
    void theHigherRankComesFirstInWhateverOrderTheyAreAsked() {
        List<Candidate> candidates = new ArrayList<>(IntStream.range(0, 40)
                .mapToObj(i -> new Candidate(id(i), i / 3 * 10_000L, i < 3))
                .toList());
        List<Place> expected = RankRules.order(candidates, DAY, 0);
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(candidates, new Random(seed));
            assertEquals(expected, RankRules.order(candidates, DAY, 0));
        }
        for (int i = 1; i < expected.size(); i++) {
            assertTrue(expected.get(i - 1).candidate().rank() >= expected.get(i).candidate().rank());
        }
    }

    @Test
    void newcomersOfOneRankTakeTurnsFromDayToDay() {
        List<Candidate> newcomers = IntStream.range(0, 4)
                .mapToObj(i -> new Candidate(id(i), 100_000, true))
                .toList();
        Set<ParticipantId> first = new HashSet<>();
        for (int day = 0; day < 40; day++) {
            first.add(RankRules.order(newcomers, DAY.plusDays(day), 0)
                    .getFirst()
                    .candidate()
                    .id());
        }
        assertEquals(4, first.size());
    }

    @Test
    void everyFifthPlaceIsANewcomersIfTheCallerWantsTrials() {
        List<Candidate> candidates = IntStream.range(0, 20)
                .mapToObj(i -> new Candidate(id(i), i < 4 ? 100_000 : 900_000 - i, i < 4))
                .toList();
        List<Place> places = RankRules.order(candidates, DAY, 2);
        assertEquals(
                List.of(4, 9),
                IntStream.range(0, 20).filter(i -> places.get(i).isTrial()).boxed().toList());
        assertTrue(places.get(4).candidate().isNewcomer());
        assertEquals(20, places.stream().map(place -> place.candidate().id()).distinct().count());
    }

    @Test
    void withoutNewcomersThereIsNothingToTry() {
        List<Candidate> known = IntStream.range(0, 12)
                .mapToObj(i -> new Candidate(id(i), i, false))
                .toList();
        assertEquals(RankRules.order(known, DAY, 0), RankRules.order(known, DAY, 5));
    }

    private static ParticipantId id(int i) {
        return new ParticipantId(Id.derive("par", "rank", Integer.toString(i)));
    }
}
