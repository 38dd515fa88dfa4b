package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.onboarding.http.OnboardingRoutes;
import dev.surety.onboarding.http.LimitRoutes;
import dev.surety.onboarding.http.ParticipantChangeRoutes;
import dev.surety.onboarding.http.PayoutMethodRoutes;
import dev.surety.onboarding.http.PauseRoutes;
import dev.surety.onboarding.http.SettingsDecisionRoutes;
import dev.surety.onboarding.http.business.PersonRoutes;
import dev.surety.onboarding.http.screening.ScreeningCaseRoutes;
import dev.surety.runtime.edge.http.Route;
import dev.surety.testkit.http.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * A participant's own token reads {@code under_review} and nothing more, whatever it asks for and however it is refused
 * (contracts §1.27).
 */
class ParticipantsAreNotTippedOffTest {
    private static final String LISTED = "Zoran Testovic";
    private static final List<String> WORDS =
            List.of("sanction", "screening", "ofac", "sdn", "un-1", "index-1", "\"un\"", "confirmed", "potential");

    private final ScreeningCalls calls = new ScreeningCalls();
    private final OnboardingWorld world = calls.world;

    /** Each request that an own token may send here: method, path, body. */
    private static final List<List<String>> OPEN = List.of(
            List.of("GET", "/v1/participants", ""),
            List.of("GET", "/v1/participants/{id}", ""),
            List.of("GET", "/v1/participants/{id}/requirements", ""),
            List.of("GET", "/v1/participants/{id}/limits", ""),
            List.of("GET", "/v1/participants/{id}/payout-methods", ""),
            List.of("GET", "/v1/participants/{id}/payout-methods/{m}", ""),
            List.of("GET", "/v1/participants/{id}/persons", ""),
            List.of("GET", "/v1/participants/{id}/persons/{p}", ""),
            List.of("POST", "/v1/participants/{id}/persons", PersonCalls.OWNER),
            List.of("PATCH", "/v1/participants/{id}/persons/{p}", "{\"shareBasisPoints\":1}"),
            List.of("DELETE", "/v1/participants/{id}/persons/{p}", ""),
            List.of("PUT", "/v1/participants/{id}/declarations", "{\"noOwnerAbove25\":true}"),
            List.of("PATCH", "/v1/participants/{id}", "{\"profile\":{\"phone\":\"+49301234567\"}}"),
            List.of("POST", "/v1/participants/{id}/terms-acceptances", "{\"version\":\"2\"}"),
            List.of("POST", "/v1/participants/{id}/payout-methods",
                    PayoutMethodCalls.iban("AT611904300234573201", LISTED)),
            List.of("POST", "/v1/participants/{id}/payout-methods/{m}/default", ""),
            List.of("POST", "/v1/participants/{id}/payout-methods/{m}/disable", ""));

    @Test
    void theListHasEveryRouteThatOwnTokensMayUse() {
        Set<String> open = new TreeSet<>();
        Stream.of(
                        new OnboardingRoutes(null, null, null, null, null, null, null, null, null).table(),
                        new ParticipantChangeRoutes(null, null, null, null, null).table(),
                        new PersonRoutes(null, null, null, null, null).table(),
                        new LimitRoutes(null, null, null, null).table(),
                        new PauseRoutes(null, null, null).table(),
                        new SettingsDecisionRoutes(null, null).table(),
                        new ScreeningCaseRoutes(null, null, null, null).table(),
                        new PayoutMethodRoutes(null, null, null, null, null, null, null, null).table())
                .flatMap(List::stream)
                .filter(route -> route.people() == Route.People.PARTICIPANTS_TOO)
                .forEach(route -> open.add(route.method() + " " + route.template()));
        Set<String> tried = new TreeSet<>();
        OPEN.forEach(each -> tried.add(each.get(0) + " " + each.get(1)));
        assertEquals(open, tried);
    }

    @TestFactory
    List<DynamicTest> ownTokensReadOneWord() {
        Map<String, Consumer<String>> states = Map.of(
                "pending", _ -> {},
                "potential", _ -> {},
                "proposed", seller -> calls.decide(seller, "confirm", "per_c1"),
                "confirmed", seller -> calls.decided(seller, "confirm"),
                "taken back", seller -> {
                    calls.decided(seller, "confirm");
                    calls.decided(seller, "clear");
                });
        return states.keySet().stream()
                .sorted()
                .map(state -> DynamicTest.dynamicTest(state, () -> reads(state, states.get(state))))
                .toList();
    }

    private void reads(String state, Consumer<String> decided) {
        world.lists.add(LISTED, "UN-1", "hash-1");
        world.lists.isReadable = !state.equals("pending");
        String seller = calls.activeSeller(LISTED);
        decided.accept(seller);
        Map<String, String> own = OnboardingWorld.participant(seller);
        String method = world.get("/v1/participants/" + seller + "/payout-methods", own).body()
                .at("/data/0/id").asString("");
        String all = "";
        for (List<String> each : OPEN) {
            String path = each.get(1).replace("{id}", seller).replace("{m}", method);
            for (String claimed :
                    List.of(path, path + "?reference=customer-7", path + "?requirement=screening.review")) {
                String key = each.get(0).equals("GET") ? "" : "own-" + Integer.toHexString(
                        (state + claimed + each.get(0)).hashCode()) + "-000000000";
                Response answer = world.call(each.get(0), claimed, each.get(2), key, own, Map.of());
                told(each + " in " + state, answer.bytes());
                all += answer.bytes();
                if (!key.isEmpty()) {
                    Response replay = world.call(each.get(0), claimed, each.get(2), key, own, Map.of());
                    told("replay of " + each, replay.bytes());
                    told("refusal of " + each, world.call(each.get(0), claimed, "{\"x\":1}", key + "b", own, Map.of())
                            .bytes());
                }
            }
        }
        for (String path : List.of("/v1/screening/cases", calls.casePath(seller))) {
            Response refused = world.get(path, own);
            assertEquals(403, refused.status());
            told(path, refused.bytes());
        }
        assertTrue(state.equals("taken back") || all.contains("under_review"), all);
        world.lists.isReadable = true;
    }

    private static void told(String where, String bytes) {
        String plain = bytes.toLowerCase(Locale.ROOT);
        for (String word : WORDS) {
            assertFalse(plain.contains(word), where + " tells " + word + ": " + bytes);
        }
    }
}
