package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.model.id.Id;
import dev.surety.testkit.http.AuthorityTable;
import dev.surety.testkit.http.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Route × relation for imports: a back end brings participants, and no participant sees that it was brought. */
class AuthorityOverImportsTest {
    private static final String TABLE =
            """
            route       | own | another | backend | operator | staff | other backend | other operator | no scope | none
            POST import | 403 | 403     | 201     | 403      | 403   | 422           | 403            | 403      | 401
            GET imports | 403 | 403     | 200     | 200      | 200   | 200           | 200            | 403      | 401
            GET import  | 403 | 403     | 200     | 200      | 200   | 404           | 404            | 403      | 401
            GET errors  | 403 | 403     | 200     | 200      | 200   | 404           | 404            | 403      | 401
            """;

    @TestFactory
    List<DynamicTest> everyCell() {
        return AuthorityTable.cells(TABLE, AuthorityOverImportsTest::cell);
    }

    private static void cell(String route, String caller, int expected) {
        var calls = new ImportCalls();
        OnboardingWorld world = calls.world;
        String one = ImportCalls.PATH + "/" + calls.imported(ImportCalls.file(ImportCalls.line("seller-1"), "bad"));
        String own = world.get("/v1/participants?reference=seller-1").body().at("/data/0/id").asString("");
        String path =
                switch (route) {
                    case "POST import", "GET imports" -> ImportCalls.PATH;
                    case "GET import" -> one;
                    case "GET errors" -> one + "/errors";
                    default -> throw new AssertionError(route);
                };
        boolean isRead = route.startsWith("GET");
        String body = isRead ? "" : ImportCalls.body(ImportCalls.file(ImportCalls.line("seller-2")));
        Map<String, ?> before = world.store.everything();

        Response answer = world.call(
                isRead ? "GET" : "POST", path, body, isRead ? "" : calls.key(), claims(caller, own), Map.of());

        assertEquals(expected, answer.status(), answer.bytes());
        if (answer.status() >= 400 || isRead) {
            assertEquals(before, world.store.everything(), "refusal-inert");
        }
        if (route.equals("GET imports") && expected == 200) {
            assertEquals(caller.startsWith("other") ? 0 : 1, answer.body().path("data").size());
        }
        world.check();
    }

    private static Map<String, String> claims(String caller, String own) {
        return switch (caller) {
            case "own" -> OnboardingWorld.participant(own);
            case "another" -> OnboardingWorld.participant(Id.derive("par", "another"));
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
