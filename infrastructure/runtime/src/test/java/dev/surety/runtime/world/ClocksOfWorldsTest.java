package dev.surety.runtime.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.clock.FixedClock;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.runtime.clock.Clocks.TestClock;
import dev.surety.runtime.clock.Clocks;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What time it is where, and in which partition a deadline lies. */
class ClocksOfWorldsTest {
    private static final MarketplaceId DEMO = new MarketplaceId("demo");
    private static final MarketplaceId OTHER = new MarketplaceId("other");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final FixedClock system = new FixedClock(NOON);
    private final MemoryDynamo store = MemoryDynamo.surety(system);
    private final Clocks worlds = new Clocks(system, store, Optional.of(SuretyTables.SANDBOX));

    private void set(MarketplaceId marketplace, String base, String setAt, Optional<String> target) {
        Map<String, AttributeValue> item = new HashMap<>(TestClock.key(marketplace));
        item.put("base", AttributeValue.fromS(base));
        item.put("setAt", AttributeValue.fromS(setAt));
        target.ifPresent(to -> item.put("target", AttributeValue.fromS(to)));
        store.putItem(put -> put.tableName(SuretyTables.SANDBOX).item(item));
    }

    @ParameterizedTest(name = "system {2}, moving {3}: {4}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "base                 | setAt                | system               | moving | shows",
                "2027-01-01T00:00:00Z | 2026-11-22T12:00:00Z | 2026-11-22T12:00:00Z | false  | 2027-01-01T00:00:00Z",
                "2027-01-01T00:00:00Z | 2026-11-22T12:00:00Z | 2026-11-22T12:00:05Z | false  | 2027-01-01T00:00:05Z",
                "2027-01-01T00:00:00Z | 2026-11-22T12:00:00Z | 2026-11-22T12:00:05Z | true   | 2027-01-01T00:00:00Z",
                "2027-01-01T00:00:00Z | 2026-11-22T12:00:00Z | 2026-11-22T11:55:00Z | false  | 2027-01-01T00:00:00Z",
            })
    void aTestClockRunsOnAndStandsStillWhileItIsMoved(
            String base, String setAt, String now, boolean moving, String shows) {
        set(DEMO, base, setAt, moving ? Optional.of("2027-02-01T00:00:00.000Z") : Optional.empty());
        system.set(Instant.parse(now));
        assertEquals(Instant.parse(shows), worlds.now(DEMO, Mode.SANDBOX));
    }

    @Test
    void oneMarketplacesClockIsNobodyElses() {
        set(DEMO, "2027-01-01T00:00:00.000Z", "2026-11-22T12:00:00.000Z", Optional.empty());
        assertEquals(NOON, worlds.now(OTHER, Mode.SANDBOX));
        assertEquals(NOON, worlds.now(DEMO, Mode.LIVE));
        assertEquals(NOON, new Clocks(system, store, Optional.empty()).now(DEMO, Mode.SANDBOX));
        assertEquals(Optional.empty(), new Clocks(system, store, Optional.empty()).read(DEMO));
    }

    @Test
    void everyLiveChainLiesInAPartitionThatIsRead() {
        List<String> read = Clocks.livePartitions("escrow");
        Set<String> used = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            String partition = Clocks.partition("escrow", DEMO, Mode.LIVE, Id.derive("esc", "" + i));
            assertTrue(read.contains(partition), partition);
            used.add(partition);
        }
        assertEquals(new HashSet<>(read), used);
    }

    @Test
    void aSandboxIsAPartitionOfItsOwn() {
        String demo = Clocks.partition("escrow", DEMO, Mode.SANDBOX, "esc_1");
        assertEquals(Clocks.sandboxPartition("escrow", DEMO), demo);
        assertNotEquals(Clocks.sandboxPartition("escrow", OTHER), demo);
        assertTrue(Clocks.livePartitions("escrow").stream().noneMatch(demo::equals));
    }

    @Test
    void aDeadlineIsNeverSoonerThanAMinute() {
        assertEquals(new Entry.Due("p", NOON.plusSeconds(60)), Clocks.due("p", NOON, NOON));
        assertEquals(new Entry.Due("p", NOON.plusSeconds(60)), Clocks.due("p", NOON, NOON.minusSeconds(9)));
        Instant later = NOON.plus(Duration.ofDays(14));
        assertEquals(new Entry.Due("p", later), Clocks.due("p", NOON, later));
    }
}
