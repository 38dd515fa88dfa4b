package dev.surety.escrow.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.Faults;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

/** A world whose store and gateway fail as planned, with an escrow brought to where a use case begins. */
public final class Disturbed {
    private static final String KEY = "command-00000001";

    public final EscrowWorld world;
    public final String id;
    private final Set<String> acknowledged = new HashSet<>();

    public Disturbed(Faults faults, BiFunction<EscrowWorld, String, String> prepare) {
        world = new EscrowWorld(faults, gateway -> new FaultyGateway(gateway, faults));
        id = prepare.apply(world, "prepare-00000001");
    }

    public void send(String command, String body) {
        Response _ = answer(command, body);
    }

    /** Sends and, as a good client does, repeats what was not answered or is still in progress. */
    public Response sendPatiently(String command, String body) {
        Response answer = answer(command, body);
        for (int patience = 0; patience < 4 && (answer.status() == 409 || answer.status() == 503); patience++) {
            world.clock.advance(Duration.ofMinutes(3));
            answer = answer(command, body);
        }
        return answer;
    }

    public void hasItsAnswer(String command, String body) {
        Response answer = sendPatiently(command, body);
        assertTrue(answer.status() < 300, answer.bytes());
        assertEquals(answer.bytes(), sendPatiently(command, body).bytes());
    }

    private Response answer(String command, String body) {
        return world.call("POST", path(command), body, KEY, claims(command));
    }

    private String path(String command) {
        return command.startsWith("/") ? command : "/v1/escrows/" + id + "/" + command;
    }

    private static Map<String, String> claims(String command) {
        return command.equals("award")
                ? Map.of("marketplace", "demo", "person", "per_arb", "scope", "disputes:rule")
                : EscrowWorld.backend();
    }

    /** A message of the queue, which comes again only as long as it was not acknowledged. */
    public void hear(String chain) {
        once(chain, () -> world.wake(chain, 0) == 0);
    }

    /** Something that is sent again only as long as it was not acknowledged. */
    public void once(String what, BooleanSupplier send) {
        if (!acknowledged.contains(what) && send.getAsBoolean()) {
            acknowledged.add(what);
        }
    }

    /** Lets time pass until what nobody knew is known. */
    public void timePasses() {
        for (int i = 0; i < 8; i++) {
            world.clock.advance(Duration.ofMinutes(20));
            world.wakeDue();
        }
    }

    public Response escrow() {
        return world.get("/v1/escrows/" + id);
    }

    public long amount(String name) {
        return escrow().body().path("amounts").path(name).path("amount").asLong(-1);
    }
}
