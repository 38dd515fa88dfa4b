package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.marketplace.MoneyOut.OwnAccount;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.testkit.http.Response;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OwnAccountsAreKeptTest {
    private static final String KEY = "put-000000000000001";
    private static final String SECOND = "put-000000000000002";
    private static final String THIRD = "put-000000000000003";
    private static final String HOUSE =
            "{\"name\":\"house\",\"kind\":\"iban\",\"currency\":\"EUR\",\"holder\":\"Größe & Söhne GmbH\","
                    + "\"iban\":\"DE89 3704 0044 0532 0130 00\"}";

    private final OnboardingWorld world = new OnboardingWorld();

    @AfterEach
    void theWholeWorldHolds() {
        world.check();
    }

    private static String with(String... accounts) {
        return OnboardingWorld.PUT.replace(
                "\"Europe/Berlin\"", "\"Europe/Berlin\",\"ownAccounts\":[" + String.join(",", accounts) + "]");
    }

    private List<OwnAccount> stored() {
        return Marketplaces.from(world.last()).moneyOut().ownAccounts();
    }

    @Test
    void theNumberIsInTheVaultAloneAndIsShownMasked() {
        Response put = world.put(with(HOUSE), KEY);

        assertEquals(200, put.status(), put.bytes());
        JsonNode shown = put.body().at("/ownAccounts/0");
        assertEquals(
                List.of("currency", "fingerprint", "kind", "masked", "name"),
                shown.propertyNames().stream().sorted().toList());
        assertEquals("DE•• •••• 3000", shown.path("masked").asString(""));
        assertFalse(put.bytes().contains("Söhne"));
        JsonNode words = world.kept(Marketplaces.chain(OnboardingWorld.DEMO), stored().getFirst().words());
        assertEquals("DE89370400440532013000", words.path("number").asString(""));
        assertEquals("Groesse + Soehne GmbH", words.path("bankName").asString(""));
    }

    @Test
    void whatAReadShowedKeepsTheAccount() {
        Response put = world.put(with(HOUSE), KEY);
        List<OwnAccount> before = stored();

        Response again = world.put(world.settings().bytes(), SECOND);

        assertEquals(200, again.status(), again.bytes());
        assertFalse(again.body().has("proposed"), again.bytes());
        assertEquals(before, stored());
        assertEquals(put.body().get("ownAccounts"), again.body().get("ownAccounts"));
    }

    @Test
    void theSameAccountGivenAgainIsNoChange() {
        world.put(with(HOUSE), KEY);
        List<OwnAccount> before = stored();

        assertFalse(world.put(with(HOUSE.replace(" ", "").replace("Größe&SöhneGmbH", "Größe & Söhne GmbH")), SECOND)
                .body()
                .has("proposed"));
        assertEquals(before, stored());
    }

    @Test
    void anotherAccountWaitsForASecondPersonAndCanBeRepeatedMeanwhile() {
        world.put(with(HOUSE), KEY);
        String other = HOUSE.replace("DE89 3704 0044 0532 0130 00", "AT611904300234573201");

        Response put = world.put(with(other), SECOND);

        assertEquals("[\"ownAccounts\"]", put.body().at("/proposed/parts").toString());
        assertEquals("DE•• •••• 3000", put.body().at("/ownAccounts/0/masked").asString(""));
        assertEquals("AT•• •••• 3201", put.body().at("/proposed/settings/ownAccounts/0/masked").asString(""));
        assertFalse(put.body().at("/proposed/settings/ownAccounts/0").has("words"));
        Response repeated = world.put(put.body().at("/proposed/settings").toString(), THIRD);
        assertEquals(200, repeated.status(), repeated.bytes());
        assertEquals(
                put.body().at("/proposed/settings/ownAccounts"),
                repeated.body().at("/proposed/settings/ownAccounts"));
        world.approve(repeated, "per_checker", "approve-000000000001");
        assertEquals("AT•• •••• 3201", stored().getFirst().masked());
    }

    @Test
    void anAccountThatNoReadShowedCannotBeRepeated() {
        JsonNode shown = world.put(with(HOUSE), KEY).body().at("/ownAccounts/0");
        for (String name : List.of("name", "kind", "currency", "masked", "fingerprint")) {
            String was = shown.path(name).asString("");
            String other = switch (name) {
                case "kind" -> "us_account";
                case "currency" -> "JPY";
                default -> "x" + was.substring(1);
            };
            String body = with(Json.text(shown).replace("\"" + was + "\"", "\"" + other + "\""));
            Response answer = refused(body, 422);
            assertTrue(answer.bytes().contains("unknown_account"), answer.bytes());
        }
    }

    @Test
    void anAccountThatCannotBePaidToIsRefused() {
        assertPointer("/ownAccounts/0/iban", 400, HOUSE.replace("0130 00", "0130 01"));
        assertPointer("/ownAccounts/0/holder", 400, HOUSE.replace("Größe & Söhne GmbH", "株式会社"));
        assertPointer("/ownAccounts/0/holder", 400, HOUSE.replace("\"holder\":\"Größe & Söhne GmbH\",", ""));
        assertPointer("/ownAccounts/0/kind", 400, HOUSE.replace("\"kind\":\"iban\"", "\"kind\":\"cash\""));
        assertPointer("/ownAccounts/0/words", 400, HOUSE.replace("\"name\"", "\"words\":\"x\",\"name\""));
        assertPointer("/ownAccounts/0/currency", 422, HOUSE.replace("EUR", "USD"));
        assertPointer("/ownAccounts/1", 422, HOUSE, HOUSE);
        String us = "{\"name\":\"us\",\"kind\":\"us_account\",\"currency\":\"EUR\",\"holder\":\"Shop Inc\","
                + "\"routingNumber\":\"021000021\",\"accountNumber\":\"123456789\",\"accountType\":\"checking\"}";
        assertPointer("/ownAccounts/0/currency", 422, us);
    }

    private void assertPointer(String pointer, int status, String... accounts) {
        Response answer = refused(with(accounts), status);
        assertTrue(answer.pointers().contains(pointer), answer.bytes());
    }

    private Response refused(String body, int status) {
        Response answer = world.refused(
                "PUT", OnboardingWorld.SETTINGS, body, SECOND, OnboardingWorld.operator(OnboardingWorld.DEMO));
        assertEquals(status, answer.status(), answer.bytes());
        return answer;
    }
}
