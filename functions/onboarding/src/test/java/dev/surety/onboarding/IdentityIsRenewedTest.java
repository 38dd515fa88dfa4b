package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.journal.Entry;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.testkit.http.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A document that was accepted a year ago has to be renewed: over HTTP, with the timers of its marketplace. */
class IdentityIsRenewedTest {
    private final DocumentCalls calls = new DocumentCalls();
    private final OnboardingWorld world = calls.world;
    private final String seller = calls.seller("seller-1");

    private void pass(Duration time) {
        world.clock.advance(time);
        Deadlines.pass(world);
    }

    private JsonNode reverify() {
        for (JsonNode open : world.get("/v1/participants/" + seller).body().path("requirements")) {
            if (open.path("code").asString("").equals("identity.reverify")) {
                return open;
            }
        }
        return world.get("/v1/participants/" + seller).body().path("nothing");
    }

    private List<String> events() {
        return world.chain(CreateParticipant.chain(OnboardingWorld.DEMO, seller)).stream()
                .map(Entry::event)
                .toList();
    }

    @Test
    void aYearAfterItWasAcceptedItIsNotEnough() {
        calls.decide(seller, calls.uploaded(seller, DocumentCalls.PDF), "/accept", "");
        pass(Duration.ofDays(365 - 60).minusMillis(1));
        assertTrue(reverify().isMissingNode());
        pass(Duration.ofMillis(1));
        assertEquals("currently_due", reverify().path("status").asString(""));
        assertEquals("2027-11-22T10:00:00.000Z", reverify().path("deadline").asString(""));
        assertEquals("[\"payout\"]", reverify().path("restricts").toString());
        pass(Duration.ofDays(46));
        pass(Duration.ofDays(11));
        assertEquals("active", calls.payout(seller));
        pass(Duration.ofDays(3));
        assertEquals("past_due", reverify().path("status").asString(""));
        assertEquals("restricted", calls.payout(seller));
        assertEquals(
                List.of("requirement.opened.v1", "requirement.due.v1", "requirement.due.v1", "requirement.past_due.v1"),
                events().subList(events().size() - 4, events().size()));

        String newer = calls.uploaded(seller, "%PDF-1.7 newer".getBytes(StandardCharsets.US_ASCII));
        assertEquals("marketplace", reverify().path("awaiting").asString(""));
        calls.decide(seller, newer, "/accept", "");
        assertTrue(reverify().isMissingNode());
        assertEquals("active", calls.payout(seller));
        world.check();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "after    | highest | status | member            | reason",
                "'P3Y'    | 'P12M'  | 200    |                   | ",
                "'P10Y'   | 'P3M'   | 200    |                   | ",
                "'P121M'  | 'P1Y'   | 400    | /after            | bound",
                "'P1Y'    | 'P2M'   | 400    | /highestTierAfter | bound",
                "'P90D'   | 'P1Y'   | 400    | /after            | format",
                "'-P1Y'   | 'P1Y'   | 400    | /after            | format",
                "'P999Y'  | 'P1Y'   | 400    | /after            | bound",
                "3        | 'P1Y'   | 400    | /after            | type",
                "null     | 'P1Y'   | 400    | /after            | type",
            })
    void theSettingsSayThePeriods(String after, String highest, int status, String member, String reason) {
        String periods = "{\"after\":" + after + ",\"highestTierAfter\":" + highest + "}";
        String json = periods.replace('\'', '"');
        String rules = "{\"rules\":{\"tiers\":[{\"tier\":\"basic\",\"requires\":[\"profile.name\"],\"limits\":[]}],"
                + "\"capabilities\":[{\"capability\":\"pay\",\"tier\":\"basic\"}],\"reverification\":" + json + "}}";
        Response put = new OnboardingWorld().put(
                OnboardingWorld.PUT.replaceFirst("}$", ",\"onboarding\":" + rules + "}"), "prepare-settings-1");
        assertEquals(status, put.status(), put.bytes());
        if (status == 200) {
            assertEquals(json, put.body().at("/onboarding/rules/reverification").toString());
        } else {
            String pointer = put.body().at("/errors/0/pointer").asString("");
            assertEquals("/onboarding/rules/reverification" + member, pointer, put.bytes());
            assertEquals(reason, put.body().at("/errors/0/reason").asString(""), put.bytes());
        }
    }

    @Test
    void settingsThatSayNoneAreShownAsTheyWereGiven() {
        assertTrue(world.settings().body().path("onboarding").path("rules").path("reverification").isMissingNode());
    }
}
