package dev.surety.payouts.adjustment;

import static dev.surety.payouts.adjustment.AdjustmentWorld.ANNA;
import static dev.surety.payouts.adjustment.AdjustmentWorld.CHECKER;
import static dev.surety.payouts.adjustment.AdjustmentWorld.CHECKER2;
import static dev.surety.payouts.adjustment.AdjustmentWorld.goodwill;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.marketplace.MoneyOut.Approval;
import dev.surety.payouts.app.adjustment.AdjustmentChains;
import dev.surety.payouts.domain.adjustment.AdjustmentEvent;
import dev.surety.testkit.GoldenLine;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Lines are added to the golden file, and none is changed. Each is read here, also as a newer release may write it. */
class StoredAdjustmentsStayReadableTest {
    private static List<GoldenLine> golden() throws IOException {
        return GoldenLine.all("payouts", "adjustment");
    }

    private static List<GoldenLine> written() {
        var world = new AdjustmentWorld();
        world.town.seeds.settings(MoneyOut.SHIPPED.change()
                .approvals(List.of(new Approval("EUR", Optional.empty(), 2)))
                .build());
        String path = world.requested(goodwill(ANNA, 500));
        world.done(world.approve(path, CHECKER));
        world.done(world.approve(path, CHECKER2));
        String rejected = world.requested(goodwill(ANNA, 600));
        world.done(world.post(rejected + "/reject", "{\"reason\":\"no\"}", CHECKER));
        world.requested(goodwill(ANNA, 700));
        world.wait(Duration.ofDays(7));
        Map<String, GoldenLine> first = world.entries("adjustment.").stream()
                .map(GoldenLine::of)
                .collect(Collectors.toMap(GoldenLine::name, line -> line, (one, _) -> one, TreeMap::new));
        return List.copyOf(first.values());
    }

    @Test
    void eachEventIsWrittenAsItsGoldenLine() throws IOException {
        assertEquals(
                golden().stream().map(GoldenLine::toString).collect(Collectors.joining("\n")),
                written().stream().map(GoldenLine::toString).collect(Collectors.joining("\n")));
    }

    @Test
    void eachIsReadAsItWasWrittenAndAlsoAsANewerReleaseMayWriteIt() throws IOException {
        for (GoldenLine line : golden()) {
            AdjustmentEvent event = AdjustmentChains.TYPES.read(line.entry());
            assertEquals(event, AdjustmentChains.TYPES.read(line.newer().entry()), line.name());
        }
    }

    @Test
    void everyEventHasANameAndAGoldenLine() throws IOException {
        assertEquals(Set.of(AdjustmentEvent.class.getPermittedSubclasses()), AdjustmentChains.TYPES.types());
        Set<String> names = golden().stream().map(GoldenLine::name).collect(Collectors.toSet());
        assertEquals(AdjustmentChains.TYPES.names(), names);
    }
}
