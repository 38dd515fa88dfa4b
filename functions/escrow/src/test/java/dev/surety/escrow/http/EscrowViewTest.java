package dev.surety.escrow.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.escrow.world.EscrowWorld;
import dev.surety.escrow.world.GatewayBooks;
import dev.surety.runtime.json.Json;
import dev.surety.testkit.http.Response;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** One view holds all that a back end asks about a sale. */
class EscrowViewTest {
    private final EscrowWorld world = new EscrowWorld();

    private static List<String> texts(JsonNode list, String name) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(each -> each.path(name).asString(""))
                .toList();
    }

    private static JsonNode parsed(String lines) {
        return Json.object("{\"lines\":" + lines + "}").path("lines");
    }

    private Response create(String lines) {
        String body = EscrowWorld.creation(6000).replace("\"terms\"", "\"lines\":" + lines + ",\"terms\"");
        return world.post("/v1/escrows", body, "create-000000000" + Math.abs(lines.hashCode()));
    }

    @Test
    void anEscrowShowsItsLinesADiscountAndAGiftAmongThem() {
        String lines = "[{\"name\":\"Lamp\",\"amount\":{\"amount\":6500,\"currency\":\"EUR\"}},"
                + "{\"name\":\"Voucher\",\"amount\":{\"amount\":-500,\"currency\":\"EUR\"}},"
                + "{\"name\":\"Bulb\",\"amount\":{\"amount\":0,\"currency\":\"EUR\"}}]";

        Response created = create(lines);

        assertEquals(201, created.status(), created.bytes());
        assertEquals(parsed(lines), created.body().get("lines"));
        Response read = world.get("/v1/escrows/" + created.text("id"));
        assertEquals(parsed(lines), read.body().get("lines"));
        assertEquals("invalid", create(lines.replace("-500", "-501")).text("reason"));
    }

    @Test
    void anEscrowWithoutLinesShowsNone() {
        assertTrue(world.get("/v1/escrows/" + world.created(6000, "create-0000000001"))
                .body().path("lines").isEmpty());
    }

    @Test
    void anEscrowShowsEveryAttemptToPay() {
        String id = world.created(6000, "create-0000000001");
        String fund = "/v1/escrows/" + id + "/fund";
        assertTrue(world.get("/v1/escrows/" + id).body().path("payments").isEmpty());
        world.post(fund, "{\"method\":\"card_declined\"}", "fund-00000000001");
        world.post(fund, "{\"method\":\"card_insufficient_funds\"}", "fund-00000000002");
        Response paid = world.post(fund, "{\"method\":\"card_ok\"}", "fund-00000000003");

        JsonNode payments = paid.body().path("payments");
        assertEquals(List.of("declined", "declined", "captured"), texts(payments, "status"));
        assertEquals(List.of("card_declined", "card_insufficient_funds", "card_ok"), texts(payments, "method"));
        assertEquals(paid.body().get("payment"), payments.get(2));
        assertEquals(paid.bytes(), world.get("/v1/escrows/" + id).bytes());
    }

    @Test
    void aPaymentShowsAllThatWentBackWhoeverAsked() {
        var books = new GatewayBooks(world);
        List<String> ids = books.paid("card_ok", 2);
        String payment = books.payment(ids.getFirst());
        String some = "{\"reason\":\"x\",\"amount\":{\"amount\":300,\"currency\":\"EUR\"}}";
        world.post("/v1/escrows/" + ids.get(1) + "/refund", some, "refund-0000000001");
        world.post("/v1/payments/" + payment + "/refund", some, "refund-0000000002");
        books.heard(payment);

        JsonNode sentBack = world.get("/v1/payments/" + payment).body().path("sentBack");

        assertEquals(600, sentBack.path("amount").path("amount").asLong(0), sentBack.toString());
        assertEquals(List.of(ids.get(1), ids.get(0), ids.get(1)), texts(sentBack.path("parts"), "escrow"));
        assertEquals(world.sentBack(), sentBack.path("amount").path("amount").asLong(0));
    }

    @Test
    void anEscrowNamesTheVersionThatItsTermsAreOf() {
        world.rules().fees();
        String created = world.created(6000, "create-0000000001");
        assertEquals(2, world.get("/v1/escrows/" + created).body().path("terms").path("version").asInt(0));
        world.rules().goodsMeans(1);
        Response pinned = world.post("/v1/escrows", EscrowWorld.creation(6000), "create-0000000002");
        assertEquals(1, pinned.body().path("terms").path("version").asInt(0), pinned.bytes());
        String two = EscrowWorld.creation(6000)
                .replace("\"terms\":\"goods\"", "\"terms\":{\"preset\":\"goods\",\"version\":2}");
        Response named = world.post("/v1/escrows", two, "create-0000000003");
        assertEquals(2, named.body().path("terms").path("version").asInt(0), named.bytes());
    }
}
