package dev.surety.escrow.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.surety.escrow.world.EscrowWorld;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.FeeRule;
import dev.surety.model.marketplace.TaxIncluded;
import dev.surety.model.money.BasisPoints;
import dev.surety.testkit.http.Response;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A sale under settings whose fees contain a tax, through the doors. */
class TaxedSaleTest {
    private static final String SALE = "sale-0000000000001";
    private static final String KEY = "key-00000000000001";

    private final EscrowWorld world = new EscrowWorld();

    private static FeeRule rule(String name, int points, FeeRule.Side side, String tax, int rate) {
        return new FeeRule(
                name,
                new BasisPoints(points),
                List.of(),
                List.of(),
                List.of(),
                side,
                Optional.of(new TaxIncluded(tax, new BasisPoints(rate))));
    }

    @Test
    void theTaxOfBothSidesFeesIsBookedByItsName() {
        world.rules().fees(
                rule("Commission", 1200, FeeRule.Side.PAYEE, "VAT", 2000),
                rule("protection", 100, FeeRule.Side.PAYER, "vat", 2000));
        String id = world.delivered(6000, SALE);

        Response accepted = world.post("/v1/escrows/" + id + "/accept", "", KEY);

        assertEquals("settled", accepted.text("state"), accepted.bytes());
        assertEquals(600 + 50, world.balance("fees:commission") + world.balance("fees:protection"));
        assertEquals(120 + 10, world.balance("tax:vat"));
        JsonNode fee = accepted.body().path("fees").path(0);
        assertEquals(720, fee.path("taken").path("amount").asLong(0));
        assertEquals("VAT", fee.path("taxIncluded").path("name").asString(""));
        assertEquals(2000, fee.path("taxIncluded").path("basisPoints").asInt(0));
        assertEquals(120, fee.path("taxIncluded").path("taken").path("amount").asLong(0));
        world.checkIdle();
    }

    @Test
    void aRefundAfterSettlementGivesBackTheTaxWithItsFee() {
        world.rules().fees(rule("commission", 1200, FeeRule.Side.PAYEE, "vat", 2000));
        String id = world.delivered(6000, SALE);
        world.post("/v1/escrows/" + id + "/accept", "", KEY);
        String third = "{\"reason\":\"x\",\"amount\":{\"amount\":2000,\"currency\":\"EUR\"}}";

        world.force("/v1/escrows/" + id + "/refund", third, "refund-000000001");
        assertEquals(400, world.balance("fees:commission"));
        assertEquals(80, world.balance("tax:vat"));

        world.force("/v1/escrows/" + id + "/refund", "{\"reason\":\"x\"}", "refund-000000002");
        assertEquals(0, world.balance("fees:commission"));
        assertEquals(0, world.balance("tax:vat"));
        assertEquals(6000, world.sentBack());
        world.checkIdle();
    }

    @Test
    void escrowsKeepTheTaxOfTheirTerms() {
        String before = world.created(6000, SALE);
        world.rules().fees(rule("commission", 1200, FeeRule.Side.PAYEE, "vat", 2000));
        String taxed = world.created(6000, "sale-0000000000002");
        world.rules().fees();

        assertFalse(fee(before).has("taxIncluded"));
        assertEquals(0, fee(taxed).path("taxIncluded").path("taken").path("amount").asLong(-1));
        assertEquals(List.of("escrow.created.v1"), events(before));
        assertEquals(List.of("escrow.created.v2"), events(taxed), "an older release must not post it without tax");
        world.checkIdle();
    }

    private JsonNode fee(String id) {
        return world.get("/v1/escrows/" + id).body().path("fees").path(0);
    }

    private List<String> events(String id) {
        return world.chain("escrow", id).stream().map(Entry::event).toList();
    }
}
