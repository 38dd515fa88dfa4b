package dev.surety.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Trouble;
import dev.surety.testkit.http.Response;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Every write and every hint lost and kept, singly and in pairs, and the process dying around each. */
class EveryFaultOutsideTest {
    private static final String KEY = "outside-000000000001";
    private static final String NEWS = "payment#demo#" + OutsideWorld.CHARGE + " 0";

    private static void each(
            String name, String status, Function<OutsideWorld, Response> act, Consumer<OutsideWorld> check) {
        for (Trouble trouble : Trouble.values()) {
            int tried = EveryFault.<OutsideWorld>of(
                            name + " under " + trouble,
                            faults -> new OutsideWorld(faults).charge(status),
                            world -> {
                                Response answer = act.apply(world);
                                assertTrue(answer.status() < 400 || answer.status() == 503, answer.bytes());
                            })
                    .checking(world -> {
                        assertTrue(world.told.contains(NEWS), "nothing-lost: nobody was told");
                        check.accept(world);
                    })
                    .withDeaths()
                    .inPairs()
                    .with(trouble)
                    .run();
            assertTrue(tried > 4, name + " was tried " + tried + " times");
        }
    }

    @Test
    void theBank() {
        String body = "{\"payment\":\"" + OutsideWorld.CHARGE + "\",\"outcome\":\"drawn\"}";
        each("bank", "captured", world -> world.post(OutsideWorld.BANK, body, KEY), world -> {
            assertEquals("drawn 6000 EUR", world.bank());
            assertEquals(1, world.keys());
        });
    }

    @Test
    void thePayer() {
        String body = "{\"outcome\":\"fail\"}";
        each("payer", "action_needed", world -> world.post(OutsideWorld.PAYER, body, KEY), world -> {
            assertEquals("declined", world.status());
            assertEquals(1, world.keys());
        });
    }

    @Test
    void thePage() {
        each("page", "action_needed", world -> world.decide(OutsideWorld.PAGE, "outcome=succeed"), world ->
                assertEquals("captured", world.status()));
    }
}
