package dev.surety.payouts.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.RunId;
import dev.surety.payouts.world.RunWorld;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A balance below the minimum does not wait for ever. */
class MoneyThatLiesForAYearTest {
    private static final String MINIMUM = ",\"minimum\":{\"amount\":5000,\"currency\":\"EUR\"}";

    /** The world begins on 23 November 2026, at 11 o'clock in Berlin. */
    private final RunWorld world = new RunWorld();

    private String excluded(ParticipantId payee) {
        return world.exclusion(world.plan(MINIMUM), payee);
    }

    @Test
    void itIsPaidBelowTheMinimumOnceTwelveMonthsAreOver() {
        ParticipantId seller = world.payee("seller", 1_00);
        assertEquals("minimum", excluded(seller));
        world.payouts.clock.set(Instant.parse("2027-11-23T09:59:59Z"));
        assertEquals("minimum", excluded(seller));
        world.payouts.clock.set(Instant.parse("2027-11-23T10:00:00Z"));
        RunId run = world.approved(MINIMUM);
        assertEquals(1_00, world.items(run).getFirst().at("/amount/amount").asLong(0));
        world.hear();
        assertEquals("executed", world.state(run));
        world.check();
    }

    @Test
    void belowOneWholeUnitTheMarketplaceDecides() {
        ParticipantId seller = world.payee("seller", 99);
        world.payouts.clock.set(Instant.parse("2028-11-23T10:00:00Z"));
        RunId run = world.plan(MINIMUM);
        assertEquals("dormant", world.exclusion(run, seller));
        JsonNode row = world.exclusions(run).getFirst();
        assertEquals("marketplace", row.path("whoActs").asString(""));
        assertEquals("decide", row.path("nextStep").asString(""));
        assertEquals(1_00, row.at("/threshold/amount").asLong(0));
        assertEquals(1, row.at("/missing/amount").asLong(0));
    }

    @Test
    void moneyThatComesBeginsTheTimeAnew() {
        ParticipantId seller = world.payee("seller", 10_00);
        world.payouts.clock.set(Instant.parse("2027-10-01T10:00:00Z"));
        world.payouts.released(seller, 5_00);
        world.payouts.clock.set(Instant.parse("2028-09-30T10:00:00Z"));
        assertEquals("minimum", excluded(seller));
        world.payouts.clock.set(Instant.parse("2028-10-01T10:00:00Z"));
        assertEquals("", excluded(seller));
    }
}
