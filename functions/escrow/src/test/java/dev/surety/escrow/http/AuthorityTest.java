package dev.surety.escrow.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.escrow.app.payment.WebhookNotice;
import dev.surety.escrow.app.webhook.HandleWebhook;
import dev.surety.escrow.world.EscrowWorld;
import dev.surety.model.id.Id;
import dev.surety.testkit.http.AuthorityTable;
import dev.surety.testkit.http.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Route × scope × relation (domain, section 14): every cell, each against an escrow in which the move is legal. */
class AuthorityTest {
    private static final String TABLE =
            """
            route                | payer | payee | stranger | backend | other's backend | operator | arbiter | auditor | no scope | no token
            POST escrows         | 201   | 403   | 403      | 201     | 422             | 403      | 403     | 403     | 403      | 401
            GET escrows?payer    | 200   | 403   | 403      | 200     | 200             | 200      | 200     | 200     | 403      | 401
            GET escrow           | 200   | 200   | 404      | 200     | 404             | 200      | 200     | 200     | 403      | 401
            GET escrow/events    | 200   | 200   | 404      | 200     | 404             | 200      | 200     | 200     | 403      | 401
            POST fund            | 200   | 403   | 404      | 200     | 404             | 200      | 403     | 403     | 403      | 401
            POST cancel          | 200   | 200   | 404      | 200     | 404             | 200      | 403     | 403     | 403      | 401
            POST cancel paid     | 403   | 200   | 404      | 200     | 404             | 200      | 403     | 403     | 403      | 401
            POST deliver         | 403   | 200   | 404      | 200     | 404             | 200      | 403     | 403     | 403      | 401
            POST request-changes | 200   | 403   | 404      | 200     | 404             | 200      | 403     | 403     | 403      | 401
            POST accept          | 200   | 403   | 404      | 200     | 404             | 200      | 403     | 403     | 403      | 401
            POST release         | 200   | 403   | 404      | 200     | 404             | 200      | 403     | 403     | 403      | 401
            POST refund          | 403   | 200   | 404      | 200     | 404             | 200      | 403     | 403     | 403      | 401
            POST dispute         | 200   | 403   | 404      | 200     | 404             | 200      | 403     | 403     | 403      | 401
            POST withdraw        | 200   | 403   | 404      | 200     | 404             | 200      | 403     | 403     | 403      | 401
            POST award           | 403   | 403   | 403      | 403     | 403             | 200      | 200     | 403     | 403      | 401
            POST payments        | 200   | 403   | 403      | 200     | 422             | 403      | 403     | 403     | 403      | 401
            POST payment/refund  | 403   | 403   | 403      | 202     | 404             | 202      | 403     | 403     | 403      | 401
            GET payments?payer   | 200   | 403   | 403      | 200     | 200             | 200      | 200     | 200     | 403      | 401
            GET payment          | 200   | 404   | 404      | 200     | 404             | 200      | 200     | 200     | 403      | 401
            GET notice           | 403   | 403   | 403      | 200     | 404             | 200      | 200     | 200     | 403      | 401
            POST notice/close    | 403   | 403   | 403      | 403     | 403             | 200      | 403     | 403     | 403      | 401
            POST webhooks        | 401   | 401   | 401      | 401     | 401             | 401      | 401     | 401     | 401      | 401
            """;

    @TestFactory
    List<DynamicTest> everyCell() {
        return AuthorityTable.cells(TABLE, AuthorityTest::cell);
    }

    private static void cell(String route, String caller, int expected) {
        var world = new EscrowWorld();
        String key = "prepare-00000001";
        String path = path(route, world, key);
        String body = body(route, caller, world, key);
        long entries = world.entries();
        String method = route.substring(0, route.indexOf(' '));

        String commandKey = method.equals("POST") ? "command-00000001" : "";
        Response answer = world.call(method, path, body, commandKey, claims(caller));

        assertEquals(expected, answer.status(), answer.bytes());
        if (answer.status() >= 400) {
            assertEquals(entries, world.entries(), "a refusal changes nothing");
        }
        world.check();
    }

    private static String disputed(EscrowWorld world, String key) {
        String id = world.delivered(6000, key);
        assertEquals(
                200, world.post("/v1/escrows/" + id + "/dispute", "{\"reason\":\"damaged\"}", key).status());
        return id;
    }

