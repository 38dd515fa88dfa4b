package dev.surety.escrow.funding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.faults.Fate;
import dev.surety.dynamo.faults.Faults;
import dev.surety.escrow.world.EscrowWorld;
import dev.surety.testkit.http.Response;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A write is made and its reply is lost. The request that made it is the first one all the same: it calls the gateway,
 * it is answered like any other, and nothing is said to be in progress.
 */
class ReplyOfAFirstWriteLostTest {
    private static final String KEY = "first-00000000001";

    /** A command, what must be there before, and the status of its answer. */
    private record Command(String name, int status, Function<EscrowWorld, Response> first) {}

    private static List<Command> commands() {
        return List.of(
                new Command("create", 201, world -> world.post("/v1/escrows", EscrowWorld.creation(6000), KEY)),
                new Command("fund", 200, world -> world.post(
                        "/v1/escrows/" + CREATED + "/fund", "{\"method\":\"card_ok\"}", KEY)),
                new Command("pay for two", 200, world -> world.post(
                        "/v1/payments",
                        "{\"payer\":\"%s\",\"escrows\":[\"%s\",\"%s\"],\"method\":\"card_ok\"}"
                                .formatted(EscrowWorld.PAYER, CREATED, OTHER),
                        KEY)),
                new Command("deliver", 200, world -> world.post("/v1/escrows/" + PAID + "/deliver", "", KEY)),
                new Command("release", 200, world -> world.post("/v1/escrows/" + PAID + "/release", "", KEY)),
                new Command("cancel", 200, world -> world.post(
                        "/v1/escrows/" + PAID + "/cancel", "{\"onBehalfOf\":\"payee\"}", KEY)),
                new Command("refund", 200, world -> world.post(
                        "/v1/escrows/" + PAID + "/refund", "{\"reason\":\"as agreed\"}", KEY)));
    }

    private static final String CREATED = ids("created-0000000001");
    private static final String OTHER = ids("created-0000000002");
    private static final String PAID = ids("paid-000000000001");

    /** The id of the escrow that a key makes: the same in every world. */
    private static String ids(String key) {
        return new EscrowWorld().created(6000, key);
    }

    private static EscrowWorld prepared(Faults faults) {
        var world = new EscrowWorld(faults);
        world.created(6000, "created-0000000001");
        world.created(6000, "created-0000000002");
        world.funded(6000, "paid-000000000001");
        return world;
    }

    @TestFactory
    Stream<DynamicTest> whenTheSdkSendsEveryPutTwice() {
        return commands().stream().map(command -> DynamicTest.dynamicTest(command.name(), () -> {
            EscrowWorld world = prepared(Faults.none());
            world.meddled.sendsTwice();
            assertFirst(command, command.first().apply(world));
            world.checkIdle();
        }));
    }

    @TestFactory
    Stream<DynamicTest> whenTheReplyOfOneWriteIsLostForGood() {
        return commands().stream().map(command -> DynamicTest.dynamicTest(command.name(), () -> {
            Faults none = Faults.none();
            EscrowWorld well = prepared(none);
            int before = none.seen();
            assertFirst(command, command.first().apply(well));
            List<String> calls = none.names();
            int tried = 0;
            for (int nth = before; nth < calls.size(); nth++) {
                if (calls.get(nth).equals("put " + SuretyTables.JOURNAL)) {
                    Faults faults = Faults.none();
                    EscrowWorld world = prepared(faults);
                    faults.fail(nth + 1, Fate.KEPT);
                    assertFirst(command, command.first().apply(world));
                    world.checkIdle();
                    tried++;
                }
            }
            assertTrue(tried >= 1, command.name() + " writes " + calls);
        }));
    }

    private static void assertFirst(Command command, Response answer) {
        assertEquals(command.status(), answer.status(), command.name() + ": " + answer.bytes());
        assertFalse(answer.isReplay(), command.name() + " is the first request, not a replay");
    }
}
