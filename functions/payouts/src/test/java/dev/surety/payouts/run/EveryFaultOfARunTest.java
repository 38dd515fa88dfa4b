package dev.surety.payouts.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Faults;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.PayoutId;
import dev.surety.model.id.RunId;
import dev.surety.model.plan.PlanFile;
import dev.surety.payouts.world.RunWorld;
import dev.surety.runtime.resilience.Outage;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Each call of planning, approving and executing a run is lost and kept, one at a time, and the process dies around it.
 * Deadlines alone bring each run to its end, pay each payee once and forget none.
 */
class EveryFaultOfARunTest {
    private static final String PLAN = "{\"currency\":\"EUR\",\"rail\":\"sandbox\"}";
    private static final String KEY = "the-key-of-the-run";
    private static final int SWEEP = Integer.getInteger("surety.sweep", 1);

    private static RunWorld payees(Faults faults) {
        var world = new RunWorld(faults);
        world.payee("seller-a", 90_00);
        world.payee("seller-b", 50_00);
        world.payee("buyer", 0);
        return world;
    }

    /** A message that ends in an outage comes again; here its deadline does. */
    private static void work(RunWorld world) {
        try {
            world.hear();
        } catch (Outage lost) {
            world.payouts.nudged.clear();
        }
    }

    private static RunId planned(RunWorld world) {
        Response answer = world.post(RunWorld.RUNS, PLAN, KEY, RunWorld.MAKER);
        assertEquals(202, answer.status(), answer.bytes());
        return new RunId(answer.text("id"));
    }

    @Test
    void planning() {
        int tried = EveryFault.of("plan a run", EveryFaultOfARunTest::payees, (RunWorld world) -> {
                    Response answer = world.post(RunWorld.RUNS, PLAN, KEY, RunWorld.MAKER);
                    assertTrue(answer.status() == 202 || answer.status() == 503, answer.bytes());
                    work(world);
                })
                .recovering(world -> {
                    RunId run = planned(world);
                    world.after(Duration.ofHours(3));
                    assertEquals("planned", world.state(run));
                })
                .checking(world -> {
                    RunId run = planned(world);
                    assertEquals("planned", world.state(run));
                    assertEquals(2, world.items(run).size());
                    assertTrue(PlanFile.check(world.file(run)).holds());
                    world.check();
                })
                .withDeaths()
                .orEndingWith(Outage.class)
                .run();
        assertTrue(tried >= 20, tried + " schedules");
    }

    @Test
    void submittingAndApproving() {
        Function<Faults, RunWorld> build = faults -> {
            RunWorld world = payees(faults);
            planned(world);
            world.hear();
            return world;
        };
        var approval = new AtomicReference<String>("");
        int tried = EveryFault.of("approve a run", build, (RunWorld world) -> {
                    RunId run = planned(world);
                    String at = RunWorld.RUNS + "/" + run;
                    Response submitted = world.post(at + "/submit", "", "the-key-of-submit", RunWorld.MAKER);
                    assertTrue(submitted.status() == 200 || submitted.status() == 503, submitted.bytes());
                    if (submitted.status() == 200) {
                        approval.set(RunWorld.approval(submitted.body()));
                        Response approved =
                                world.post(at + "/approve", approval.get(), "the-key-of-approve", RunWorld.CHECKER);
                        assertTrue(approved.status() == 200 || approved.status() == 503, approved.bytes());
                    }
                })
                .checking(world -> {
                    RunId run = planned(world);
                    String at = RunWorld.RUNS + "/" + run;
                    Response first =
                            world.post(at + "/approve", approval.get(), "the-key-of-approve", RunWorld.CHECKER);
                    assertEquals(200, first.status(), first.bytes());
                    assertEquals(1, world.run(run).path("approvals").size());
                    assertEquals("approved", world.state(run));
                    world.check();
                })
                .withDeaths()
                .run();
        assertTrue(tried >= 10, tried + " schedules");
    }

    private static RunWorld approved(RunWorld world) {
        RunId run = planned(world);
        world.hear();
        world.submit(run);
        var _ = world.done(world.approve(run, RunWorld.CHECKER));
        return world;
    }

    /** Of so many payees as the sweep is long. */
    private static RunWorld few(Faults faults) {
        var world = new RunWorld(faults);
        for (int i = 0; i < SWEEP; i++) {
            world.payee("seller-" + i, 90_00);
        }
        return world;
    }

    /** Calls of the journal and of the rail, each with each later one. A longer sweep dies at the second, too. */
    @Test
    void executingWhileTwoCallsFail() {
        var pairs = EveryFault.of(
                        "execute a run, in pairs", faults -> approved(few(faults)), EveryFaultOfARunTest::work)
                .inPairs();
        int tried = (SWEEP > 1 ? pairs.withDeaths() : pairs)
                .recovering(world -> world.after(Duration.ofHours(12)))
                .checking(world -> {
                    RunId run = planned(world);
                    String state = world.state(run);
                    assertTrue(state.equals("executed") || state.equals("executed_with_failures"), state);
                    world.check();
                    long there = 0;
                    for (JsonNode item : world.items(run)) {
                        var payout = new PayoutId(item.path("payout").asString(""));
                        String ended = world.payouts.state(payout);
                        assertTrue(Set.of("sent", "paid", "failed").contains(ended), ended);
                        there += world.payouts.payable(new ParticipantId(item.path("payee").asString("")));
                    }
                    long owed = 90_00L * world.items(run).size();
                    assertEquals(owed, world.payouts.atBank().sum().amountMinor() + there);
                    assertTrue(world.payouts.rail.sent.size() <= world.items(run).size(), "each is told at most once");
                })
                .orEndingWith(Outage.class)
                .run();
        assertTrue(tried >= 100, tried + " schedules");
    }

    @Test
    void executing() {
        int tried = EveryFault.of("execute a run", faults -> approved(payees(faults)), EveryFaultOfARunTest::work)
                .recovering(world -> world.after(Duration.ofHours(12)))
                .checking(world -> {
                    RunId run = planned(world);
                    String state = world.state(run);
                    assertTrue(state.equals("executed") || state.equals("executed_with_failures"), state);
                    assertEquals(2, world.run(run).at("/progress/done").asInt(0));
                    world.check();
                    // A worker that dies just before it tells the rail leaves a payout that fails and is credited.
                    long there = world.payouts.payable(RunWorld.id("seller-a"))
                            + world.payouts.payable(RunWorld.id("seller-b"));
                    assertEquals(140_00, world.payouts.atBank().sum().amountMinor() + there);
                    world.items(run).forEach(item -> {
                        var payout = new PayoutId(item.path("payout").asString(""));
                        String ended = world.payouts.state(payout);
                        assertTrue(Set.of("sent", "paid", "failed").contains(ended), ended);
                    });
                })
                .withDeaths()
                .orEndingWith(Outage.class)
                .run();
        assertTrue(tried >= 40, tried + " schedules");
    }
}
