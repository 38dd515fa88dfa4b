package dev.surety.escrow.refund;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Trouble;
import dev.surety.escrow.world.EscrowWorld;
import dev.surety.model.standing.Standing.OpenRequirement;
import dev.surety.model.standing.Standing;
import dev.surety.runtime.journal.Journal;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Two people found the payer on a list of sanctioned parties. No refund is sent: its money waits in suspense for
 * people, and the escrow ends all the same.
 */
class RefundIsWithheldTest {
    private static final String KEY = "refund-0000000001";
    private static final String SALE = "sale-0000000000001";
    private static final String WHY = "{\"reason\":\"damaged\"}";

    private final EscrowWorld world = new EscrowWorld();

    private static void payerIs(EscrowWorld world, boolean withheld) {
        var review = new OpenRequirement(
                "screening.review", "surety", "pending", Optional.empty(), List.of("payout", "instant_payout"));
        EscrowWorld.participant(
                new Journal(world.store, SuretyTables.JOURNAL),
                EscrowWorld.DEMO,
                EscrowWorld.PAYER,
                new Standing(
                        withheld ? "restricted" : "active",
                        Set.of("pay", "receive"),
                        withheld,
                        withheld,
                        Optional.empty(),
                        Optional.of(List.of(review)).filter(_ -> withheld),
                        Optional.empty(),
                        Optional.of("index-1"),
                        Optional.empty(),
                        Optional.of(withheld)));
    }

    private static Response refund(EscrowWorld world, String id) {
        return world.post("/v1/escrows/" + id + "/refund", WHY, KEY);
    }

    private static String status(Response answer) {
        return answer.body().at("/refunds/0/status").asString("");
    }

    @Test
    void aGrantedRefundGoesToSuspenseAndTheEscrowEnds() {
        String id = world.funded(6000, SALE);
        payerIs(world, true);

        Response answer = refund(world, id);

        assertEquals("settled", answer.text("state"), answer.bytes());
        assertEquals("undeliverable", answer.text("outcome"));
        assertEquals("undeliverable", status(answer));
        assertEquals(0, world.sentBack());
        assertEquals(6000, world.balance("suspense"));
        assertEquals(List.of("opens refund_undeliverable"), world.attention());
        Map<String, String> payer = EscrowWorld.participant(EscrowWorld.PAYER);
        String seen = world.call("GET", "/v1/escrows/" + id, "", "", payer).bytes();
        assertTrue(seen.contains("under_review"), seen);
        assertFalse(seen.contains("sanction") || seen.contains("screening"), seen);
        world.checkIdle();
    }

    @Test
    void aRefundThatIsOwedGoesToSuspenseAtOnce() {
        String id = world.funded(6000, SALE);
        payerIs(world, true);
        world.clock.advance(Duration.ofDays(15));
        world.wakeDue();

        Response now = world.get("/v1/escrows/" + id);
        assertEquals("settled", now.text("state"));
        assertEquals("undeliverable", status(now), "it is not tried again");
        assertEquals(6000, world.balance("suspense"));
        world.checkIdle();
    }

    @Test
    void aRefundAfterSettlementGoesToSuspenseAndIsThePayeesDebt() {
        String id = world.delivered(6000, SALE);
        world.post("/v1/escrows/" + id + "/accept", "", KEY);
        payerIs(world, true);
        Response answer = world.force("/v1/escrows/" + id + "/refund", WHY, "refund-0000000002");

        assertEquals("undeliverable", status(answer), answer.bytes());
        assertEquals(0, world.sentBack());
        assertEquals(6000, world.balance("suspense"));
        assertEquals(-5280, world.balance("debt:" + EscrowWorld.PAYEE));
        world.checkIdle();
    }

    @Test
    void aReleaseNeverStops() {
        String id = world.delivered(6000, SALE);
        payerIs(world, true);
        assertEquals("settled", world.post("/v1/escrows/" + id + "/accept", "", KEY).text("state"));
        assertEquals(5280, world.balance("payable:" + EscrowWorld.PAYEE));
        world.checkIdle();
    }

    @Test
    void fundingIsRefusedAndNobodyIsToldWhy() {
        String id = world.created(6000, SALE);
        payerIs(world, true);
        Response refused = world.post(
                "/v1/escrows/" + id + "/fund", "{\"method\":\"card_ok\"}", "fund-000000000001");
        assertEquals("blocked", refused.text("reason"), refused.bytes());
        assertFalse(refused.bytes().contains("screening") || refused.bytes().contains("sanction"));
    }

    @Test
    void everyFaultOfAWithheldRefund() {
        for (Trouble trouble : Trouble.values()) {
            int tried = EveryFault.<EscrowWorld>of(
                            "a withheld refund under " + trouble,
                            faults -> {
                                var room = new EscrowWorld(faults);
                                EscrowWorld.fundedAs(room, SALE);
                                payerIs(room, true);
                                return room;
                            },
                            room -> {
                                Response answer = refund(room, EscrowWorld.fundedAs(room, SALE));
                                assertTrue(Set.of(200, 409, 503).contains(answer.status()), answer.bytes());
                            })
                    .checking(room -> {
                        room.clock.advance(Duration.ofMinutes(10));
                        room.wakeDue();
                        Response answer = refund(room, EscrowWorld.fundedAs(room, SALE));
                        assertEquals("undeliverable", status(answer), answer.bytes());
                        assertEquals(0, room.sentBack());
                        assertEquals(6000, room.balance("suspense"));
                        room.checkIdle();
                    })
                    .withDeaths()
                    .with(trouble)
                    .run();
            assertTrue(tried >= 3, "tried " + tried);
        }
    }
}
