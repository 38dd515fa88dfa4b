package dev.surety.payouts.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.RunId;
import dev.surety.payouts.app.run.GroupChains;
import dev.surety.payouts.app.run.RunChains;
import dev.surety.payouts.domain.payout.RunItem;
import dev.surety.payouts.world.PayoutWorld;
import dev.surety.payouts.world.RunWorld;
import dev.surety.payouts.world.Seeds;
import dev.surety.runtime.marketplace.Pauses.What;
import dev.surety.runtime.resilience.Outage;
import dev.surety.testkit.AtOnce;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Things that happen between approval and sending, or at the same moment. */
class RunRacesTest {
    private static final String OTHER_ACCOUNT = "DE33900000000000000003";

    private final RunWorld world = new RunWorld();

    private String payout(RunId run, ParticipantId payee) {
        return world.payouts.state(RunItem.payout(run, payee));
    }

    private static String at(RunId run, String verb) {
        return RunWorld.RUNS + "/" + run + "/" + verb;
    }

    private Response takeOut(RunId run, ParticipantId payee) {
        String body = "{\"payout\":\"%s\",\"reason\":\"a doubt\"}".formatted(RunItem.payout(run, payee));
        return world.post(at(run, "take-out"), body, RunWorld.CHECKER);
    }

    @Test
    void anAccountThatChangesAfterApprovalIsNotPaidThoughThePlanIsExecuted() {
        ParticipantId changing = world.payee("changing", 100_00);
        ParticipantId steady = world.payee("steady", 50_00);
        RunId run = world.approved("");
        world.standing(
                changing, Optional.of(world.method(changing, OTHER_ACCOUNT, "verified", Optional.of("Name"))));
        world.hear();
        JsonNode after = world.run(run);
        assertEquals("executed_with_failures", after.path("state").asString(""));
        assertEquals(1, after.at("/progress/excluded").asInt(0));
        assertEquals("excluded", payout(run, changing));
        assertEquals("sent", payout(run, steady));
        assertEquals(100_00, world.payouts.payable(changing));
        assertEquals(1, world.payouts.atBank().executed());
        world.check();
    }

    @Test
    void aPayeeBlockedAfterApprovalIsNotPaid() {
        ParticipantId blocked = world.payee("blocked", 100_00);
        RunId run = world.approved("");
        var method = world.method(blocked, PayoutWorld.ORDINARY, "verified", Optional.of("blocked"));
        world.standing(
                blocked, Seeds.standing(Set.of("pay", "receive", "payout"), true, Optional.of(method)));
        world.hear();
        assertEquals("excluded", payout(run, blocked));
        assertEquals(List.of(), world.payouts.rail.sent);
        world.check();
    }

    @Test
    void moneyThatWentSinceExcludesTheItemAndMoreMoneyChangesNothing() {
        ParticipantId poorer = world.payee("poorer", 100_00);
        ParticipantId richer = world.payee("richer", 100_00);
        RunId run = world.approved("");
        RunId other = otherRunOf(poorer, 30_00);
        world.payouts.released(richer, 900_00);
        world.hear();
        assertEquals("excluded", payout(run, poorer));
        assertEquals(70_00, world.payouts.payable(poorer), "the other run took its part: " + other);
        assertEquals(900_00, world.payouts.payable(richer));
        world.check();
    }

    /** Debits the payee by an item of another run. */
    private RunId otherRunOf(ParticipantId payee, long minor) {
        var step = world.payouts.use.scheduling().ofRun(world.payouts.item(payee, minor));
        assertEquals("scheduled", step.state());
        return PayoutWorld.RUN;
    }

