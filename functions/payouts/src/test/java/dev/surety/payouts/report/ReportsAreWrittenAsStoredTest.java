package dev.surety.payouts.report;

import static dev.surety.payouts.report.ReportWorld.payment;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.payouts.domain.report.GatewayLine;
import dev.surety.payouts.domain.report.ReportFile;
import dev.surety.payouts.domain.report.Settlement;
import dev.surety.model.id.Id;
import dev.surety.model.money.Money;
import dev.surety.payouts.app.report.ClearGatewayLine;
import dev.surety.payouts.domain.adjustment.AdjustedLine;
import dev.surety.payouts.domain.adjustment.Adjustment;
import dev.surety.payouts.domain.adjustment.Adjustment.State;
import dev.surety.payouts.domain.adjustment.AdjustmentOrder;
import dev.surety.payouts.domain.adjustment.AdjustmentOrder.Reason;
import dev.surety.runtime.json.Json;
import dev.surety.testkit.GoldenLine;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The golden file holds stored entries of reports, rows and settlements, for ever: lines are added, none is changed.
 */
class ReportsAreWrittenAsStoredTest {
    private static final Map<String, Class<?>> MEMBERS =
            Map.of("file", ReportFile.class, "settlement", Settlement.class, "line", GatewayLine.class);

    private final ReportWorld world = new ReportWorld();

    private void week() {
        world.captured("anna", 10_00).captured("ben", 5_00);
        world.read(
                "monday",
                "r1,charge,%s,10.00,0.20,,EUR,S1,2026-11-20,acme\nr2,payout,,-9.80,0,,EUR,S1,2026-11-20,acme\n"
                        .formatted(payment("anna")));
        world.bankLine("B1", 9_80);
        world.read(
                "tuesday",
                "r3,charge,%s,6.00,0,,EUR,S2,2026-11-20,acme\nr4,payout,,-6.00,0,,EUR,S2,2026-11-20,acme\n"
                        .formatted(payment("ben")));
        world.read("bad", "r5\n");
        world.timers(Duration.ofDays(9));
        world.bankLine("B2", 6_00);
        cleared();
        cleared();
        world.check();
    }

    /** An adjustment takes the row's money out of suspense; its news comes twice. */
    private void cleared() {
        String row = world.entries().stream()
                .filter(entry -> entry.event().startsWith("gateway_line.unmatched."))
                .map(entry -> entry.chain().id())
                .findFirst()
                .orElseThrow();
        var lines = List.of(
                new AdjustedLine("suspense", Money.of(-1_00, "EUR")),
                new AdjustedLine("capital", Money.of(1_00, "EUR")));
        var order = new AdjustmentOrder(lines, Reason.SUSPENSE_CLEARED, Optional.of(row));
        Instant now = world.clock.instant();
        var adjustment = new Adjustment(order, "maker", "hash", now, State.POSTED, 1, List.of());
        new ClearGatewayLine(world.plain)
                .clear(ReportWorld.DEMO, row, Id.derive("adj", "one"), adjustment, now);
    }

    @Test
    void aWeekWritesTheGoldenLines() throws IOException {
        week();
        var written = world.entries().stream()
                .filter(entry -> entry.chain().type().startsWith("gateway_"))
                .map(GoldenLine::of)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(GoldenLine.all("payouts", "report")), written);
    }

    @Test
    void eachIsReadAndWouldBeWrittenTheSame() throws IOException {
        Map<String, Integer> read = new TreeMap<>();
        for (GoldenLine line : GoldenLine.all("payouts", "report")) {
            for (String member : MEMBERS.keySet()) {
                JsonNode stored = Json.object(line.data()).path(member);
                if (stored.isObject()) {
                    Object value = Json.read(Json.canonical(stored), MEMBERS.get(member));
                    assertEquals(Json.canonical(stored), Json.canonical(Json.tree(value)), line.name());
                    JsonNode newer = withoutMoreWords(Json.object(line.newer().data()).path(member));
                    assertEquals(value, Json.read(Json.canonical(newer), MEMBERS.get(member)), line.name());
                    read.merge(member, 1, Integer::sum);
                }
            }
        }
        assertEquals(MEMBERS.keySet(), read.keySet());
    }

    /** The words of rows and of kinds are keys of maps, and no members that a reader may pass over. */
    private static JsonNode withoutMoreWords(JsonNode newer) {
        if (newer instanceof ObjectNode object) {
            for (String map : List.of("lines", "kinds")) {
                if (object.path(map) instanceof ObjectNode words) {
                    words.remove("memberOfALaterRelease");
                }
            }
        }
        newer.forEach(ReportsAreWrittenAsStoredTest::withoutMoreWords);
        return newer;
    }
}
