package dev.surety.payouts.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.PayoutId;
import dev.surety.model.id.RunId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.money.Currency;
import dev.surety.payouts.app.run.GroupChains;
import dev.surety.payouts.app.run.RunChains;
import dev.surety.payouts.domain.payout.RunItem;
import dev.surety.payouts.world.PayoutWorld;
import dev.surety.payouts.world.RunWorld;
import dev.surety.runtime.resilience.Outage;
import dev.surety.testkit.AtOnce;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** Two calls want the same money at the same moment. In either order, no cent is paid twice and none is lost. */
class RacesForTheSameMoneyTest {
    private static final int ROUNDS = 6;

    private static void executing(RunWorld world, RunId run) {
        var _ = world.wake(RunChains.chain(PayoutWorld.DEMO, run), 0);
        world.payouts.nudged.clear();
    }

    /** An outage comes again with the deadline. */
    private static void page(RunWorld world, RunId run) {
        try {
            var _ = world.wake(GroupChains.chain(PayoutWorld.DEMO, run, 0), 0);
        } catch (Outage contended) {
            Thread.onSpinWait();
        }
    }

    private static long debt(RunWorld world, ParticipantId payee) {
        return world.payouts.balance(Account.of(AccountKind.DEBT, payee));
    }

    private static void chargedBack(RunWorld world, ParticipantId payee, long minor) {
        world.owes(payee, minor);
        boolean _ = world.payouts.debts.settle(PayoutWorld.DEMO, payee, Currency.of("EUR"), "chargeback");
    }

    @Test
    void twoRunsExecuteTheSamePayees() throws InterruptedException, ExecutionException {
        for (int round = 0; round < ROUNDS; round++) {
            var world = new RunWorld();
            for (int i = 0; i < 5; i++) {
                world.payee("seller-" + i, 10_00);
            }
            List<RunId> runs = List.of(world.plan(""), world.plan(""));
            for (RunId run : runs) {
                world.submit(run);
                world.done(world.approve(run, RunWorld.CHECKER));
                executing(world, run);
            }
            List<Boolean> _ = AtOnce.call(2, caller -> {
                page(world, runs.get(caller));
                return true;
            });
            world.after(Duration.ofHours(2));
            assertEquals(5, world.payouts.atBank().executed());
            assertEquals(50_00, world.payouts.atBank().sum().amountMinor());
            int sent = runs.stream().mapToInt(run -> world.run(run).at("/progress/sent").asInt(0)).sum();
            int excluded = runs.stream().mapToInt(run -> world.run(run).at("/progress/excluded").asInt(0)).sum();
            assertEquals(List.of(5, 5), List.of(sent, excluded));
            world.check();
        }
    }

    @Test
    void aChargebackComesWhileARunExecutes() throws InterruptedException, ExecutionException {
        for (int round = 0; round < ROUNDS; round++) {
            var world = new RunWorld();
            ParticipantId seller = world.payee("seller", 100_00);
            RunId run = world.approved("");
            executing(world, run);
            List<Boolean> _ = AtOnce.call(2, caller -> {
                if (caller == 0) {
                    page(world, run);
                } else {
                    chargedBack(world, seller, 30_00);
                }
                return true;
            });
            world.after(Duration.ofHours(2));
            settled(world, seller, world.payouts.state(RunItem.payout(run, seller)));
        }
    }

    @Test
    void aChargebackComesWithARequestForASinglePayout() throws InterruptedException, ExecutionException {
        for (int round = 0; round < ROUNDS; round++) {
            var world = new RunWorld();
            ParticipantId seller = world.payee("seller", 100_00);
            List<Integer> answers = AtOnce.call(2, caller -> {
                if (caller == 0) {
                    return world.payouts
                            .post("/v1/payouts", PayoutWorld.wanted(seller, 100_00), "racing-key-000001",
                                    PayoutWorld.backend())
                            .status();
                }
                chargedBack(world, seller, 30_00);
                return 0;
            });
            world.hear();
            world.after(Duration.ofHours(2));
            List<PayoutId> payouts = world.payouts
                    .get("/v1/payouts?payee=" + seller, PayoutWorld.backend())
                    .body()
                    .path("data")
                    .valueStream()
                    .map(payout -> new PayoutId(payout.path("id").asString("")))
                    .toList();
            assertEquals(answers.getFirst() == 201 ? 1 : 0, payouts.size(), answers.toString());
            settled(world, seller, payouts.isEmpty() ? "refused" : world.payouts.state(payouts.getFirst()));
        }
    }

    /** Either the payee was paid and owes, or it was not paid and its debt is collected. */
    private static void settled(RunWorld world, ParticipantId seller, String state) {
        world.payouts.posted();
        boolean owes = world.payouts.debts.collect(PayoutWorld.DEMO, seller, Currency.of("EUR"), "news");
        boolean isSent = state.equals("sent") || state.equals("paid");
        assertEquals(isSent, owes, state);
        assertEquals(isSent ? 1 : 0, world.payouts.atBank().executed(), state);
        assertEquals(isSent ? -30_00 : 0, debt(world, seller), state);
        assertEquals(isSent ? 0 : 70_00, world.payouts.payable(seller), state);
        world.check();
    }

    @Test
    void onePersonApprovesWhileAnotherRejects() throws InterruptedException, ExecutionException {
        for (int round = 0; round < ROUNDS; round++) {
            var world = new RunWorld();
            ParticipantId seller = world.payee("seller", 100_00);
            RunId run = world.plan("");
            world.submit(run);
            String approval = RunWorld.approval(world.run(run));
            String at = RunWorld.RUNS + "/" + run + "/";
            List<Response> answers = AtOnce.call(2, caller -> caller == 0
                    ? world.post(at + "approve", approval, "racing-key-000001", RunWorld.CHECKER)
                    : world.post(at + "reject", "{\"reason\":\"a doubt\"}", "racing-key-000002", RunWorld.CHECKER2));
            long done = answers.stream().filter(answer -> answer.status() == 200).count();
            assertEquals(1, done, answers.toString());
            world.hear();
            boolean isApproved = answers.getFirst().status() == 200;
            assertEquals(isApproved ? "executed" : "rejected", world.state(run));
            assertEquals(isApproved ? 0 : 100_00, world.payouts.payable(seller));
            world.check();
        }
    }

    @Test
    void aPlanIsTakenOutOfWhileItIsApproved() throws InterruptedException, ExecutionException {
        for (int round = 0; round < ROUNDS; round++) {
            var world = new RunWorld();
            ParticipantId out = world.payee("out", 100_00);
            world.payee("in", 50_00);
            RunId run = world.plan("");
            world.submit(run);
            String approval = RunWorld.approval(world.run(run));
            String at = RunWorld.RUNS + "/" + run + "/";
            String takeOut = "{\"payout\":\"%s\",\"reason\":\"a doubt\"}".formatted(RunItem.payout(run, out));
            List<Response> answers = AtOnce.call(2, caller -> caller == 0
                    ? world.post(at + "approve", approval, "racing-key-000001", RunWorld.CHECKER)
                    : world.post(at + "take-out", takeOut, "racing-key-000002", RunWorld.CHECKER2));
            assertTrue(answers.stream().allMatch(answer -> answer.status() == 200), answers.toString());
            world.hear();
            assertEquals("executed", world.state(run));
            assertEquals(50_00, world.payouts.atBank().sum().amountMinor());
            assertEquals(100_00, world.payouts.payable(out));
            world.check();
        }
    }
}
