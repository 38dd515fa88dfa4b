package dev.surety.disputes.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.surety.disputes.domain.dispute.Role;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.domain.procedure.DisputeCommand;
import dev.surety.disputes.world.DisputeWorld;
import dev.surety.model.id.DisputeId;
import dev.surety.runtime.command.Outcome;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A marketplace with five arbiters. */
class DisputesAreSharedOutTest {
    private static final int ARBITERS = 5;

    private final DisputeWorld world = new DisputeWorld();

    /** A dispute whose evidence is collected, and which has its arbiter by then. */
    private String arbiter(int number) {
        world.disputed("dispute-0000000" + number);
        world.drain();
        assertInstanceOf(Outcome.Done.class, world.as(Side.PAYEE, "reject", DisputeCommand.Reject::new));
        world.pass(Duration.ofDays(1));
        assertInstanceOf(Outcome.Done.class, world.as(Side.PAYER, "escalate", DisputeCommand.Escalate::new));
        world.drain();
        return world.state().bench().person(Role.ARBITER).orElseThrow();
    }

    private Map<DisputeId, String> five() {
        Map<DisputeId, String> arbiters = new LinkedHashMap<>();
        IntStream.rangeClosed(1, ARBITERS).forEach(number -> {
            String person = arbiter(number);
            arbiters.put(world.last, person);
        });
        return arbiters;
    }

    @Test
    void fiveDisputesHaveFiveArbiters() {
        Map<DisputeId, String> arbiters = five();
        assertEquals(ARBITERS, new HashSet<>(arbiters.values()).size(), arbiters.toString());
        world.check();
    }

    @Test
    void thePersonWhoseDisputeHasEndedIsNext() {
        Map<DisputeId, String> arbiters = five();
        Map.Entry<DisputeId, String> second = arbiters.entrySet().stream().skip(1).findFirst().orElseThrow();
        world.last = second.getKey();
        assertInstanceOf(Outcome.Done.class, world.as(Side.PAYEE, "concede", DisputeCommand.Concede::new));
        world.drain();
        assertEquals("closed", world.stage());
        assertEquals(second.getValue(), arbiter(6));
        world.check();
    }

    @Test
    void aChallengedArbiterIsReplacedAtOnce() {
        String first = arbiter(1);
        assertInstanceOf(Outcome.Done.class, world.as(Side.PAYEE, "challenge", DisputeCommand.Challenge::new));
        world.drain();
        assertNotEquals(first, world.state().bench().person(Role.ARBITER).orElseThrow());
        world.check();
    }
}
