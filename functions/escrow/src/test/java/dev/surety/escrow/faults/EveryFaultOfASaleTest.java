package dev.surety.escrow.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Faults;
import dev.surety.dynamo.faults.Trouble;
import dev.surety.escrow.world.EscrowWorld;
import dev.surety.escrow.world.FaultyGateway;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.resilience.Outage;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Every store write and gateway call of the sale's use cases, lost and kept, and the process dying around each. */
class EveryFaultOfASaleTest {
    /** A world with an escrow brought to where the use case begins, undisturbed. */
    private static final class At {
        private final EscrowWorld world;
        private final String id;

        At(Faults faults, BiFunction<EscrowWorld, String, String> prepare) {
            world = new EscrowWorld(faults, gateway -> new FaultyGateway(gateway, faults));
            id = prepare.apply(world, "prepare-00000001");
        }

        /** Sends and, as a good client does, repeats what was not answered or is still in progress. */
        void send(String command, String body) {
            world.post("/v1/escrows/" + id + "/" + command, body, "command-00000001");
        }

        Response sendPatiently(String command, String body) {
            Response answer = world.post("/v1/escrows/" + id + "/" + command, body, "command-00000001");
            for (int patience = 0; patience < 4 && (answer.status() == 409 || answer.status() == 503); patience++) {
                world.clock.advance(Duration.ofMinutes(3));
                answer = world.post("/v1/escrows/" + id + "/" + command, body, "command-00000001");
            }
            return answer;
        }

        void hasItsAnswer(String command, String body) {
            Response answer = sendPatiently(command, body);
            assertTrue(answer.status() < 300, answer.bytes());
            assertEquals(answer.bytes(), sendPatiently(command, body).bytes());
        }

        String state() {
            return world.get("/v1/escrows/" + id).text("state");
        }
    }

    @Test
    void creating() {
        int tried = EveryFault.<EscrowWorld>of("create", EscrowWorld::new, world -> {
                    Response answer = world.post("/v1/escrows", EscrowWorld.creation(6000), "create-0000000001");
                    assertTrue(answer.status() == 201 || answer.status() == 503, answer.bytes());
                })
                .checking(world -> {
                    String bytes = world.post("/v1/escrows", EscrowWorld.creation(6000), "create-0000000001")
                            .bytes();
                    assertEquals(
                            bytes,
                            world.post("/v1/escrows", EscrowWorld.creation(6000), "create-0000000001")
                                    .bytes());
                    assertEquals(1, world.get("/v1/escrows?reference=order-1042")
                            .body()
                            .path("data")
                            .size());
                    world.checkIdle();
                })
                .withDeaths()
                .inPairs()
                .orEndingWith(Outage.class)
                .run();
        assertTrue(tried > 10);
    }

    @Test
    void fundingWithACardThatIsGood() {
        funding("card_ok");
    }

    @Test
    void fundingWithACardThatIsNot() {
        funding("card_declined");
    }

    private static void funding(String method) {
        String body = "{\"method\":\"" + method + "\"}";
        EveryFault.<At>of(
                        "fund " + method,
                        faults -> new At(faults, (world, key) -> world.created(6000, key)),
                        at -> at.send("fund", body))
                .recovering(at -> at.sendPatiently("fund", body))
                .checking(at -> {
                    at.hasItsAnswer("fund", body);
                    // What was unknown when it was answered, time finds out.
                    for (int patience = 0; patience < 4 && at.state().equals("funding"); patience++) {
                        at.world.clock.advance(Duration.ofMinutes(20));
                        at.world.wakeDue();
                    }
                    assertNotEquals("funding", at.state());
                    long charged = at.world.store.items("sandbox").stream()
                            .filter(item -> item.get("status").s().equals("captured"))
                            .count();
                    long held = at.world.store.items("journal").stream()
                            .filter(item -> item.get("event").s().equals("escrow.funded.v1"))
                            .count();
                    assertTrue(charged <= 1, "the payer is charged at most once");
                    assertEquals(charged, held, "what the gateway took is held, and nothing else");
                    at.world.checkIdle();
                })
                .withDeaths()
                .inPairs()
                .orEndingWith(Outage.class)
                .run();
    }

    @Test
    void delivering() {
        moving("deliver", "", EscrowWorld::fundedAs, "delivered");
    }

    @Test
    void accepting() {
        moving("accept", "", EscrowWorld::deliveredAs, "settled");
    }

    @Test
    void releasingAll() {
        moving("release", "{}", EscrowWorld::fundedAs, "settled");
    }

    @Test
    void releasingAPart() {
        moving("release", "{\"amount\":{\"amount\":1000,\"currency\":\"EUR\"}}", EscrowWorld::deliveredAs, "delivered");
    }

    @Test
    void requestingChanges() {
        moving("request-changes", "", EscrowWorld::deliveredAs, "held");
    }

    @Test
    void callingOffWhatIsNotPaid() {
        moving("cancel", "{\"onBehalfOf\":\"payer\"}", (world, key) -> world.created(6000, key), "cancelled");
    }

    private static void moving(
            String command, String body, BiFunction<EscrowWorld, String, String> prepare, String becomes) {
        var undisturbed = new At(Faults.none(), prepare);
        int version = undisturbed.world.chain("escrow", undisturbed.id).size() + 1;
        for (Trouble trouble : Trouble.values()) {
            EveryFault.<At>of(
                            command + " under " + trouble,
                            faults -> new At(faults, prepare),
                            at -> at.send(command, body))
                    .recovering(at -> at.sendPatiently(command, body))
                    .checking(at -> {
                        at.hasItsAnswer(command, body);
                        assertEquals(becomes, at.state());
                        assertEquals(1, withTheSameKey(at));
                        assertEquals(version, at.world.chain("escrow", at.id).size());
                        at.world.checkIdle();
                    })
                    .withDeaths()
                    .with(trouble)
                    .orEndingWith(Outage.class)
                    .run();
        }
    }

    /** How many entries of the escrow's chain carry the one key of the command that was sent, however often. */
    private static long withTheSameKey(At at) {
        var keys = at.world.chain("escrow", at.id).stream().map(Entry::key).toList();
        return keys.stream().filter(keys.getLast()::equals).count();
    }

    @Test
    void wakingWhenTheInspectionIsOver() {
        waking(EscrowWorld::deliveredAs, Duration.ofDays(15), "settled");
    }

    @Test
    void wakingWhenTheTimeToPayIsOver() {
        waking((world, key) -> world.created(6000, key), Duration.ofHours(1), "expired");
    }

    private static void waking(BiFunction<EscrowWorld, String, String> prepare, Duration later, String becomes) {
        EveryFault.<At>of(
                        "wake to " + becomes,
                        faults -> {
                            var at = new At(faults, prepare);
                            at.world.clock.advance(later);
                            return at;
                        },
                        at -> at.world.wakeDue())
                .checking(at -> {
                    assertEquals(becomes, at.state());
                    assertEquals(0, at.world.wakeDue());
                    at.world.checkIdle();
                })
                .withDeaths()
                .orEndingWith(Outage.class)
                .run();
    }
}
