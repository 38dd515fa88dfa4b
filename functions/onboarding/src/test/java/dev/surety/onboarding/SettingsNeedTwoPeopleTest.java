package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.json.Json;
import dev.surety.testkit.http.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SettingsNeedTwoPeopleTest {
    private static final String CHEAPER = OnboardingWorld.PUT.replace("\"version\":1,", "\"version\":2,")
            .replace("1200", "900");
    private static final String KEY = "put-000000000000002";
    private static final String APPROVE = "approve-00000000001";
    private static final String STAFF =
            "\"Europe/Berlin\",\"staff\":[{\"person\":\"per_cfo\",\"may\":[\"settings:approve\"]}]";
    private static final String LINKS =
            "\"Europe/Berlin\",\"personLinks\":[{\"persons\":[\"per_op\",\"per_alias\"]}]";

    private final OnboardingWorld world = OnboardingWorld.laidDown();

    @AfterEach
    void theWholeWorldHolds() {
        world.check();
    }

    @Test
    void newTermsWaitAndTheFormerOnesApply() {
        Response put = world.put(CHEAPER.replace("Berlin", "Vienna"), KEY);

        assertEquals(1, version(put), "the former terms");
        assertEquals("Europe/Vienna", put.text("timeZone"), "the rest holds at once");
        assertEquals("[\"presets\"]", put.body().at("/proposed/parts").toString());
        assertEquals(2, put.body().at("/proposed/settings/presets/0/version").asInt(0));
        assertEquals(put.bytes(), world.settings().bytes());
        assertEquals("opens settings_approval", world.last().attention().orElseThrow());
        assertEquals(
                "{\"approval\":{\"hash\":\"" + hash(put) + "\",\"makers\":[\"per_op\"],\"needed\":1}}",
                Json.text(Json.object(world.last().data()).path("tells")));
    }

    @Test
    void aSecondPersonsApprovalPutsThemInForce() {
        Response approved = world.approve(world.put(CHEAPER, KEY), "per_checker", APPROVE);

        assertEquals(200, approved.status(), approved.bytes());
        assertEquals(2, version(approved));
        assertFalse(approved.body().has("proposed"));
        assertEquals(3, approved.body().path("version").asInt(0));
        assertEquals("closes settings_approval", world.last().attention().orElseThrow());
        assertTrue(world.approve(world.put(CHEAPER, KEY), "per_checker", APPROVE).isReplay());
    }

    @Test
    void theMakerCannotApproveUnderAnyOfItsNames() {
        Response linked = world.putApproved(OnboardingWorld.PUT.replace("\"Europe/Berlin\"", LINKS), KEY);
        assertEquals(200, linked.status(), linked.bytes());
        Response put = world.put(CHEAPER.replace("\"Europe/Berlin\"", LINKS), "put-000000000000003");

        for (String person : List.of("per_op", "per_alias")) {
            assertEquals("approver_is_maker", refused(put, person, hash(put)).text("reason"));
        }
    }

    @Test
    void whereStaffIsNamedOnlyStaffApproves() {
        world.putApproved(OnboardingWorld.PUT.replace("\"Europe/Berlin\"", STAFF), KEY);
        Response put = world.put(CHEAPER.replace("\"Europe/Berlin\"", STAFF), "put-000000000000003");

        assertEquals("forbidden", refused(put, "per_checker", hash(put)).text("reason"));
        assertEquals(200, world.approve(put, "per_cfo", APPROVE).status());
    }

    @Test
    void staffOfWhomNoneApprovesSettingsIsRefusedBecauseItCouldNeverChange() {
        String locked = STAFF.replace("settings:approve", "payouts:approve");

        Response put = world.put(OnboardingWorld.PUT.replace("\"Europe/Berlin\"", locked), KEY);

        assertEquals(422, put.status(), put.bytes());
        assertEquals("/staff", put.body().at("/errors/0/pointer").asString(""));
        assertEquals("no_approver_of_settings", put.body().at("/errors/0/reason").asString(""));
        assertEquals(200, world.put(CHEAPER, "put-000000000000003").status());
    }

    @Test
    void anotherHashIsRefused() {
        Response put = world.put(CHEAPER, KEY);
        assertEquals("hash_mismatch", refused(put, "per_checker", "0".repeat(64)).text("reason"));
    }

    @Test
    void aProposalThatAnotherReplacedCannotBeApproved() {
        Response put = world.put(CHEAPER, KEY);
        world.put(CHEAPER.replace("900", "800"), "put-000000000000003");
        assertEquals("transition_not_allowed", refused(put, "per_checker", hash(put)).text("reason"));
    }

    @Test
    void puttingTheFormerTermsAgainWithdrawsTheProposal() {
        world.put(CHEAPER, KEY);
        Response put = world.put(OnboardingWorld.PUT, "put-000000000000003");
        assertFalse(put.body().has("proposed"));
        assertEquals("closes settings_approval", world.last().attention().orElseThrow());
    }

    @Test
    void settingsAsShownCanBePutAgainWhileAProposalWaits() {
        Response shown = world.put(CHEAPER, KEY);
        Response again = world.put(shown.bytes(), "put-000000000000003");
        assertEquals(200, again.status(), again.bytes());
        assertFalse(again.body().has("proposed"), "they hold the former terms");
    }

    @Test
    void aRejectedProposalIsGoneAndNothingChanges() {
        Response put = world.put(CHEAPER, KEY);
        Response rejected = world.call(
                "POST",
                path(put, "reject"),
                body(hash(put)),
                APPROVE,
                OnboardingWorld.checker("per_checker"),
                Map.of());
        assertEquals(200, rejected.status(), rejected.bytes());
        assertEquals(1, version(rejected));
        assertFalse(rejected.body().has("proposed"));
    }

    @Test
    void theFirstSettingsOfALiveMarketplaceHaveNoTermsUntilTheyAreApproved() {
        var live = new OnboardingWorld();
        Response put = live.put(OnboardingWorld.PUT.replace("\"sandbox\"", "\"live\""), KEY);
        assertEquals(0, put.body().path("presets").size(), put.bytes());
        Response approved = live.approve(put, "per_checker", APPROVE);
        assertEquals(1, version(approved));
        live.check();
    }

    @Test
    void moneyOutIsShownAsItWasPut() {
        String rails =
                """
                "Europe/Berlin",
                "approvals":[{"approvers":1,"currency":"EUR","upTo":5000000},{"approvers":2,"currency":"EUR"}],
                "bankAccounts":[{"currencies":["EUR"],"name":"main"}],
                "minimums":[{"amount":100,"currency":"EUR"}],
                "rails":[{"account":"main","currencies":["EUR"],"kind":"sandbox","maximums":[],"minimums":[],
                  "name":"test"}],
                "reserve":{"basisPoints":1000,"days":30},
                "schedules":[{"currency":"EUR","day":31,"every":"monthly","name":"month","onHoliday":"following",
                  "rail":"test"}]
                """;
        Response put = world.putApproved(OnboardingWorld.PUT.replace("\"Europe/Berlin\"", rails), KEY);
        assertEquals(200, put.status(), put.bytes());
        assertEquals(30, put.body().at("/reserve/days").asInt(0));
        Response again = world.put(put.bytes(), "put-000000000000003");
        assertEquals(200, again.status(), again.bytes());
        assertEquals(
                put.bytes().replace("\"version\":3,", "\"version\":4,"),
                again.bytes());
        var schedule = Marketplaces.from(world.last()).moneyOut().schedules().getFirst();
        assertEquals(31, schedule.day().orElseThrow());
    }

    private static int version(Response settings) {
        return settings.body().at("/presets/0/version").asInt(0);
    }

    private static String hash(Response put) {
        return put.body().at("/proposed/hash").asString("");
    }

    private static String body(String hash) {
        return "{\"hash\":\"" + hash + "\"}";
    }

    private static String path(Response put, String verb) {
        return OnboardingWorld.SETTINGS + "/versions/" + put.body().at("/proposed/version").asInt(0) + "/" + verb;
    }

    private Response refused(Response put, String person, String hash) {
        return world.refused("POST", path(put, "approve"), body(hash), APPROVE, OnboardingWorld.checker(person));
    }
}
