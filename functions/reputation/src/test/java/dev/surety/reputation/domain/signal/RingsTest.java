package dev.surety.reputation.domain.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.id.Id;
import dev.surety.model.id.ParticipantId;
import dev.surety.reputation.domain.signal.SignalRules.Trade;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The sale closes a ring if its payee bought, over one or two others, from its payer. */
final class RingsTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    private static ParticipantId id(String name) {
        return new ParticipantId(Id.derive("par", name));
    }

    private static Trade sale(String payer, String payee, Instant at) {
        return new Trade(id(payer), id(payee), 1_000, at);
    }

    private static Optional<List<ParticipantId>> closed(List<Trade> before) {
        return Rings.closed(
                sale("a", "b", NOW),
                payer -> before.stream().filter(of -> of.payer().equals(payer)).toList());
    }

    private static List<ParticipantId> people(String... names) {
        return List.of(names).stream().map(RingsTest::id).toList();
    }

    @Test
    void ofThreeAndOfFour() {
        List<Trade> three = List.of(sale("b", "x", NOW), sale("c", "a", NOW), sale("b", "c", NOW));
        assertEquals(Optional.of(people("a", "b", "c")), closed(three));
        assertEquals(
                Optional.of(people("a", "b", "c", "d")),
                closed(List.of(sale("b", "c", NOW), sale("c", "d", NOW), sale("d", "a", NOW))));
    }

    @Test
    void notOfTwoAndNotOfFive() {
        assertTrue(closed(List.of(sale("b", "a", NOW), sale("a", "b", NOW), sale("a", "x", NOW), sale("x", "a", NOW)))
                .isEmpty());
        assertTrue(closed(List.of(sale("b", "c", NOW), sale("c", "d", NOW), sale("d", "e", NOW), sale("e", "a", NOW)))
                .isEmpty());
    }

    @Test
    void notOverALongTime() {
        Instant edge = NOW.minus(Rings.WITHIN);
        assertTrue(closed(List.of(sale("b", "c", edge), sale("c", "a", NOW))).isPresent());
        assertTrue(closed(List.of(sale("b", "c", edge.minusMillis(1)), sale("c", "a", NOW))).isEmpty());
        assertTrue(closed(List.of(sale("b", "c", NOW.plus(Duration.ofMillis(1))), sale("c", "a", NOW))).isEmpty());
    }

    @Test
    void theSearchHasAnEndHoweverMuchAPayeeBuys() {
        List<Trade> many = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            many.add(sale("b", "s" + i, NOW));
        }
        many.add(sale("s99", "a", NOW));
        int[] asked = new int[1];
        Optional<List<ParticipantId>> found = Rings.closed(sale("a", "b", NOW), payer -> {
            asked[0]++;
            return many.stream().filter(of -> of.payer().equals(payer)).toList();
        });
        assertTrue(found.isEmpty());
        assertEquals(Rings.MOST_ASKED, asked[0]);
    }
}
