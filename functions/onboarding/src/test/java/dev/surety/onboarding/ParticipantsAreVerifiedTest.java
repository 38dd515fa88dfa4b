package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.runtime.json.Json;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sandbox whose settings have rules verifies its participants as a live marketplace does. */
class ParticipantsAreVerifiedTest {
    private static final String KEY = "change-000000001";

    private OnboardingWorld world;

    static String rules(String basic) {
        return OnboardingWorld.PUT.replace(
                "\"timeZone\"",
                "\"onboarding\":{\"rules\":{\"tiers\":[{\"tier\":\"basic\",\"requires\":[" + basic + "],"
                        + "\"limits\":[{\"capability\":\"pay\",\"max\":[{\"amount\":100000,\"currency\":\"EUR\"}]}]},"
                        + "{\"tier\":\"standard\",\"requires\":[\"terms.accept\"]}],"
                        + "\"capabilities\":[{\"capability\":\"pay\",\"tier\":\"basic\"},"
                        + "{\"capability\":\"receive\",\"tier\":\"standard\"},"
                        + "{\"capability\":\"payout\",\"tier\":\"standard\",\"requires\":[\"payout_method.add\"]}]}},"
                        + "\"timeZone\"");
    }

    private static final String NAMED = "\"profile.name\"";

    @BeforeEach
    void aMarketplaceWithRules() {
        world = new OnboardingWorld();
        Response put = world.put(rules(NAMED), "prepare-settings-1");
        assertEquals(200, put.status(), put.bytes());
        assertEquals("basic", put.body().at("/onboarding/rules/tiers/0/tier").asString(""));
        assertEquals(200, world.put(put.bytes(), "prepare-settings-2").status(), "a read can be put again");
    }

    private static String path(String id) {
        return OnboardingWorld.PARTICIPANTS + "/" + id;
    }

    private static ChainId chain(String id) {
        return CreateParticipant.chain(OnboardingWorld.DEMO, id);
    }

    private static String status(Response answer, String capability) {
        return answer.body().at("/capabilities/" + capability + "/status").asString("");
    }

    private Response patch(String id, String profile, String key) {
        return world.call(
                "PATCH", path(id), "{\"profile\":" + profile + "}", key, OnboardingWorld.backend(OnboardingWorld.DEMO),
                Map.of());
    }

    @Test
    void aNewRuleWarnsBeforeItRestrictsThoseWhoHadTheCapability() {
        String plain = OnboardingWorld.CREATE.replace("\"phone\":\"+4930123456\",", "");
        String id = world.create(plain, "prepare-00000001").text("id");
        assertEquals("active", status(world.get(path(id)), "pay"));
        Response put = world.putApproved(rules(NAMED + ",\"profile.phone\""), "prepare-settings-3");
        assertEquals(200, put.status(), put.bytes());

        patch(id, "{\"name\":\"Grace Hopper II\"}", KEY);
        Response shown = world.get(path(id));
        assertEquals("active", status(shown, "pay"), "it keeps the capability for 30 days");
        assertEquals("restricted", status(shown, "receive"));
        assertEquals("profile.phone", shown.body().at("/requirements/1/code").asString(""));
        assertEquals("2026-12-22T10:00:00.000Z", shown.body().at("/requirements/1/deadline").asString(""));

        List<String> told = new ArrayList<>();
        for (int day = 0; day <= 31; day++) {
            int before = world.chain(chain(id)).size();
            Deadlines.pass(world);
            for (Entry entry : world.chain(chain(id)).subList(before, world.chain(chain(id)).size())) {
                told.add(day + " " + entry.event() + " " + Json.object(entry.data()).path("days").asString(""));
            }
            world.clock.advance(Duration.ofDays(1));
        }

        assertEquals(
                List.of("16 requirement.due.v1 14", "27 requirement.due.v1 3", "30 requirement.past_due.v1 "), told);
        Response late = world.get(path(id));
        assertEquals("restricted", late.text("state"));
        assertEquals("restricted", status(late, "pay"));
        assertEquals("profile.phone", late.body().at("/capabilities/pay/details/0/code").asString(""));
        assertEquals("past_due", late.body().at("/requirements/1/status").asString(""));

        Response met = patch(id, "{\"phone\":\"+4930123456\"}", "change-000000002");
        assertEquals("active", status(met, "pay"), met.bytes());
        assertEquals("active", met.text("state"));
        assertTrue(world.chain(chain(id)).getLast().due().isEmpty());
        world.check();
    }

    @Test
    void aCapabilityThatIsNotOfferedCanNeverBe() {
        String id = world.created("customer-1", KEY);

        Response asked = world.call(
                "PUT", path(id) + "/capabilities/instant_payout", "{\"requested\":true}", "change-000000002",
                OnboardingWorld.backend(OnboardingWorld.DEMO), Map.of());

        assertEquals("unsupported", status(asked, "instant_payout"), asked.bytes());
        assertEquals("not_offered", asked.body().at("/capabilities/instant_payout/details/0/code").asString(""));
    }

