package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.testkit.http.AuthorityTable;
import dev.surety.testkit.http.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Route × relation for documents, checks and exports: a person hands in, and staff alone look and decide. */
class AuthorityOverProofsTest {
    private static final String TABLE =
            """
            route         | own | another | backend | operator | staff | other backend | other staff | no scope | none
            GET documents | 200 | 404     | 200     | 200      | 200   | 404           | 404         | 403      | 401
            GET document  | 200 | 404     | 200     | 200      | 200   | 404           | 404         | 403      | 401
            POST document | 201 | 404     | 201     | 403      | 403   | 404           | 403         | 403      | 401
            POST open     | 403 | 403     | 403     | 403      | 200   | 403           | 404         | 403      | 401
            POST accept   | 403 | 403     | 403     | 403      | 200   | 403           | 404         | 403      | 401
            POST reject   | 403 | 403     | 403     | 403      | 200   | 403           | 404         | 403      | 401
            POST check    | 201 | 404     | 201     | 403      | 403   | 404           | 403         | 403      | 401
            GET check     | 200 | 404     | 200     | 200      | 200   | 404           | 404         | 403      | 401
            POST export   | 202 | 404     | 202     | 403      | 403   | 404           | 403         | 403      | 401
            GET export    | 200 | 404     | 200     | 403      | 403   | 404           | 403         | 403      | 401
            """;
    private static final String CHECK = "{\"returnUrl\":\"https://shop.example/back\"}";

    @TestFactory
    List<DynamicTest> everyCell() {
        return AuthorityTable.cells(TABLE, AuthorityOverProofsTest::cell);
    }

    private static void cell(String route, String caller, int expected) {
        var world = OnboardingWorld.laidDown();
        var calls = new DocumentCalls(world);
        String id = calls.seller("customer-1");
        String one = OnboardingWorld.PARTICIPANTS + "/" + id;
        String document = one + "/documents/" + calls.uploaded(id, DocumentCalls.PDF);
        Response check = world.call(
                "POST", one + "/identity-checks", CHECK, calls.key(), DocumentCalls.BACKEND, Map.of());
        assertEquals(201, check.status(), check.bytes());
        var exports = new ExportCalls(world);
        String export = exports.requested(id, "prepare-export-0001");
        String path =
                switch (route) {
                    case "POST export" -> one + "/exports";
                    case "GET export" -> one + "/exports/" + export;
                    case "GET documents", "POST document" -> one + "/documents";
                    case "GET document" -> document;
                    case "POST open", "POST accept", "POST reject" -> document + route.replace("POST ", "/");
                    case "POST check" -> one + "/identity-checks";
                    case "GET check" -> one + "/identity-checks/" + check.text("id");
                    default -> throw new AssertionError(route);
                };
        String body =
                switch (route) {
                    case "POST document" -> DocumentCalls.body(DocumentCalls.PDF);
                    case "POST reject" -> "{\"code\":\"document_blurry\"}";
                    case "POST check" -> CHECK;
                    default -> "";
                };
        AuthorityCell.ask(world, route, path, body, caller, id, expected);
    }
}
