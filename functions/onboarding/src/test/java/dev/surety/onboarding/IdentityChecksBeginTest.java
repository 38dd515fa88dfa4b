package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.onboarding.app.identity.IdentityChecks;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The begin of an identity check: what of the request is kept, and how often a participant may begin. */
class IdentityChecksBeginTest {
    private static final String BACK = "https://shop.example/back";

    private final OnboardingWorld world = OnboardingWorld.laidDown();

    private static String path(String seller) {
        return "/v1/participants/" + seller + "/identity-checks";
    }

    private static String body(String returnUrl) {
        return "{\"returnUrl\":\"" + returnUrl + "\"}";
    }

    private Response start(String seller, String returnUrl, int number) {
        return world.call(
                "POST", path(seller), body(returnUrl), key(number), OnboardingWorld.backend(OnboardingWorld.DEMO),
                Map.of());
    }

    private static String key(int number) {
        return "start-check-of-the-day-%02d".formatted(number);
    }

    /** The address may name a person, in its query or its path. So the entries have a commitment to it alone. */
    @Test
    void theReturnAddressIsInTheVaultAlone() {
        String seller = world.created("customer-7", "create-000000000001");
        String back = "https://shop.example/users/ada-back?email=ada%40back.example#ada-back";
        String check = start(seller, back, 0).text("id");
        var session = world.identity.sandbox.behindPage(check).orElseThrow();
        assertEquals(back, session.returnUrl().toString(), "the provider has it as it was given");
        world.identity.sandbox.submit(session);
        world.wake(IdentityChecks.chain(OnboardingWorld.DEMO, check), 0);
        assertEquals("verified", world.get(path(seller) + "/" + check).text("state"));
        for (String table : new String[] {SuretyTables.JOURNAL, SuretyTables.VAULT}) {
            String stored = world.store.items(table).toString();
            assertTrue(stored.contains(check), table);
            assertFalse(stored.contains("back.example") || stored.contains("ada-back"), table);
        }
        world.check();
    }

    @Test
    void aRefusedStartKeepsNoAddress() {
        String seller = world.created("customer-7", "create-000000000001");
        Response refused = world.refused(
                "POST", path(seller), body("https://thief.example/"), key(1),
                OnboardingWorld.backend(OnboardingWorld.DEMO));
        assertEquals("invalid", refused.reason());
    }

    /** The limit, and one more; a day after the first the eleventh is taken. */
    @Test
    void aParticipantBeginsTenChecksADay() {
        String seller = world.created("customer-7", "create-000000000001");
        for (int i = 0; i < 10; i++) {
            assertEquals(201, start(seller, BACK, i).status());
        }
        Response refused = world.refused(
                "POST", path(seller), body(BACK), key(11), OnboardingWorld.backend(OnboardingWorld.DEMO));
        assertEquals(422, refused.status(), refused.bytes());
        assertEquals("limit_exceeded", refused.reason());
        assertTrue(refused.bytes().contains("\"identity_checks_a_day\""), refused.bytes());
        assertEquals(201, start(seller, BACK, 0).status(), "a replay is none");
        String other = world.created("customer-9", "create-000000000009");
        assertEquals(201, start(other, BACK, 20).status(), "another participant has its own limit");

        world.clock.advance(Duration.ofDays(1).minusMillis(1));
        assertEquals(422, start(seller, BACK, 11).status());
        world.clock.advance(Duration.ofMillis(1));
        assertEquals(201, start(seller, BACK, 11).status());
        world.check();
    }
}
