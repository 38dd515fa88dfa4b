package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.model.id.Id;
import dev.surety.testkit.http.Response;
import java.util.HashMap;
import java.util.Map;

/** One call of an authority table: who calls, and what a refusal or a reader leaves as it was. */
final class AuthorityCell {
    private AuthorityCell() {}

    /** @param own the participant that the call is about */
    static Response ask(OnboardingWorld world, String route, String path, String body, String caller, String own,
            int expected) {
        Map<String, ?> before = world.store.everything();
        String method = route.substring(0, route.indexOf(' '));
        String key = method.equals("GET") ? "" : "command-00000001";
        Response answer = world.call(method, path, body, key, claims(caller, own), Map.of());
        assertEquals(expected, answer.status(), answer.bytes());
        if (answer.status() >= 400 || method.equals("GET")) {
            assertEquals(before, world.store.everything(), "refusal-inert");
        }
        world.check();
        return answer;
    }

    static Map<String, String> claims(String caller, String own) {
        return switch (caller) {
            case "own" -> OnboardingWorld.participant(own);
            case "another" -> OnboardingWorld.participant(Id.derive("par", "another"));
            case "backend" -> OnboardingWorld.backend(OnboardingWorld.DEMO);
            case "operator" -> OnboardingWorld.operator(OnboardingWorld.DEMO);
            case "staff" -> OnboardingWorld.compliance();
            case "auditor" ->
                Map.of(
                        "marketplace", "demo",
                        "client_id", "demo-auditor",
                        "person", "per_au",
                        "scope", "participants:read escrows:read ledger:read events:read");
            case "other's backend", "other backend" -> OnboardingWorld.backend(OnboardingWorld.OTHER);
            case "other's operator" -> OnboardingWorld.operator(OnboardingWorld.OTHER);
            case "other staff" -> {
                Map<String, String> claims = new HashMap<>(OnboardingWorld.compliance());
                claims.put("marketplace", "other");
                yield claims;
            }
            case "no scope" -> Map.of("marketplace", "demo", "person", "per_none", "scope", "ledger:read");
            case "no token", "none" -> Map.of();
            default -> throw new AssertionError(caller);
        };
    }
}
