package dev.surety.escrow.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.escrow.world.EscrowWorld;
import dev.surety.runtime.marketplace.Pauses.What;
import dev.surety.testkit.http.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A movement that an operator stopped is refused with the operator's reason, until it is lifted. */
class MoneyIsPausedTest {
    private static final String SALE = "sale-0000000000001";
    private static final String KEY = "command-0000000001";
    private static final String WHY = "{\"reason\":\"returned\"}";

    private final EscrowWorld world = new EscrowWorld();

    @AfterEach
    void theWholeWorldHolds() {
        world.check();
    }

    @Test
    void fundingIsToldWhoStoppedItAndWhy() {
        String id = world.created(6000, SALE);
        String fund = "/v1/escrows/" + id + "/fund";
        world.rules().stop(What.MONEY_IN, true, "the card scheme is down");

        Response answer = world.post(fund, "{\"method\":\"card_ok\"}", KEY);

        assertEquals("paused", answer.text("reason"));
        assertTrue(answer.text("detail").matches("money_in is paused by .+ since .+: the card scheme is down"),
                answer.text("detail"));
        world.rules().stop(What.MONEY_IN, false, "");
        assertEquals(200, world.post(fund, "{\"method\":\"card_ok\"}", KEY).status());
    }

    @Test
    void aRefundWhileMoneyOutIsPausedIsToldWhoStoppedItAndWhy() {
        String id = world.funded(6000, SALE);
        String refund = "/v1/escrows/" + id + "/refund";
        world.rules().stop(What.MONEY_OUT, true, "restored from a backup");
        Response answer = world.post(refund, WHY, KEY);
        assertEquals("paused", answer.text("reason"));
        assertTrue(answer.text("detail").matches("money_out is paused by .+ since .+: restored from a backup"),
                answer.text("detail"));
        world.rules().stop(What.MONEY_OUT, false, "");
        assertEquals(200, world.post(refund, WHY, KEY).status());
    }
}
