package dev.surety.payouts.debt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.EveryFault;
import dev.surety.model.journal.AccountKind;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Outage;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Money in reserve becomes available after its days, less what debts have taken. */
class ReleasingReservesTest {
    private final DebtWorld town = new DebtWorld();

    @AfterEach
    void theWholeWorldHolds() {
        town.check();
    }

    private void balances(long payable, long reserve) {
        assertEquals(payable, town.balance(AccountKind.PAYABLE), "payable");
        assertEquals(reserve, town.balance(AccountKind.RESERVE), "reserve");
    }

    @Test
    void aDayIsReleasedTogetherWhenItsLastCentHasBeenKeptForAllItsDays() {
        town.heard(town.release("one", 900, 100, 30));
        town.clock.set(Instant.parse("2026-11-22T22:59:59Z"));
        town.heard(town.release("two", 1_800, 200, 30));
        assertEquals(1, town.entries("reserve.kept_back").size());
        // In Berlin the day is over by now.
        town.clock.set(Instant.parse("2026-11-22T23:00:00Z"));
        town.heard(town.release("three", 9_000, 1_000, 30));
        assertEquals(2, town.entries("reserve.kept_back").size());
        town.wait(Duration.ofDays(30).minusSeconds(1));
        balances(11_700, 1_300);
        town.wait(Duration.ofSeconds(1));
        balances(12_000, 1_000);
        town.wait(Duration.ofDays(1));
        balances(13_000, 0);
        assertEquals(2, town.entries("reserve.released").size());
    }

    @Test
    void whatADebtTookIsNotReleased() {
        town.heard(town.release("one", 900, 100, 30));
        town.heard(town.chargeback("one", 940));
        balances(0, 60);
        town.wait(Duration.ofDays(31));
        balances(60, 0);
        var released = town.entries("reserve.released").getFirst();
        assertEquals(60, Json.object(released.data()).path("amount").path("amount").asInt());
        assertEquals(100, Json.object(released.data()).path("kept").path("amount").asInt());
    }

    @Test
    void whereADebtTookAllTheDayEndsWithNothing() {
        town.heard(town.release("one", 900, 100, 30));
        town.heard(town.chargeback("one", 2_000));
        town.wait(Duration.ofDays(31));
        balances(0, 0);
        assertEquals(1, town.entries("reserve.released").size());
    }

    @Test
    void inTheEndNothingIsLeftInTheReserveWhateverDebtsTook() {
        town.heard(town.release("one", 0, 100, 30));
        town.wait(Duration.ofDays(1));
        town.heard(town.release("two", 0, 100, 10));
        town.heard(town.chargeback("two", 50));
        balances(0, 150);
        town.wait(Duration.ofDays(11));
        balances(100, 50);
        town.wait(Duration.ofDays(20));
        balances(150, 0);
    }

    @Test
    void aReleasedReserveIsACreditThatADebtIsCollectedFrom() {
        town.heard(town.release("one", 900, 100, 30));
        town.clock.advance(Duration.ofDays(31));
        town.chargeback("one", 950);
        town.poster.post();
        // The message about the chargeback is lost, so the reserve is released first.
        town.wait(Duration.ZERO);
        balances(1_000, 0);
        town.heard(town.entries("reserve.released").getFirst());
        balances(50, 0);
        assertEquals(0, town.balance(AccountKind.DEBT));
    }

    @Test
    void everyCallLostOrKeptReleasesOnce() {
        EveryFault.of("a reserve's release", faults -> {
                    var world = new DebtWorld(faults);
                    world.release("one", 900, 100, 30);
                    world.poster.post();
                    return world;
                }, ReleasingReservesTest::keptAndReleased)
                .withDeaths()
                .orEndingWith(Outage.class)
                .checking(world -> {
                    world.check();
                    assertEquals(1, world.entries("reserve.released").size());
                    assertEquals(1_000, world.balance(AccountKind.PAYABLE));
                })
                .run();
    }

    private static void keptAndReleased(DebtWorld world) {
        assertTrue(world.hear(world.entries("escrow.released").getFirst()));
        world.clock.set(Instant.parse("2026-12-23T10:00:00Z"));
        world.wake(world.entries("reserve.kept_back").getFirst());
    }
}
