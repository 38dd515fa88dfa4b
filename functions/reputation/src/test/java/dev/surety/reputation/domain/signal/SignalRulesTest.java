package dev.surety.reputation.domain.signal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.id.Id;
import dev.surety.model.id.ParticipantId;
import dev.surety.reputation.domain.signal.SignalRules.Trade;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each pattern at its edge: one step this side and one step that side. */
final class SignalRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final ParticipantId SELLER = id("seller");
    private static final ParticipantId BUYER = id("buyer");

    @Test
    void aFirstPurchaseAtFiveTimesTheMedian() {
        List<Trade> earlier = List.of(
                new Trade(id("a"), SELLER, 1_000, NOW),
                new Trade(id("b"), SELLER, 2_000, NOW),
                new Trade(id("c"), SELLER, 90_000, NOW));
        assertTrue(SignalRules.isDearFirst(new Trade(BUYER, SELLER, 10_000, NOW), earlier));
        assertFalse(SignalRules.isDearFirst(new Trade(BUYER, SELLER, 9_999, NOW), earlier));
        assertFalse(SignalRules.isDearFirst(new Trade(id("a"), SELLER, 10_000, NOW), earlier));
        assertFalse(SignalRules.isDearFirst(new Trade(BUYER, SELLER, 10_000, NOW), List.of()));
    }

    @Test
    void aRoundTripWithinFourteenDays() {
        Trade back = new Trade(SELLER, BUYER, 1_000, NOW);
        assertTrue(SignalRules.isRoundTrip(
                back, List.of(new Trade(BUYER, SELLER, 1_000, NOW.minus(Duration.ofDays(14))))));
        assertFalse(SignalRules.isRoundTrip(
                back, List.of(new Trade(BUYER, SELLER, 1_000, NOW.minus(Duration.ofDays(14).plusSeconds(1))))));
        assertFalse(SignalRules.isRoundTrip(back, List.of(new Trade(SELLER, BUYER, 1_000, NOW))));
    }

    @Test
    void twelveOfTwentyWhoKnowOnePayeeOnly() {
        List<ParticipantId> payers =
                IntStream.range(0, 20).mapToObj(i -> id("payer " + i)).toList();
        assertTrue(SignalRules.isClaque(payers, payeesOf(payers, 12)));
        assertFalse(SignalRules.isClaque(payers, payeesOf(payers, 11)));
        assertFalse(SignalRules.isClaque(payers.subList(0, 19), payeesOf(payers, 19)));
    }

    @Test
    void tenOpinionsInAnHour() {
        List<Instant> at = new ArrayList<>(Collections.nCopies(9, NOW));
        assertFalse(SignalRules.isBurst(at));
        at.add(NOW.minus(Duration.ofHours(1)));
        assertTrue(SignalRules.isBurst(at));
        at.set(9, NOW.minus(Duration.ofHours(1).plusMillis(1)));
        assertFalse(SignalRules.isBurst(at));
    }

    private static Map<ParticipantId, Set<ParticipantId>> payeesOf(List<ParticipantId> payers, int bound) {
        Map<ParticipantId, Set<ParticipantId>> of = new HashMap<>();
        for (int i = 0; i < payers.size(); i++) {
            of.put(payers.get(i), i < bound ? Set.of(SELLER) : Set.of(SELLER, BUYER));
        }
        return of;
    }

    private static ParticipantId id(String name) {
        return new ParticipantId(Id.derive("par", name));
    }
}
