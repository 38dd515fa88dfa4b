package dev.surety.escrow.release;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.escrow.world.EscrowWorld;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.ChainId;
import dev.surety.model.standing.SalesRecord;
import dev.surety.runtime.json.Json;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Money released to a payee matures until the payee's record says that it has sold enough: 25 times, here. */
class NewPayeeTest {
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    private final EscrowWorld world = new EscrowWorld();

    @AfterEach
    void theWholeWorldHolds() {
        world.check();
    }

    private boolean matures(String sale) {
        world.rules().newPayeesWait(Duration.ofDays(3));
        String id = world.funded(6000, sale);
        world.post("/v1/escrows/" + id + "/release", "{\"onBehalfOf\":\"payer\"}", "release-" + sale);
        return world.chain("escrow", id).stream()
                .flatMap(entry -> entry.postings().stream())
                .anyMatch(posting -> posting.account().kind() == AccountKind.ON_HOLD);
    }

    private void sold(int settledEscrows) {
        EscrowWorld.append(
                world.journal,
                new ChainId("record", EscrowWorld.DEMO, EscrowWorld.PAYEE),
                "record.sale_counted.v1",
                Json.object()
                        .put("escrow", "esc_aaaaaaaaaaaaaaaaaaaaaaaaaa")
                        .set("record", Json.tree(new SalesRecord(LONG_AGO, settledEscrows))));
    }

    @Test
    void theLastEntryOfTheRecordDecides() {
        assertEquals(true, matures("sale-0000000000001"), "nothing is said of the payee");
        sold(24);
        assertEquals(true, matures("sale-0000000000002"));
        sold(25);
        assertEquals(false, matures("sale-0000000000003"));
    }
}
