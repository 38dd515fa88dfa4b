package dev.surety.escrow.dispute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.Faults;
import dev.surety.escrow.domain.escrow.Budget;
import dev.surety.escrow.world.EscrowWorld;
import dev.surety.testkit.http.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A side that spends all it may on an escrow takes no move from the other, nor from an operator or an arbiter. */
class SpentBudgetsTest {
    private static final String WHY = "{\"reason\":\"other\"}";
    private static final String CENT = "{\"amount\":{\"amount\":1,\"currency\":\"EUR\"}}";
    private static final String CENT_BACK = "{\"reason\":\"other\",\"amount\":{\"amount\":1,\"currency\":\"EUR\"}}";
    private static final Map<String, String> OPERATOR = Map.of(
            "marketplace", "demo", "person", "per_op", "scope", "escrows:operate");
    private static final Map<String, String> ARBITER = Map.of(
            "marketplace", "demo", "person", "per_arb", "scope", "disputes:rule");

    private final EscrowWorld world = new EscrowWorld(Faults.none());
    private int asked;

    private Response post(String id, String move, String body) {
        return world.post("/v1/escrows/" + id + "/" + move, body, String.format("spend-%016d", ++asked));
    }

    private Response as(Map<String, String> claims, String id, String move, String body) {
        return world.call(
                "POST", "/v1/escrows/" + id + "/" + move, body, String.format("staff-%016d", ++asked), claims);
    }

    /** Until it is refused; gives the refusal. */
    private Response spend(String id, String move, String body) {
        for (int i = 0; i < 500; i++) {
            Response answer = post(id, move, body);
            if (answer.status() != 200) {
                return answer;
            }
        }
        throw new AssertionError("nothing ends it");
    }

    private void rightsAreKept(String id) {
        assertEquals(200, post(id, "dispute", CENT_BACK).status());
        assertEquals(200, post(id, "withdraw", "").status());
        String forPayee = CENT_BACK.replace("{\"reason\"", "{\"onBehalfOf\":\"payee\",\"reason\"");
        assertEquals(200, as(OPERATOR, id, "refund", forPayee).status());
        assertEquals(200, post(id, "dispute", CENT_BACK).status());
        String line = "{\"to\":\"payee\",\"amount\":{\"amount\":1,\"currency\":\"EUR\"}}";
        assertEquals(200, as(ARBITER, id, "award", "{\"reason\":\"other\",\"lines\":[" + line + "]}").status());
    }

    @Test
    void aPayeeThatGivesBackCentByCentLeavesThePayerEveryMove() {
        String id = world.delivered(100_000, "sale-0000000000001");

        Response refused = spend(id, "refund", CENT_BACK);

        assertEquals("limit_exceeded", refused.text("reason"), refused.bytes());
        assertTrue(refused.text("detail").contains("payee") && refused.text("detail").contains("120"), refused.bytes());
        int spent = world.chain("escrow", id).size();
        assertTrue(spent < Budget.ENTRIES + 10, "the chain has " + spent);
        assertEquals(200, post(id, "request-changes", "").status());
        assertEquals(200, post(id, "deliver", "").status(), "few moves need no budget");
        rightsAreKept(id);
        assertEquals(200, post(id, "release", CENT).status());
        assertEquals("settled", post(id, "refund", WHY).text("state"), "to give all back is the payee's way out");
        world.checkIdle();
    }

    @Test
    void aPayerThatReleasesCentByCentLeavesThePayeeEveryMove() {
        String id = world.delivered(100_000, "sale-0000000000001");

        Response refused = spend(id, "release", CENT);

        assertEquals("limit_exceeded", refused.text("reason"), refused.bytes());
        assertTrue(refused.text("detail").contains("payer"), refused.bytes());
        assertEquals(200, post(id, "refund", CENT_BACK).status());
        rightsAreKept(id);
        assertEquals("settled", post(id, "accept", "").text("state"), "to accept is the payer's way out");
        world.checkIdle();
    }

    @Test
    void bothTogetherLeaveRoomForAnOperatorAndAnArbiter() {
        String id = world.delivered(100_000, "sale-0000000000001");
        spend(id, "refund", CENT_BACK);
        spend(id, "release", CENT);

        rightsAreKept(id);
        assertTrue(world.chain("escrow", id).size() < 300, "a reserve is left");
        assertEquals("settled", post(id, "accept", "").text("state"));
        world.checkIdle();
    }
}
