package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.model.id.Id;
import dev.surety.testkit.http.AuthorityTable;
import dev.surety.testkit.http.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Route × relation for the persons of a business: the business itself and its marketplace's back end name them. */
class AuthorityOverPersonsTest {
    private static final String TABLE =
            """
            route            | own | another | backend | operator | staff | other backend | other operator | no scope | none
            POST persons     | 201 | 404     | 201     | 403      | 403   | 404           | 403            | 403      | 401
            GET persons      | 200 | 404     | 200     | 200      | 200   | 404           | 404            | 403      | 401
            GET person       | 200 | 404     | 200     | 200      | 200   | 404           | 404            | 403      | 401
            PATCH person     | 200 | 404     | 200     | 403      | 403   | 404           | 403            | 403      | 401
            DELETE person    | 200 | 404     | 200     | 403      | 403   | 404           | 403            | 403      | 401
            PUT declarations | 200 | 404     | 200     | 403      | 403   | 404           | 403            | 403      | 401
            """;

    @TestFactory
    List<DynamicTest> everyCell() {
        return AuthorityTable.cells(TABLE, AuthorityOverPersonsTest::cell);
    }

    private static void cell(String route, String caller, int expected) {
        var world = OnboardingWorld.laidDown();
        var calls = new PersonCalls(world);
        String id = calls.business();
        String person = PersonCalls.path(id) + "/" + calls.added(id, PersonCalls.OWNER);
        String path =
                switch (route) {
                    case "POST persons", "GET persons" -> PersonCalls.path(id);
                    case "GET person", "PATCH person", "DELETE person" -> person;
                    case "PUT declarations" -> "/v1/participants/" + id + "/declarations";
                    default -> throw new AssertionError(route);
                };
        String body =
                switch (route) {
                    case "POST persons" -> PersonCalls.DIRECTOR;
                    case "PATCH person" -> "{\"shareBasisPoints\":100}";
                    case "PUT declarations" -> "{\"noOwnerAbove25\":true}";
                    default -> "";
                };
        Map<String, ?> before = world.store.everything();
        String method = route.substring(0, route.indexOf(' '));

        Response answer = world.call(
                method, path, body, method.equals("GET") ? "" : "command-00000001", claims(caller, id), Map.of());

        assertEquals(expected, answer.status(), answer.bytes());
        if (answer.status() >= 400 || method.equals("GET")) {
            assertEquals(before, world.store.everything(), "refusal-inert");
        }
        world.check();
    }

    private static Map<String, String> claims(String caller, String id) {
        return switch (caller) {
            case "own" -> OnboardingWorld.participant(id);
            case "another" -> OnboardingWorld.participant(Id.derive("par", "another business"));
            case "backend" -> OnboardingWorld.backend(OnboardingWorld.DEMO);
            case "operator" -> OnboardingWorld.operator(OnboardingWorld.DEMO);
            case "staff" -> OnboardingWorld.compliance();
            case "other backend" -> OnboardingWorld.backend(OnboardingWorld.OTHER);
            case "other operator" -> OnboardingWorld.operator(OnboardingWorld.OTHER);
            case "no scope" -> Map.of("marketplace", "demo", "person", "per_none", "scope", "ledger:read");
            case "none" -> Map.of();
            default -> throw new AssertionError(caller);
        };
    }
}