    /** No capability is ever taken away without a word about what helps. */
    @Test
    void everyRestrictionSaysWhoCanDoSomething() {
        String id = world.created("customer-1", KEY);
        String until = "\"facts\":\"f\",\"contact\":\"c\"}";
        world.call(
                "POST", path(id) + "/restrict", "{\"reason\":\"other\",\"capabilities\":[\"pay\"]," + until,
                "change-000000002", OnboardingWorld.compliance(), Map.of());
        Response shown = world.get(path(id));

        for (String capability : List.of("pay", "receive", "payout")) {
            assertEquals("restricted", status(shown, capability));
            var details = shown.body().at("/capabilities/" + capability + "/details");
            assertFalse(details.isEmpty(), capability);
            details.forEach(detail -> assertTrue(
                    detail.path("whoActs").asString("").equals("participant")
                            || detail.path("contact").asString("").equals("marketplace"),
                    detail.toString()));
        }
    }

    @Test
    void participantsAreListedByStateCapabilityAndRequirementPageByPage() {
        var all = new TreeSet<String>();
        for (int i = 10; i < 40; i++) {
            all.add(world.created("customer-" + i, "prepare-000000" + i));
        }
        String one = all.first();
        world.call(
                "POST", path(one) + "/suspend", "{\"reason\":\"other\",\"facts\":\"f\",\"contact\":\"c\"}", KEY,
                OnboardingWorld.compliance(), Map.of());
        world.call(
                "POST", path(all.last()) + "/terms-acceptances", "{\"version\":\"1\"}", KEY,
                OnboardingWorld.backend(OnboardingWorld.DEMO), Map.of());

        assertEquals(List.of(one), listed("?state=suspended", 7));
        assertEquals(List.of(all.last()), listed("?capability=receive", 7));
        assertEquals(all.size() - 1, listed("?requirement=terms.accept", 7).size());
        assertEquals(all.size(), new TreeSet<>(listed("?capability=payout&status=restricted", 7)).size());
        assertEquals(List.of(), listed("?state=active&capability=receive&requirement=terms.accept", 100));
    }

    private List<String> listed(String query, int limit) {
        List<String> found = new ArrayList<>();
        String next = "";
        do {
            Response page = world.get(OnboardingWorld.PARTICIPANTS + query + "&limit=" + limit + next);
            assertEquals(200, page.status(), page.bytes());
            assertTrue(page.body().path("data").size() <= limit);
            page.body().path("data").forEach(view -> found.add(view.path("id").asString("")));
            next = page.text("nextCursor").isEmpty() ? "" : "&cursor=" + page.text("nextCursor");
        } while (!next.isEmpty());
        return found;
    }

    @ParameterizedTest
    @CsvSource({
        "state=erased, state, format",
        "capability=fly, capability, format",
        "requirement=tax.residence, requirement, format",
        "status=active, status, not_without_capability",
        "limit=2, reference, missing",
        "reference=a&state=active, reference, not_with_a_state",
    })
    void aListByAStateThatIsNotThereIsMalformed(String query, String pointer, String reason) {
        Response answer = world.get(OnboardingWorld.PARTICIPANTS + "?" + query);

        assertEquals(400, answer.status(), answer.bytes());
        assertTrue(answer.pointers().contains(pointer), answer.bytes());
        assertTrue(answer.reasons().contains(reason), answer.bytes());
    }

    @Test
    void aParticipantsOwnTokenListsNoOthers() {
        String id = world.created("customer-1", KEY);

        Response answer = world.get(OnboardingWorld.PARTICIPANTS + "?state=active", OnboardingWorld.participant(id));

        assertEquals(403, answer.status(), answer.bytes());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock =
            """
            "tier":"basic"            | "tier":"platinum"         | /tiers/0/tier                | unknown_tier
            "tier":"standard","req | "tier":"basic","req | /tiers/1/tier | not_higher_than_the_one_before
            profile.name              | screening.review          | /tiers/0/requires/0          | unknown_requirement
            payout_method.add         | tax.residence         | /capabilities/2/requires/0   | unknown_requirement
            0,"currency":"EUR"}]}]} | 0,"currency":"USD"}]}]} | /tiers/0/limits/0/max/0|not_a_currency_of_the_marketplace
            "capability":"receive"    | "capability":"payout"     | /capabilities/2              | doubled
            """)
    void rulesThatNoParticipantCanMeetAreInvalid(String part, String by, String pointer, String reason) {
        Response answer = world.refused(
                "PUT", OnboardingWorld.SETTINGS, rules(NAMED).replace(part, by), "command-000000001",
                OnboardingWorld.operator(OnboardingWorld.DEMO));

        assertEquals("invalid", answer.reason(), answer.bytes());
        assertTrue(answer.pointers().contains("/onboarding/rules" + pointer), answer.bytes());
        assertTrue(answer.reasons().contains(reason), answer.bytes());
    }
}
