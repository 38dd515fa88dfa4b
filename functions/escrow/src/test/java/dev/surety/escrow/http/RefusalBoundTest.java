package dev.surety.escrow.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.escrow.world.EscrowWorld;
import dev.surety.escrow.world.GatewayBooks;
import dev.surety.runtime.json.Json;
import dev.surety.testkit.http.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A refusal because of a limit names the rule, how much it allows and how much was asked. */
class RefusalBoundTest {
    private final EscrowWorld world = new EscrowWorld();
    private int asked;

    private Response post(String path, String body) {
        return world.post(path, body, String.format("bound-%016d", ++asked));
    }

    private static String reason(long amountMinor) {
        return "{\"reason\":\"other\",\"amount\":{\"amount\":" + amountMinor + ",\"currency\":\"EUR\"}}";
    }

    private static void names(Response refused, String reason, String pointer, String rule, long max, long was) {
        assertEquals(reason, refused.text("reason"), refused.bytes());
        assertEquals(
                "[{\"pointer\":\"" + pointer + "\",\"reason\":\"" + rule + "\",\"bound\":{\"max\":" + max
                        + ",\"was\":" + was + "}}]",
                Json.text(refused.body().path("errors")));
    }

    @Test
    void anAmountThatIsMoreThanIsLeft() {
        String id = world.delivered(6000, "sale-0000000000001");
        String path = "/v1/escrows/" + id;
        names(post(path + "/refund", reason(6001)), "amount_exceeds", "/amount", "bound", 6000, 6001);
        post(path + "/refund", reason(1000));
        names(post(path + "/dispute", reason(5500)), "amount_exceeds", "/amount", "bound", 5000, 5500);
        post(path + "/accept", "");
        names(post(path + "/refund", reason(5001)), "amount_exceeds", "/amount", "bound", 5000, 5001);
    }

    @Test
    void ofAPaymentTheShareThatIsTooMuch() {
        var books = new GatewayBooks(world);
        List<String> ids = books.paid("card_ok", 2);
        String path = "/v1/payments/" + books.payment(ids.getFirst()) + "/refund";
        names(post(path, reason(3001)), "amount_exceeds", "/amount", "bound", 3000, 3001);
        String shares = "{\"reason\":\"other\",\"escrows\":[{\"id\":\"" + ids.getFirst() + "\"},{\"id\":\"" + ids.get(1)
                + "\",\"amount\":{\"amount\":2001,\"currency\":\"EUR\"}}]}";
        names(post(path, shares), "amount_exceeds", "/escrows/1/amount", "bound", 2000, 2001);
    }

    @Test
    void aThirdDisputeAndASixthChange() {
        String path = "/v1/escrows/" + world.delivered(6000, "sale-0000000000001");
        for (int i = 0; i < 5; i++) {
            assertEquals(200, post(path + "/request-changes", "").status());
            assertEquals(200, post(path + "/deliver", "").status());
        }
        names(post(path + "/request-changes", ""), "limit_exceeded", "", "changes", 5, 6);
        for (int i = 0; i < 2; i++) {
            assertEquals(200, post(path + "/dispute", reason(1)).status());
            assertEquals(200, post(path + "/withdraw", "").status());
        }
        names(post(path + "/dispute", reason(1)), "limit_exceeded", "", "disputes", 2, 3);
    }

    @Test
    void aNumberAndAPageThatAreTooLarge() {
        long most = 1_000_000_000_000_000L;
        Response tooMuch = post("/v1/escrows", EscrowWorld.creation(most + 1));
        names(tooMuch, "malformed", "/amount/amount", "bound", most, most + 1);
        names(world.get("/v1/escrows?reference=x&limit=101"), "malformed", "limit", "bound", 100, 101);
    }
}
