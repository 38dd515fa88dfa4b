package dev.surety.payouts.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.RunId;
import dev.surety.model.plan.PlanFile;
import dev.surety.payouts.world.RunWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Finance plans a run, a second person approves exactly that, and it is sent. */
class APayoutRunTest {
    private final RunWorld world = new RunWorld();

    @Test
    void planSubmitApproveExecute() {
        ParticipantId anna = world.payee("seller-anna", 90_00);
        ParticipantId ben = world.payee("seller-ben", 50_00);
        ParticipantId poor = world.payee("seller-poor", 3_00);
        world.payee("buyer", 0);
        RunId run = world.plan(",\"minimum\":{\"amount\":500,\"currency\":\"EUR\"}");
        assertEquals("planned", world.state(run));
        assertEquals(2, world.items(run).size());
        assertEquals("minimum", world.exclusion(run, poor));
        JsonNode low = world.exclusions(run).getFirst();
        assertEquals(500, low.at("/threshold/amount").asLong(0));
        assertEquals(200, low.at("/missing/amount").asLong(0));
        PlanFile.Checked checked = PlanFile.check(world.file(run));
        assertTrue(checked.holds(), checked.toString());
        assertEquals(world.run(run).path("hash").asString(""), checked.computed());
        assertEquals(140_00, world.run(run).at("/totals/sum/amount").asLong(0));
        world.submit(run);
        assertEquals("awaiting_approval", world.state(run));
        world.done(world.approve(run, RunWorld.CHECKER));
        assertEquals("approved", world.state(run));
        world.hear();
        JsonNode after = world.run(run);
        assertEquals("executed", after.path("state").asString(""), after.toString());
        assertEquals(2, after.at("/progress/sent").asInt(0));
        assertEquals(140_00, after.at("/progress/sentSum/amount").asLong(0));
        assertEquals(2, world.payouts.atBank().executed());
        assertEquals(140_00, world.payouts.atBank().sum().amountMinor());
        assertEquals(0, world.payouts.payable(anna));
        assertEquals(0, world.payouts.payable(ben));
        assertEquals(3_00, world.payouts.payable(poor));
        world.check();
    }

    @Test
    void aRunOfManyPagesAndAllNudgesLostEndsByItsDeadlines() {
        IntStream.range(0, 130).forEach(i -> world.payee("seller-" + i, 10_00 + i));
        world.done(world.post(RunWorld.RUNS, "{\"currency\":\"EUR\",\"rail\":\"sandbox\"}", RunWorld.MAKER));
        world.until(world.payouts.clock.instant().plus(Duration.ofHours(1)), true);
        JsonNode planned = world.done(world.get(RunWorld.RUNS)).path("data").get(0);
        var run = new RunId(planned.path("id").asString(""));
        assertEquals("planned", planned.path("state").asString(""));
        assertEquals(130, planned.at("/totals/items").asInt(0));
        PlanFile.Checked checked = PlanFile.check(world.file(run));
        assertTrue(checked.holds(), checked.toString());
        assertEquals(130, checked.rows());
        world.submit(run);
        world.done(world.approve(run, RunWorld.CHECKER));
        world.until(world.payouts.clock.instant().plus(Duration.ofHours(1)), true);
        assertEquals("executed", world.state(run));
        assertEquals(130, world.payouts.atBank().executed());
        world.check();
    }

    @Test
    void rowsComeInPagesAndShowTheAccountAsTheBankSeesIt() {
        IntStream.range(0, 120).forEach(i -> world.payee("seller-" + i, 10_00));
        RunId run = world.plan("");
        String cursor = "";
        List<String> payees = new ArrayList<>();
        do {
            String query = "?limit=50" + (cursor.isEmpty() ? "" : "&cursor=" + cursor);
            JsonNode page = world.done(world.get(RunWorld.RUNS + "/" + run + "/items" + query));
            page.path("data").valueStream().forEach(row -> payees.add(row.path("payee").asString("")));
            assertEquals("DE•• •••• 0001", page.at("/data/0/account/masked").asString(""));
            cursor = page.path("nextCursor").asString("");
        } while (!cursor.isEmpty());
        assertEquals(120, payees.size());
        assertEquals(120, Set.copyOf(payees).size());
        world.check();
    }
}
