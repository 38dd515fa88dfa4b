package dev.surety.escrow.funding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.escrow.world.EscrowWorld;
import dev.surety.escrow.world.GatewayBooks;
import dev.surety.model.marketplace.FeeRule;
import dev.surety.model.money.BasisPoints;
import dev.surety.model.money.Money;
import dev.surety.testkit.http.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request for a payment is answered, first and again. */
class PaymentAskedForAgainTest {
    private static final String KEY = "payment-000000001";

    private final EscrowWorld world = new EscrowWorld();

    private List<String> created(int escrows, long amountMinor) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < escrows; i++) {
            ids.add(world.created(amountMinor, "create-0000000%03d".formatted(i)));
        }
        return ids;
    }

    private Response pay(List<String> escrows, String method) {
        String ids = escrows.stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(","));
        return world.post(
                "/v1/payments",
                "{\"payer\":\"" + EscrowWorld.PAYER + "\",\"method\":\"" + method + "\",\"escrows\":[" + ids + "]}",
                KEY);
    }

    private List<String> states(List<String> escrows) {
        return escrows.stream()
                .map(id -> world.get("/v1/escrows/" + id).text("state"))
                .distinct()
                .toList();
    }

    private void diesBefore(String event) {
        world.meddled.onceBefore(
                item -> item.get("event") != null && item.get("event").s().equals(event), () -> {
                    throw new Dies();
                });
    }

    /** The process ends here and says nothing more. */
    private static final class Dies extends Error {
        private static final long serialVersionUID = 1;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 20})
    void aReplayOfACapturedPaymentFinishesTellingItsEscrowsFirst(int escrows) {
        List<String> ids = created(escrows, 6000);
        diesBefore("escrow.funded.v1");
        assertEquals(500, pay(ids, "card_ok").status());
        assertEquals(List.of("funding"), states(ids));

        Response again = pay(ids, "card_ok");

        assertEquals(200, again.status(), again.bytes());
        assertTrue(again.isReplay());
        assertEquals("captured", again.text("status"));
        assertEquals(List.of("held"), states(ids));
        long entries = world.entries();
        assertEquals(again.bytes(), pay(ids, "card_ok").bytes());
        assertEquals(entries, world.entries(), "told once");
        world.checkIdle();
    }

    @Test
    void aReplayOfADeclinedPaymentDoesTheSame() {
        List<String> ids = created(3, 6000);
        diesBefore("escrow.funding_declined.v1");
        assertEquals(500, pay(ids, "card_declined").status());

        Response again = pay(ids, "card_declined");

        assertEquals("declined", again.text("status"), again.bytes());
        assertEquals(List.of("created"), states(ids));
        world.checkIdle();
    }

    /** One that is open says so; asking again adds nothing. */
    @Test
    void aReplayOfAPaymentThatNobodyKnowsChangesNothing() {
        List<String> ids = created(2, 6000);
        assertEquals(202, pay(ids, "card_timeout_done").status());
        long entries = world.entries();

        assertEquals(202, pay(ids, "card_timeout_done").status());

        assertEquals(entries, world.entries());
        assertEquals(List.of("funding"), states(ids));
    }

    @Test
    void aPaymentLargerThanAnyCommandMayNameIsRefused() {
        List<String> ids = created(2, Money.LARGEST_COMMAND_MINOR);
        long entries = world.entries();

        Response refused = pay(ids, "card_ok");

        assertEquals(422, refused.status(), refused.bytes());
        assertEquals("amount_exceeds", refused.text("reason"));
        assertEquals(entries, world.entries());
        assertEquals(200, pay(ids.subList(0, 1), "card_ok").status());
        var books = new GatewayBooks(world);
        books.bank(books.payment(ids.getFirst()), Money.LARGEST_COMMAND_MINOR, "drawn");
        books.heard(books.payment(ids.getFirst()));
        assertEquals("disputed", world.get("/v1/escrows/" + ids.getFirst()).text("state"));
        world.checkIdle();
    }

    @Test
    void thePayersFeesCount() {
        world.rules().fees(new FeeRule(
                "protection", new BasisPoints(1), List.of(), List.of(), List.of(), FeeRule.Side.PAYER));
        String id = world.created(Money.LARGEST_COMMAND_MINOR, KEY);

        Response refused = world.post("/v1/escrows/" + id + "/fund", "{\"method\":\"card_ok\"}", KEY);

        assertEquals("amount_exceeds", refused.text("reason"), refused.bytes());
        assertEquals("created", world.get("/v1/escrows/" + id).text("state"));
        assertEquals(0, world.charges());
    }
}
