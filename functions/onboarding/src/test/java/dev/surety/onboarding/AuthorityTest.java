package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.model.id.Id;
import dev.surety.testkit.http.AuthorityTable;
import dev.surety.testkit.http.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Route × scope × relation (domain, section 14): every cell, each where the call would be in order. */
class AuthorityTest {
    private static final String TABLE =
            """
            route              | own | another | backend | operator | auditor | other's backend | other's operator | no scope | no token
            GET settings       | 403 | 403     | 403     | 200      | 403     | 403             | 404              | 403      | 401
            PUT settings       | 403 | 403     | 403     | 200      | 403     | 403             | 200              | 403      | 401
            POST participants  | 403 | 403     | 201     | 403      | 403     | 422             | 403              | 403      | 401
            GET participants   | 200 | 200     | 200     | 200      | 200     | 200             | 200              | 403      | 401
            GET participant    | 200 | 404     | 200     | 200      | 200     | 404             | 404              | 403      | 401
            GET requirements   | 200 | 404     | 200     | 200      | 200     | 404             | 404              | 403      | 401
            PATCH participant  | 200 | 404     | 200     | 403      | 403     | 404             | 403              | 403      | 401
            POST terms         | 200 | 404     | 200     | 403      | 403     | 404             | 403              | 403      | 401
            PUT capability     | 403 | 403     | 200     | 403      | 403     | 404             | 403              | 403      | 401
            POST suspend       | 403 | 403     | 403     | 403      | 403     | 403             | 403              | 403      | 401
            """;

    @TestFactory
    List<DynamicTest> everyCell() {
        return AuthorityTable.cells(TABLE, AuthorityTest::cell);
    }

    private static void cell(String route, String caller, int expected) {
        var world = OnboardingWorld.laidDown();
        String id = world.created("customer-1", "prepare-00000001");
        String path =
                switch (route) {
                    case "GET settings", "PUT settings" -> OnboardingWorld.SETTINGS;
                    case "POST participants" -> OnboardingWorld.PARTICIPANTS;
                    case "GET participants" -> OnboardingWorld.PARTICIPANTS + "?reference=customer-1";
                    case "GET participant", "PATCH participant" -> OnboardingWorld.PARTICIPANTS + "/" + id;
                    case "GET requirements" -> OnboardingWorld.PARTICIPANTS + "/" + id + "/requirements";
                    case "POST terms" -> OnboardingWorld.PARTICIPANTS + "/" + id + "/terms-acceptances";
                    case "PUT capability" -> OnboardingWorld.PARTICIPANTS + "/" + id + "/capabilities/pay";
                    case "POST suspend" -> OnboardingWorld.PARTICIPANTS + "/" + id + "/suspend";
                    default -> throw new AssertionError(route);
                };
        String body =
                switch (route) {
                    case "PUT settings" -> OnboardingWorld.PUT;
                    case "POST participants" -> OnboardingWorld.CREATE;
                    case "PATCH participant" -> "{\"profile\":{\"name\":\"Ada\"}}";
                    case "POST terms" -> "{\"version\":\"1\"}";
                    case "PUT capability" -> "{\"enabled\":true}";
                    case "POST suspend" -> "{\"reason\":\"other\",\"facts\":\"f\",\"contact\":\"c\"}";
                    default -> "";
                };
        Map<String, ?> before = world.store.everything();
        String method = route.substring(0, route.indexOf(' '));
        String key = method.equals("GET") ? "" : "command-00000001";

        Response answer = world.call(method, path, body, key, claims(caller, id), Map.of());

        assertEquals(expected, answer.status(), answer.bytes());
        if (answer.status() >= 400 || method.equals("GET")) {
            assertEquals(before, world.store.everything(), "refusal-inert");
        }
        if (route.equals("GET participants") && expected == 200) {
            boolean sees = List.of("own", "backend", "operator", "auditor").contains(caller);
            assertEquals(sees ? 1 : 0, answer.body().path("data").size(), answer.bytes());
        }
        world.check();
    }

    private static Map<String, String> claims(String caller, String id) {
        return switch (caller) {
            case "own" -> OnboardingWorld.participant(id);
            case "another" -> OnboardingWorld.participant(Id.derive("par", "somebody else"));
            case "backend" -> OnboardingWorld.backend(OnboardingWorld.DEMO);
            case "operator" -> OnboardingWorld.operator(OnboardingWorld.DEMO);
            case "auditor" ->
                Map.of(
                        "marketplace", "demo",
                        "client_id", "demo-auditor",
                        "person", "per_au",
                        "scope", "participants:read escrows:read ledger:read events:read");
            case "other's backend" -> OnboardingWorld.backend(OnboardingWorld.OTHER);
            case "other's operator" -> OnboardingWorld.operator(OnboardingWorld.OTHER);
            case "no scope" -> Map.of("marketplace", "demo", "person", "per_none", "scope", "ledger:read");
            case "no token" -> Map.of();
            default -> throw new AssertionError(caller);
        };
    }
}