    @Test
    void payLessPaysWhatIsThereAndNeverMoreThanTheHashSays() {
        ParticipantId less = world.payee("less", 100_00);
        ParticipantId more = world.payee("more", 100_00);
        ParticipantId tooLittle = world.payee("too-little", 100_00);
        String terms = ",\"onLess\":\"pay_less\",\"minimum\":{\"amount\":2000,\"currency\":\"EUR\"}";
        RunId run = world.approved(terms);
        otherRunOf(less, 30_00);
        otherRunOf(tooLittle, 90_00);
        world.payouts.released(more, 900_00);
        world.hear();
        assertEquals(0, world.payouts.payable(less));
        assertEquals(900_00, world.payouts.payable(more));
        assertEquals(10_00, world.payouts.payable(tooLittle));
        JsonNode progress = world.run(run).path("progress");
        assertEquals(1, progress.path("paidLess").asInt(0));
        assertEquals(1, progress.path("excluded").asInt(0));
        assertEquals(170_00, progress.at("/sentSum/amount").asLong(0));
        world.check();
    }

    @Test
    void twoRunsOverTheSamePayeesPayOnce() {
        ParticipantId seller = world.payee("seller", 100_00);
        RunId first = world.plan("");
        RunId second = world.plan("");
        for (RunId run : List.of(first, second)) {
            world.submit(run);
            world.done(world.approve(run, RunWorld.CHECKER));
        }
        world.hear();
        assertEquals(Set.of("sent", "excluded"), Set.of(payout(first, seller), payout(second, seller)));
        assertEquals(1, world.payouts.atBank().executed());
        assertEquals(100_00, world.payouts.atBank().sum().amountMinor());
        world.check();
    }

    @Test
    void abortAndExecutingNeverBothWin() {
        ParticipantId seller = world.payee("seller", 100_00);
        RunId run = world.approved("");
        world.done(world.post(at(run, "abort"), "{\"reason\":\"stop\"}", RunWorld.MAKER));
        world.hear();
        assertEquals("aborted", world.state(run));
        assertEquals(100_00, world.payouts.payable(seller));
        RunId next = world.approved("");
        assertEquals(100_00, world.items(next).getFirst().at("/amount/amount").asLong(0), "planned again, once");
        world.hear();
        Response late = world.refused(at(next, "abort"), "{\"reason\":\"stop\"}", RunWorld.MAKER);
        assertEquals("transition_not_allowed", late.reason());
        assertEquals(1, world.payouts.atBank().executed());
        world.check();
    }

    @Test
    void abortAgainstTheTimerAtTheSameMoment() throws InterruptedException, ExecutionException {
        for (int round = 0; round < 8; round++) {
            var fresh = new RunWorld();
            ParticipantId seller = fresh.payee("seller", 100_00);
            RunId run = fresh.approved("");
            fresh.payouts.nudged.clear();
            var chain = RunChains.chain(PayoutWorld.DEMO, run);
            List<Boolean> aborted = AtOnce.call(2, caller -> {
                if (caller == 0) {
                    return fresh.post(at(run, "abort"), "{\"reason\":\"stop\"}", RunWorld.CHECKER).status() == 200;
                }
                var _ = fresh.wake(chain, 0);
                return false;
            });
            fresh.hear();
            fresh.after(Duration.ofHours(1));
            assertEquals(aborted.contains(true) ? "aborted" : "executed", fresh.state(run));
            assertEquals(aborted.contains(true) ? 100_00 : 0, fresh.payouts.payable(seller));
            fresh.check();
        }
    }

    @Test
    void aPayoutIsTakenOutUntilItIsSent() {
        ParticipantId out = world.payee("out", 100_00);
        ParticipantId in = world.payee("in", 50_00);
        RunId run = world.approved("");
        world.done(takeOut(run, out));
        assertEquals(1, world.run(run).path("takenOut").size());
        world.hear();
        assertEquals("executed", world.state(run), "taken out by a person is no failure");
        assertEquals("taken_out", payout(run, out));
        assertEquals(100_00, world.payouts.payable(out));
        assertEquals(1, world.payouts.atBank().executed());
        String sent = "{\"payout\":\"%s\",\"reason\":\"late\"}".formatted(RunItem.payout(run, in));
        assertEquals("transition_not_allowed", world.refused(at(run, "take-out"), sent, RunWorld.CHECKER).reason());
        world.check();
    }

