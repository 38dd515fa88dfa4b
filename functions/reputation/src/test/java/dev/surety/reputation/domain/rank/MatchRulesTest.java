package dev.surety.reputation.domain.rank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.surety.model.Invariants;
import dev.surety.model.id.Id;
import dev.surety.model.id.ParticipantId;
import dev.surety.reputation.domain.rank.MatchRules.Match;
import dev.surety.reputation.domain.rank.MatchRules.Offer;
import dev.surety.reputation.domain.rank.MatchRules.Weights;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class MatchRulesTest {
    private static final LocalDate DAY = LocalDate.parse("2026-11-30");
    private static final long ONE = 1_000_000;

    @Test
    void eachFactorAddsItsPart() {
        Offer trusted = new Offer(id("trusted"), 800_000, false, 4_000, OptionalInt.of(30));
        Offer cheap = new Offer(id("cheap"), 300_000, false, 2_000, OptionalInt.of(0));
        List<Match> matches = MatchRules.order(List.of(trusted, cheap), new Weights(50, 30, 20), ONE, DAY);
        assertEquals(
                List.of(
                        new Match(cheap, 150_000, 300_000, 200_000),
                        new Match(trusted, 400_000, 150_000, 50_000)),
                matches);
        assertEquals(650_000, matches.getFirst().score());
    }

    @Test
    void anUnknownDistanceAddsNothing() {
        Offer one = new Offer(id("one"), 0, true, 1_000, OptionalInt.empty());
        assertEquals(0, MatchRules.order(List.of(one), new Weights(0, 0, 100), ONE, DAY).getFirst().score());
    }

    @Test
    void theLargestPricesFit() {
        long most = 1_000_000_000_000_000L;
        Offer dear = new Offer(id("dear"), 0, false, most, OptionalInt.empty());
        Offer dearer = new Offer(id("half"), 0, false, most / 2, OptionalInt.empty());
        assertEquals(
                500_000,
                MatchRules.order(List.of(dear, dearer), new Weights(0, 100, 0), ONE, DAY)
                        .getLast()
                        .price());
    }

    @Test
    void weightsSumToAHundred() {
        assertThrows(Invariants.Breach.class, () -> new Weights(50, 30, 19));
        assertThrows(Invariants.Breach.class, () -> new Weights(120, -10, -10));
    }

    private static ParticipantId id(String name) {
        return new ParticipantId(Id.derive("par", name));
    }
}
