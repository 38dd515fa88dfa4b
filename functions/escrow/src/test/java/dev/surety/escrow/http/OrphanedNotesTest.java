package dev.surety.escrow.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.faults.Fate;
import dev.surety.dynamo.faults.Faults;
import dev.surety.escrow.world.EscrowWorld;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.vault.Orphans.Swept;
import dev.surety.runtime.vault.Orphans;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** A command keeps what was said before its entry: where the entry never came the words go, all others stay. */
class OrphanedNotesTest {
    private final Faults faults = Faults.none();
    private final EscrowWorld world = new EscrowWorld(faults);

    private Swept swept() {
        var journal = new Journal(world.store, SuretyTables.JOURNAL);
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return new Orphans(world.store, SuretyTables.VAULT, journal).sweepAll(today.minusDays(1), today);
    }

    @Test
    void theyGoWithTheEscrowThatNeverCame() {
        faults.fail(faults.seen() + writesBeforeTheEntry(), Fate.LOST);
        assertEquals(503, world.post("/v1/escrows", EscrowWorld.creation(6000), "create-0000000001").status());
        faults.cease();

        assertEquals(new Swept(1, 1), swept());
        world.created(6000, "create-0000000001");
        assertEquals(new Swept(1, 0), swept());
    }

    /** Of a creation that works: the key, the words, then the entry. */
    private static int writesBeforeTheEntry() {
        Faults counted = Faults.none();
        new EscrowWorld(counted).created(6000, "create-0000000002");
        return counted.names().lastIndexOf("put " + SuretyTables.JOURNAL) + 1;
    }

    @Test
    void whatAnEscrowOrAnOrderNamesStays() {
        String id = world.delivered(6000, "sale-0000000000001");
        String some = "{\"reason\":\"scratched\",\"amount\":{\"amount\":1000,\"currency\":\"EUR\"}}";
        assertEquals(200, world.post("/v1/escrows/" + id + "/refund", some, "refund-0000000001").status());

        assertEquals(new Swept(2, 0), swept());

        var escrow = world.get("/v1/escrows/" + id).body();
        assertEquals("a chair", escrow.path("description").asString(""));
        assertEquals("scratched", escrow.path("refunds").path(0).path("reason").asString(""));
    }
}
