package dev.surety.escrow.release;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.dynamo.faults.Faults;
import dev.surety.escrow.app.payment.Gateway;
import dev.surety.escrow.app.payment.GatewayResult;
import dev.surety.escrow.domain.funds.ChargebackStatus;
import dev.surety.escrow.world.EscrowWorld;
import dev.surety.escrow.world.GatewayBooks;
import dev.surety.escrow.world.PlayedBank;
import dev.surety.model.event.Ends;
import dev.surety.model.event.Reversal;
import dev.surety.model.journal.Entry;
import dev.surety.model.money.Money;
import dev.surety.runtime.json.Json;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Whatever ends an escrow, one entry says so in shared words, once, and the view says the same. */
class EscrowEndsTest {
    private static final String SALE = "sale-0000000000001";
    private static final String WHY = "{\"reason\":\"other\"}";

    private final PlayedBank bank = new PlayedBank();
    private final EscrowWorld world = new EscrowWorld(Faults.none(), bank::before);
    private final GatewayBooks books = new GatewayBooks(world);

    private Response post(String id, String move, String body) {
        Response answer = world.post("/v1/escrows/" + id + "/" + move, body, move + "-00000000000000");
        assertEquals(200, answer.status(), answer.bytes());
        return answer;
    }

    private static String part(long amountMinor) {
        return "{\"reason\":\"other\",\"amount\":{\"amount\":" + amountMinor + ",\"currency\":\"EUR\"}}";
    }

    private void says(String id, long amountMinor, ChargebackStatus does) {
        bank.says("cb_1", amountMinor, does);
        books.heard(books.payment(id));
    }

    private void time(int days) {
        world.clock.advance(Duration.ofDays(days));
        world.wakeDue();
    }

    private List<Entry> ended(String id) {
        return world.chain("escrow", id).stream()
                .filter(entry -> entry.ends().isPresent())
                .toList();
    }

    private void ends(String id, String outcome, long released, long refunded, long fees, Optional<String> calledOff) {
        List<Entry> ended = ended(id);
        assertEquals(1, ended.size(), "an escrow ends once");
        Ends ends = Json.shared(Json.object(ended.getFirst().ends().orElseThrow()), Ends.class, Ends.VERSION);
        assertEquals(outcome, ends.outcome());
        assertEquals(
                List.of(eur(6000), eur(released), eur(refunded), eur(fees)),
                List.of(ends.price(), ends.released(), ends.refunded(), ends.feesRetained()));
        assertEquals(calledOff, ends.cancelledBy());
        Response view = world.get("/v1/escrows/" + id);
        assertEquals(outcome, view.text("state").equals("settled") ? view.text("outcome") : view.text("state"));
        world.check();
    }

    private boolean isLate(String id) {
        return Json.object(ended(id).getFirst().ends().orElseThrow()).path("late").asBoolean();
    }

    private static Money eur(long amountMinor) {
        return Money.of(amountMinor, "EUR");
    }

    @Test
    void byTheLastRelease() {
        String id = world.delivered(6000, SALE);
        post(id, "release", "{\"amount\":{\"amount\":1000,\"currency\":\"EUR\"}}");
        assertEquals(List.of(), ended(id));
        post(id, "accept", "");
        ends(id, "released", 6000, 0, 720, Optional.empty());
        assertEquals(false, isLate(id));
    }

    @Test
    void byTheInspectionBeingOver() {
        String id = world.delivered(6000, SALE);
        time(15);
        ends(id, "released", 6000, 0, 720, Optional.empty());
    }

    @Test
    void byNothingBeingDelivered() {
        String id = world.funded(6000, SALE);
        time(15);
        ends(id, "refunded", 0, 6000, 0, Optional.empty());
        assertEquals(true, isLate(id));
    }

    @Test
    void byARefundOfTheRest() {
        String id = world.delivered(6000, SALE);
        post(id, "release", "{\"amount\":{\"amount\":1000,\"currency\":\"EUR\"}}");
        post(id, "refund", WHY);
        ends(id, "split", 1000, 5000, 120, Optional.empty());
    }