    @Test
    void onlyAPayoutOfTheRunIsTakenOut() {
        world.payee("seller", 100_00);
        RunId run = world.approved("");
        String other = "{\"payout\":\"%s\",\"reason\":\"r\"}".formatted(RunItem.payout(run, RunWorld.id("none")));
        Response refused = world.refused(at(run, "take-out"), other, RunWorld.CHECKER);
        assertEquals("invalid", refused.reason());
        assertEquals("/payout", refused.pointer());
    }

    @Test
    void takeOutAgainstSendingAtTheSameMoment() throws InterruptedException, ExecutionException {
        for (int round = 0; round < 8; round++) {
            var fresh = new RunWorld();
            ParticipantId seller = fresh.payee("seller", 100_00);
            RunId run = fresh.approved("");
            String body = "{\"payout\":\"%s\",\"reason\":\"r\"}".formatted(RunItem.payout(run, seller));
            List<Integer> answers = AtOnce.call(2, caller -> {
                if (caller == 0) {
                    return fresh.post(at(run, "take-out"), body, RunWorld.CHECKER).status();
                }
                fresh.hear();
                return 0;
            });
            fresh.hear();
            fresh.after(Duration.ofHours(1));
            boolean isOut = answers.getFirst() == 200;
            assertTrue(isOut || answers.getFirst() == 409, answers.toString());
            assertEquals(isOut ? 0 : 1, fresh.payouts.atBank().executed());
            fresh.check();
            assertEquals(isOut ? 100_00 : 0, fresh.payouts.payable(seller));
        }
    }

    @Test
    void theSamePageToManyWorkersAtOncePaysEachOnce() throws InterruptedException, ExecutionException {
        for (int i = 0; i < 12; i++) {
            world.payee("seller-" + i, 10_00);
        }
        RunId run = world.approved("");
        var _ = world.wake(RunChains.chain(PayoutWorld.DEMO, run), 0);
        world.payouts.nudged.clear();
        var page = GroupChains.chain(PayoutWorld.DEMO, run, 0);
        List<Boolean> _ = AtOnce.call(8, _ -> {
            try {
                var _ = world.wake(page, 0);
                return true;
            } catch (Outage contended) {
                return false;
            }
        });
        world.after(Duration.ofHours(1));
        assertEquals("executed", world.state(run));
        assertEquals(12, world.payouts.atBank().executed());
        assertEquals(120_00, world.payouts.atBank().sum().amountMinor());
        world.check();
    }

    @Test
    void aPauseHoldsThePagesThatAreLeftUntilItIsLifted() {
        ParticipantId seller = world.payee("seller", 100_00);
        RunId run = world.approved("");
        world.pause(What.MONEY_OUT, true);
        world.hear();
        world.after(Duration.ofHours(3));
        assertEquals("executing", world.state(run));
        assertEquals(100_00, world.payouts.payable(seller));
        world.pause(What.MONEY_OUT, false);
        world.after(Duration.ofHours(2));
        assertEquals("executed", world.state(run));
        world.check();
    }

    @Test
    void aRunWaitsForItsTime() {
        world.payee("seller", 100_00);
        RunId run = world.approved(",\"executeAt\":\"2026-11-25T08:00:00Z\"");
        world.hear();
        world.after(Duration.ofHours(45));
        assertEquals("approved", world.state(run));
        world.after(Duration.ofHours(2));
        assertEquals("executed", world.state(run));
        world.check();
    }

    @Test
    void aRefusedTransferIsAFailureOfItsRunAndTheMoneyIsBack() {
        ParticipantId closed = world.payee("closed", "DE60900000000000000002", "verified", 100_00);
        RunId run = world.approved("");
        world.hear();
        assertEquals("executed_with_failures", world.state(run));
        assertEquals(1, world.run(run).at("/progress/failed").asInt(0));
        world.check();
        assertEquals(100_00, world.payouts.payable(closed));
    }
}
