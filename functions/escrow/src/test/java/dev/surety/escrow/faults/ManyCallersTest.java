package dev.surety.escrow.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.Faults;
import dev.surety.escrow.app.payment.Gateway;
import dev.surety.escrow.app.payment.GatewayResult;
import dev.surety.escrow.world.AroundGateway;
import dev.surety.escrow.world.EscrowWorld;
import dev.surety.testkit.AtOnce;
import dev.surety.testkit.http.Response;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class ManyCallersTest {
    private static final int CALLERS = 64;

    private final EscrowWorld world = new EscrowWorld();

    @Test
    void ofSixtyFourAcceptsWithKeysOfTheirOwnOneSettles() throws Exception {
        String id = world.delivered(6000, "sale-0000000000001");

        List<Response> answers =
                atOnce(caller -> world.post("/v1/escrows/" + id + "/accept", "", "accept-000000000-" + caller));

        assertEquals(1, answers.stream().filter(answer -> answer.status() == 200).count());
        assertEquals(
                CALLERS - 1,
                answers.stream()
                        .filter(answer -> answer.text("reason").equals("transition_not_allowed"))
                        .count());
        world.checkIdle();
    }

    @Test
    void sixtyFourRetriesOfOneAcceptAllGetTheSameBytes() throws Exception {
        String id = world.delivered(6000, "sale-0000000000001");

        List<Response> answers =
                atOnce(_ -> world.post("/v1/escrows/" + id + "/accept", "", "accept-000000000001"));

        assertEquals(1, answers.stream().map(Response::bytes).distinct().count());
        assertTrue(answers.stream().allMatch(answer -> answer.status() == 200));
        assertEquals(5, world.chain("escrow", id).size());
    }

    @Test
    void sixtyFourCreationsWithOneKeyMakeOneEscrow() throws Exception {
        List<Response> answers =
                atOnce(_ -> world.post("/v1/escrows", EscrowWorld.creation(6000), "create-0000000001"));

        assertEquals(1, answers.stream().map(Response::bytes).distinct().count());
        assertEquals(1, world.get("/v1/escrows?reference=order-1042").body().path("data").size());
        assertEquals(1, world.store.items("vault").size());
    }

    @Test
    void ofSixtyFourPayersWithKeysOfTheirOwnOneIsCharged() throws Exception {
        String id = world.created(6000, "sale-0000000000001");

        String path = "/v1/escrows/" + id + "/fund";

        List<Response> answers =
                atOnce(caller -> world.post(path, "{\"method\":\"card_ok\"}", "fund-0000000000-" + caller));

        assertEquals(1, answers.stream().filter(answer -> answer.status() == 200).count());
        assertEquals(1, world.store.items("sandbox").size());
        world.checkIdle();
    }

    /** A double click: whoever did not put the intent must not touch a charge that is under way. */
    @Test
    void sixtyFourSendingsOfOnePaymentChargeOnceAndCancelNothing() throws Exception {
        for (int round = 0; round < 5; round++) {
            var slow = new EscrowWorld(Faults.none(), SlowGateway::new);
            String path = "/v1/escrows/" + slow.created(6000, "sale-0000000000001") + "/fund";

            List<Response> answers = atOnce(_ -> slow.post(path, "{\"method\":\"card_ok\"}", "fund-000000000001"));

            for (Response answer : answers) {
                boolean held = answer.status() == 200 && answer.text("state").equals("held");
                assertTrue(held || answer.text("reason").equals("idempotency_key_in_progress"), answer.bytes());
            }
            Response later = slow.post(path, "{\"method\":\"card_ok\"}", "fund-000000000001");
            assertEquals("held", later.text("state"));
            assertTrue(later.isReplay());
            slow.checkIdle();
        }
    }

    private record SlowGateway(Gateway gateway) implements AroundGateway {
        @Override
        public GatewayResult charge(Charge charge) {
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return gateway.charge(charge);
        }
    }

    /** The command path writes entries of its own chain only: a hot payee, and a hot platform, are nobody's lock. */
    @Test
    void allTrafficOnOnePayeeLosesNoRaceAndNeedsNoTransaction() throws Exception {
        // The first sale of all opens the account at the gateway; two that do so at once are one lost race.
        world.delivered(6000, "sale-000000000000-first");
        var before = world.store.units().snapshot();

        atOnce(caller -> {
            String id = world.delivered(6000, "sale-000000000000-" + caller);
            return world.post("/v1/escrows/" + id + "/accept", "", "accept-000000000-" + caller);
        });

        var spent = world.store.units().since(before);
        System.out.printf(
                "%d sales at once on one payee: %d lost races, %d transactions on the command path%n",
                CALLERS, spent.conditionFailures(), spent.transactions());
        assertTrue(spent.writes() >= 9 * CALLERS, "the traffic did not happen");
        assertEquals(0, spent.conditionFailures());
        assertEquals(0, spent.transactions());
        world.checkIdle();
    }

    private static List<Response> atOnce(IntFunction<Response> call) throws InterruptedException, ExecutionException {
        return AtOnce.call(CALLERS, call);
    }
}
