package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.testkit.http.AuthorityTable;
import dev.surety.testkit.http.Response;
import java.util.List;
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
            DELETE participant | 403 | 403     | 200     | 403      | 403     | 404             | 403              | 403      | 401
            PUT legal-hold     | 403 | 403     | 403     | 403      | 403     | 403             | 403              | 403      | 401
            DELETE legal-hold  | 403 | 403     | 403     | 403      | 403     | 403             | 403              | 403      | 401
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
                    case "PUT legal-hold", "DELETE legal-hold" ->
                        OnboardingWorld.PARTICIPANTS + "/" + id + "/legal-hold";
                    case "GET participant", "PATCH participant", "DELETE participant" ->
                        OnboardingWorld.PARTICIPANTS + "/" + id;
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
                    case "PUT legal-hold" -> ClosingCalls.HOLD;
                    case "PUT capability" -> "{\"enabled\":true}";
                    case "POST suspend" -> "{\"reason\":\"other\",\"facts\":\"f\",\"contact\":\"c\"}";
                    default -> "";
                };
        Response answer = AuthorityCell.ask(world, route, path, body, caller, id, expected);

        if (route.equals("GET participants") && expected == 200) {
            boolean sees = List.of("own", "backend", "operator", "auditor").contains(caller);
            assertEquals(sees ? 1 : 0, answer.body().path("data").size(), answer.bytes());
        }
    }
}
