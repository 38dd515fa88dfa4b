package dev.surety.payouts.app.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.model.id.Id;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.RunId;
import dev.surety.payouts.world.PayoutWorld;
import dev.surety.payouts.world.RunWorld;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pages are found by their numbers, so a group has one list, however many workers list it. */
class AGroupIsListedOnceTest {
    private static final ParticipantId FIRST = new ParticipantId(Id.derive("par", "first"));
    private static final ParticipantId LATER = new ParticipantId(Id.derive("par", "later"));

    @Test
    void aLaterWorkerGetsTheListThatIsThere() {
        var world = new RunWorld();
        var groups = new GroupChains(world.runs.chains());
        var run = new RunId(Id.derive("run", "listed twice"));
        var group = GroupChains.chain(PayoutWorld.DEMO, run, 0);

        assertEquals(List.of(FIRST), groups.list(group, List.of(FIRST), world.payouts.clock.instant()));
        assertEquals(List.of(FIRST), groups.list(group, List.of(LATER), world.payouts.clock.instant()));
        assertEquals(1, world.chain(group).size());
    }
}