    private static String path(String route, EscrowWorld world, String key) {
        return switch (route) {
            case "POST cancel" -> "/v1/escrows/" + world.created(6000, key) + "/cancel";
            case "POST cancel paid" -> "/v1/escrows/" + world.funded(6000, key) + "/cancel";
            case "POST request-changes" -> "/v1/escrows/" + world.delivered(6000, key) + "/request-changes";
            case "POST refund" -> "/v1/escrows/" + world.delivered(6000, key) + "/refund";
            case "POST dispute" -> "/v1/escrows/" + world.delivered(6000, key) + "/dispute";
            case "POST withdraw" -> "/v1/escrows/" + disputed(world, key) + "/withdraw";
            case "POST award" -> "/v1/escrows/" + disputed(world, key) + "/award";
            case "POST payments" -> "/v1/payments";
            case "POST payment/refund" -> "/v1/payments/" + paid(world, key) + "/refund";
            case "GET payments?payer" -> "/v1/payments?payer=" + EscrowWorld.PAYER;
            case "GET payment" -> "/v1/payments/" + paid(world, key);
            case "GET notice" -> "/v1/gateway-notices/" + notice(world);
            case "POST notice/close" -> "/v1/gateway-notices/" + notice(world) + "/close";
            case "POST webhooks" -> "/v1/gateways/sandbox/demo/webhooks";
            case "POST escrows" -> "/v1/escrows";
            case "GET escrows?payer" -> "/v1/escrows?payer=" + EscrowWorld.PAYER;
            case "POST fund" -> "/v1/escrows/" + world.created(6000, key) + "/fund";
            case "POST deliver" -> "/v1/escrows/" + world.funded(6000, key) + "/deliver";
            case "POST accept" -> "/v1/escrows/" + world.delivered(6000, key) + "/accept";
            case "POST release" -> "/v1/escrows/" + world.delivered(6000, key) + "/release";
            case "GET escrow" -> "/v1/escrows/" + world.created(6000, key);
            case "GET escrow/events" -> "/v1/escrows/" + world.created(6000, key) + "/events";
            default -> throw new AssertionError(route);
        };
    }

    private static String body(String route, String caller, EscrowWorld world, String key) {
        boolean forced = caller.equals("operator");
        String move = forced ? "\"reason\":\"the payer asked by telephone\"" : "";
        String reason = forced ? "," + move : "";
        return switch (route) {
            case "POST escrows" ->
                // A marketplace that does not know these people says so; a person's token says who it is.
                caller.equals("other's backend")
                        ? EscrowWorld.creation(6000).replace(EscrowWorld.PAYEE, "par_" + "a".repeat(26))
                        : EscrowWorld.creation(6000);
            case "POST fund" -> "{\"method\":\"card_ok\"" + (forced ? "," + move : "") + "}";
            case "POST deliver", "POST accept", "POST release" -> "{" + move + "}";
            // A person is on one side; whoever acts for the marketplace says on which.
            case "POST cancel", "POST cancel paid" ->
                List.of("payer", "payee", "stranger").contains(caller)
                        ? "{}"
                        : "{\"onBehalfOf\":\"payee\"" + reason + "}";
            case "POST request-changes",
                    "POST refund",
                    "POST payment/refund",
                    "POST withdraw",
                    "POST notice/close" ->
                "{\"reason\":\"damaged\"}";
            case "POST dispute" -> "{\"reason\":\"damaged\",\"words\":\"it came in two pieces\"}";
            case "POST award" ->
                "{\"reason\":\"so it is\",\"lines\":[{\"to\":\"payee\",\"amount\":"
                        + "{\"amount\":6000,\"currency\":\"EUR\"}}]}";
            case "POST payments" ->
                "{\"payer\":\"" + EscrowWorld.PAYER + "\",\"method\":\"card_ok\",\"escrows\":[\""
                        + world.created(6000, key) + "\"]}";
            case "POST webhooks" -> "{}";
            default -> "";
        };
    }

    private static String notice(EscrowWorld world) {
        String unknown = Id.derive("pay", "unknown");
        HandleWebhook.WebhookResult _ = world.use.hearing()
                .hear(new WebhookNotice(
                        "sandbox", "demo", "evt-1", "charge.captured", "sandbox_demo", unknown, Optional.empty()));
        return Id.derive("ntc", "sandbox", "demo", "evt-1");
    }

    private static String paid(EscrowWorld world, String key) {
        String id = world.funded(6000, key);
        return world.get("/v1/escrows/" + id).body().path("payment").path("id").asString("");
    }

    private static Map<String, String> claims(String caller) {
        return switch (caller) {
            case "payer" -> EscrowWorld.participant(EscrowWorld.PAYER);
            case "payee" -> EscrowWorld.participant(EscrowWorld.PAYEE);
            case "stranger" -> EscrowWorld.participant(EscrowWorld.STRANGER);
            case "backend" -> EscrowWorld.backend();
            case "other's backend" -> EscrowWorld.backend(EscrowWorld.OTHER);
            case "operator" -> EscrowWorld.operator();
            case "arbiter" ->
                Map.of(
                        "marketplace", "demo",
                        "client_id", "demo-arbiter",
                        "person", "per_ju",
                        "scope", "escrows:read disputes:read disputes:rule");
            case "auditor" ->
                Map.of(
                        "marketplace", "demo",
                        "client_id", "demo-auditor",
                        "person", "per_au",
                        "scope", "escrows:read");
            case "no scope" -> Map.of("marketplace", "demo", "person", "per_none", "scope", "ledger:read");
            case "no token" -> Map.of();
            default -> throw new AssertionError(caller);
        };
    }
}