    @Test
    void byThePayeeGivingBackWhatWasNotDeliveredWhichIsACancellationWhicheverVerb() {
        String id = world.funded(6000, SALE);
        post(id, "refund", WHY);
        ends(id, "refunded", 0, 6000, 0, Optional.of("payee"));
    }

    @Test
    void byCallingOffWhatIsPaid() {
        String id = world.funded(6000, SALE);
        post(id, "cancel", "{\"onBehalfOf\":\"payee\"}");
        ends(id, "cancelled", 0, 6000, 0, Optional.of("payee"));
    }

    @Test
    void byCallingOffWhatIsNotPaid() {
        String id = world.created(6000, SALE);
        post(id, "cancel", "{\"onBehalfOf\":\"payer\"}");
        ends(id, "cancelled", 0, 0, 0, Optional.of("payer"));
    }

    @Test
    void byNobodyPaying() {
        String id = world.created(6000, SALE);
        time(1);
        ends(id, "expired", 0, 0, 0, Optional.empty());
    }

    @Test
    void byAnAward() {
        String id = world.delivered(6000, SALE);
        post(id, "dispute", WHY);
        String lines = "[{\"to\":\"payee\",\"amount\":{\"amount\":6000,\"currency\":\"EUR\"}}]";
        Response awarded = world.call(
                "POST",
                "/v1/escrows/" + id + "/award",
                "{\"reason\":\"other\",\"lines\":" + lines + "}",
                "award-0000000000",
                Map.of("marketplace", "demo", "person", "per_arb", "scope", "disputes:rule"));
        assertEquals(200, awarded.status(), awarded.bytes());
        ends(id, "released", 6000, 0, 720, Optional.empty());
    }

    @Test
    void byNobodyRuling() {
        String id = world.delivered(6000, SALE);
        post(id, "dispute", WHY);
        time(76);
        ends(id, "refunded", 0, 6000, 0, Optional.empty());
    }

    @Test
    void byABankThatKeepsAllOfIt() {
        String id = world.delivered(6000, SALE);
        says(id, 6000, ChargebackStatus.OPEN);
        assertEquals(List.of(), ended(id));
        says(id, 6000, ChargebackStatus.LOST);
        ends(id, "lost", 0, 0, 0, Optional.empty());
    }

    /** The payer did not get it, so nothing says that the payer did. */
    @Test
    void byAGatewayThatNeverSendsWhatIsOwed() {
        String id = world.paidWith("refund_fails", 6000, SALE);
        for (int day = 0; day < 20; day++) {
            time(1);
        }
        ends(id, "undeliverable", 0, 0, 0, Optional.empty());
        var amounts = world.get("/v1/escrows/" + id).body().path("amounts");
        assertEquals(6000, amounts.path("undeliverable").path("amount").asLong());
        assertEquals(0, amounts.path("refunded").path("amount").asLong());
    }

    @Test
    void aLaterRefundIsPendingUntilTheGatewayHasSaidSoAndTakesItsFeesBack() {
        String id = world.delivered(6000, SALE);
        post(id, "accept", "");
        bank.refundsAre(new GatewayResult.Unknown());
        Response begun = world.force("/v1/escrows/" + id + "/refund", part(1000), "refund-00000000000000");
        assertEquals(202, begun.status());
        assertEquals(1000, begun.body().path("amounts").path("pending").path("amount").asLong());
        assertEquals(0, begun.body().path("amounts").path("refunded").path("amount").asLong());
        assertEquals("released", begun.text("outcome"));

        Entry started = world.chain("escrow", id).stream()
                .filter(entry -> entry.event().startsWith("escrow.refund_pending"))
                .findFirst()
                .orElseThrow();
        Reversal reversal = Json.shared(
                (ObjectNode) Json.object(started.data()).path("reversal"),
                Reversal.class,
                Reversal.VERSION);
        assertEquals(eur(120).negated(), reversal.feesRetained());
        ends(id, "released", 6000, 0, 720, Optional.empty());
    }
}
