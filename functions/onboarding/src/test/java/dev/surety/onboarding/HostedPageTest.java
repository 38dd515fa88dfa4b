package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.Faults;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.runtime.secrets.Digests;
import dev.surety.testkit.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A person at the hosted page: what it asks for, what it takes, and what it tells about an error. */
class HostedPageTest {
    private static final String RULES =
            """
            {"rules":{"tiers":[
               {"tier":"basic","requires":["profile.name","profile.email"]},
               {"tier":"standard","requires":["profile.birth_date","profile.address","terms.accept"]},
               {"tier":"verified","requires":["identity.document"]}],
             "capabilities":[{"capability":"pay","tier":"basic"},{"capability":"receive","tier":"standard"},
               {"capability":"payout","tier":"verified","requires":["payout_method.add"]}]}}
            """
                    .strip();
    static final String CREATE =
            """
            {"reference":"seller-1","kind":"individual","country":"DE",
             "profile":{"name":"Grace Verified","email":"grace@navy.example"}}
            """
                    .strip();
    private static final Map<String, String> PROFILE = Map.of(
            "birthDate", "1990-12-09", "line1", "Main Street 1", "city", "Berlin", "postalCode", "10115",
            "country", "DE");
    private static final Map<String, String> METHOD = Map.of(
            "kind", "iban", "holder", "Grace Verified", "iban", "DE89 3704 0044 0532 0130 00", "currency", "EUR");

    private OnboardingWorld world;
    private Browser browser;
    private String seller;
    private String made;

    static OnboardingWorld laidDown() {
        return laidDown(Faults.none());
    }

    static OnboardingWorld laidDown(Faults faults) {
        var world = new OnboardingWorld(faults);
        String settings = OnboardingWorld.PUT
                .replace("JPY", "USD")
                .replaceFirst("}$", ",\"onboarding\":" + RULES + "}");
        Response put = world.put(settings, "prepare-settings-1");
        assertEquals(200, put.status(), put.bytes());
        return world;
    }

    @BeforeEach
    void aSellerWhoLacksMuch() {
        world = laidDown();
        browser = new Browser(world);
        seller = created(CREATE);
    }

    private String created(String body) {
        Response answer = world.create(body, "create-" + Digests.sha256Hex(body).substring(0, 16));
        assertEquals(201, answer.status(), answer.bytes());
        return answer.text("id");
    }

    private void opened() {
        opened("currently_due");
    }

    private void opened(String collect) {
        Response link = Browser.make(world, seller, collect, "link-0000000000001");
        made = link.text("id");
        browser.get(link.text("url").substring(IdentityDoors.PUBLIC.length()));
        assertEquals(200, browser.shown.status(), browser.shown.bytes());
    }

    private JsonNode participant() {
        return world.get(OnboardingWorld.PARTICIPANTS + "/" + seller).body();
    }

    private int entries() {
        return world.chain(CreateParticipant.chain(OnboardingWorld.DEMO, seller)).size();
    }

    private List<String> missing() {
        return participant().path("requirements").valueStream().map(of -> of.path("code").stringValue()).toList();
    }

    @Test
    void aPersonGivesAllThatIsMissingStepByStep() {
        opened();
        assertTrue(browser.shows("<h1>Your details</h1>"), browser.shown.bytes());
        assertTrue(browser.shows("name=\"birthDate\"") && browser.shows("name=\"line1\""));
        assertFalse(browser.shows("name=\"email\"") || browser.shows("name=\"name\""), "what is there is not asked");

        browser.send("profile", PROFILE);
        assertTrue(browser.shows("<h1>Terms</h1>"), browser.shown.bytes());
        browser.send("terms", Map.of("accept", "yes"));
        assertTrue(browser.shows("<h1>Your bank account</h1>"), browser.shown.bytes());
        assertTrue(browser.shows("value=\"Grace Verified\""), "the holder is most often the participant");
        browser.send("payout-method", METHOD);
        assertTrue(browser.shows("<h1>Proof of identity</h1>"), browser.shown.bytes());
        assertEquals(List.of("identity.document"), missing());
        uploaded(DocumentCalls.PDF);

        assertTrue(browser.shows("<h1>Nothing more to do</h1>"), browser.shown.bytes());
        assertTrue(browser.shows("under review"), "a person looks at the document");
        assertTrue(browser.shows("href=\"https://shop.example/back\""), browser.shown.bytes());
        assertEquals("pending", participant().at("/requirements/0/status").asString(""));
        assertEquals("1990-12-09", participant().at("/profile/birthDate").asString(""));
        String sentence = "I have read the terms of the marketplace demo, and accept them.";
        assertEquals(Digests.sha256Hex(sentence), participant().at("/terms/hash").asString(""));
        Entry last = link().getLast();
        assertEquals("onboarding_link.completed.v1", last.event());
        browser.get(Browser.PAGE);
        assertEquals(last.number(), link().getLast().number(), "it is completed once");
        world.check();
    }

    /** Puts bytes as the store does with the form that is shown, and comes back. */
    private void uploaded(byte[] bytes) {
        Map<String, String> form = browser.hidden();
        world.documents.files().files.put(form.get("key"), bytes);
        browser.get(form.get("then").substring(IdentityDoors.PUBLIC.length()) + "?bucket=b&key=k&etag=e");
    }

    private List<Entry> link() {
        return world.chain(new ChainId("onboarding_link", OnboardingWorld.DEMO, made));
    }

    @ParameterizedTest(name = "{0} {1}={2}: {3}, {4}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "step          | field     | value                       | status | says",
                "profile       | birthDate | 1990-13-40                  | 400    | This is no date",
                "profile       | birthDate | 2999-01-01                  | 422    | in the future",
                "profile       | birthDate | 1890-01-01                  | 400    | before 1900",
                "profile       | birthDate | ''                          | 422    | Please fill this in",
                "profile       | line1     | '  '                        | 422    | Please fill this in",
                "profile       | line1     | 'Main\u202e Street'         | 400    | cannot be read",
                "profile       | country   | XX                          | 400    | cannot be read",
                "payout-method | iban      | DE89370400440532013001      | 422    | check digits are wrong",
                "payout-method | iban      | DE8937040044053201300       | 422    | another length",
                "payout-method | iban      | XX89370400440532013000      | 422    | has no IBAN",
                "payout-method | iban      | ''                          | 422    | Please fill this in",
                "payout-method | holder    | '=HYPERLINK(1)'             | 400    | A name begins with",
                "payout-method | currency  | CHF                         | 422    | does not take this",
            })
    void anErrorStandsBesideItsFieldAndTheValuesStay(
            String step, String field, String value, int status, String says) {
        opened();
        if (step.equals("payout-method")) {
            browser.get(Browser.PAGE + "?step=" + step);
        }
        Map<String, String> form = new HashMap<>(step.equals("profile") ? PROFILE : METHOD);
        form.put(field, value.translateEscapes());
        Map<String, ?> before = world.store.everything();

        browser.send(step, form);

        assertEquals(status, browser.shown.status(), browser.shown.bytes());
        assertEquals(before, world.store.everything(), "refusal-inert");
        String error = between(browser.shown.bytes(), "id=\"" + field + "-error\">", "</p>");
        assertTrue(error.contains(says), error);
        assertTrue(browser.shows("<li><a href=\"#" + field + "\">"), "the summary leads to the field");
        assertTrue(browser.shows("<title>Error: "), browser.shown.bytes());
        assertTrue(
                browser.shows("id=\"" + field + "\"") && browser.shows("aria-invalid=\"true\""), browser.shown.bytes());
        String kept = step.equals("profile") ? "line1" : "holder";
        if (!field.equals(kept)) {
            assertTrue(browser.shows("value=\"" + form.get(kept) + "\""), browser.shown.bytes());
        }
    }

    private static String between(String text, String from, String to) {
        int start = text.indexOf(from);
        assertTrue(start >= 0, () -> from + " in " + text);
        return text.substring(start + from.length(), text.indexOf(to, start + from.length()));
    }

    @Test
    void aHostileTextIsTextAndAnEndlessOneIsTooLong() {
        seller = created(CREATE.replace("Grace Verified", "Grace <script>alert(1)</script> \\\"Quote' & Co"));
        opened();
        browser.get(Browser.PAGE + "?step=payout-method");
        assertFalse(browser.shows("<script"), browser.shown.bytes());
        assertTrue(
                browser.shows("value=\"Grace &lt;script&gt;alert(1)&lt;/script&gt; &quot;Quote&#39; &amp; Co\""),
                browser.shown.bytes());

        browser.get(Browser.PAGE + "?step=profile");
        Map<String, String> form = new HashMap<>(PROFILE);
        form.put("line1", "<img src=x onerror=alert(1)>\"".repeat(350));
        browser.send("profile", form);
        assertTrue(browser.shows("At most 200 characters."), browser.shown.bytes());
        assertFalse(browser.shows("<img"), browser.shown.bytes());
        assertEquals(List.of(), participant().path("profile").path("address").propertyNames().stream().toList());
    }

    @Test
    void aFormSentTwiceIsOneCommandAndACorrectedOneIsAnother() {
        opened();
        browser.get(Browser.PAGE + "?step=payout-method");
        String form = browser.form(METHOD);
        int before = entries();
        assertEquals(303, browser.call("POST", "/onboarding/payout-method", form).status());
        int after = entries();
        assertNotEquals(before, after);
        assertEquals(303, browser.call("POST", "/onboarding/payout-method", form).status());
        assertEquals(after, entries());

        browser.get(Browser.PAGE + "?step=profile");
        Map<String, String> old = Map.copyOf(browser.hidden());
        browser.send("profile", Map.of("birthDate", ""));
        assertEquals(422, browser.shown.status());
        Map<String, String> corrected = new HashMap<>(PROFILE);
        corrected.putAll(old);
        assertEquals(303, browser.call("POST", "/onboarding/profile", Browser.encoded(corrected)).status());
        assertEquals("1990-12-09", participant().at("/profile/birthDate").asString(""));
    }

    @Test
    void anAccountInTheUnitedStatesIsAskedForInItsOwnForm() {
        opened();
        browser.get(Browser.PAGE + "?step=payout-method&kind=us_account");
        assertFalse(browser.shows("id=\"iban\""), browser.shown.bytes());
        Map<String, String> form = Map.of(
                "kind", "us_account", "holder", "Grace", "routingNumber", "021000022", "accountNumber", "12345678",
                "accountType", "checking");
        browser.send("payout-method", form);
        assertTrue(browser.shows("The check digits are wrong"), browser.shown.bytes());
        assertTrue(browser.shows("value=\"checking\" checked"), "the choice stays");
        Map<String, String> right = new HashMap<>(form);
        right.put("routingNumber", "021000021");
        browser.send("payout-method", right);
        assertEquals(200, browser.shown.status());
        assertFalse(missing().contains("payout_method.add"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no document", "GIF89a picture"})
    void aFileOfAnotherTypeIsNoDocument(String content) {
        opened();
        browser.get(Browser.PAGE + "?step=identity");
        Map<String, ?> before = world.store.everything();

        uploaded(content.getBytes(StandardCharsets.US_ASCII));

        assertEquals(422, browser.shown.status());
        assertTrue(browser.shows("The file is no PDF, JPEG, PNG or HEIC."), browser.shown.bytes());
        assertEquals(before, world.store.everything());
    }

    @Test
    void aFileThatIsTooLargeOrDoesNotComeIsNoDocument() {
        opened();
        browser.get(Browser.PAGE + "?step=identity");
        Map<String, ?> before = world.store.everything();

        uploaded(Arrays.copyOf(DocumentCalls.PDF, 50_000_000));
        assertTrue(browser.shows("larger than 10 MB"), browser.shown.bytes());
        browser.get(Browser.PAGE + "/uploads/1764583200000");
        assertTrue(browser.shows("The file has not come."), browser.shown.bytes());
        assertEquals(404, browser.get(Browser.PAGE + "/uploads/other").status());
        assertEquals(before, world.store.everything());
    }

    @Test
    void aCheckLeadsToTheProviderAndBack() {
        opened();
        browser.get(Browser.PAGE + "?step=identity");
        browser.send("identity", Map.of());
        String check = between(browser.shown.bytes(), "<a href=\"https://api.example/identity-checks/demo/", "\"");
        Response provider = browser.call("GET", "/identity-checks/demo/" + check, "");
        assertEquals(303, provider.status());
        assertTrue(world.identity.sandbox
                .behindPage(check)
                .filter(session -> session.returnUrl().toString().equals("https://api.example/onboarding"))
                .isPresent());
    }

    @Test
    void aBusinessGivesItsOwnNumber() {
        seller = created(CREATE.replace("individual", "business").replace("seller-1", "firm-1"));
        opened();
        assertTrue(browser.shows("id=\"line1\""), browser.shown.bytes());
        assertFalse(browser.shows("id=\"birthDate\""), browser.shown.bytes());
        browser.get(Browser.PAGE + "?step=identity");
        assertFalse(browser.shows("Start the check"), "a provider checks people");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "accept                  | title",
                "de-AT,de;q=0.9,en;q=0.5 | Ihre Angaben",
                "fr,de;q=0.3             | Ihre Angaben",
                "en                      | Your details",
                "''                      | Your details",
                "fr                      | Your details",
                "'de;q=x;;,\u0000'       | Your details",
            })
    void theBrowserSaysTheLanguage(String accept, String title) {
        browser.headers.put("accept-language", accept.translateEscapes());
        opened();
        assertTrue(browser.shows("<h1>" + title + "</h1>"), browser.shown.bytes());
    }

    @Test
    void theLanguageIsSwitchedAndStays() {
        opened();
        browser.get(Browser.PAGE + "?lang=de");
        assertTrue(browser.shows("<html lang=\"de\">"), browser.shown.bytes());
        assertTrue(browser.shows("<h1>Ihre Angaben</h1>"), browser.shown.bytes());
        browser.send("profile", Map.of());
        assertTrue(browser.shows("Bitte füllen Sie das aus."), browser.shown.bytes());
        browser.get(Browser.PAGE + "?lang=fr");
        assertTrue(browser.shows("<html lang=\"de\">"), browser.shown.bytes());
    }

    @Test
    void aRejectedParticipantFindsNothingToDo() {
        opened();
        Response rejected = world.call(
                "POST", OnboardingWorld.PARTICIPANTS + "/" + seller + "/reject",
                "{\"reason\":\"fraud_suspected\",\"facts\":\"x\",\"contact\":\"y\"}", "reject-0000000001",
                OnboardingWorld.compliance(), Map.of());
        assertEquals(200, rejected.status(), rejected.bytes());
        browser.get(Browser.PAGE);
        assertTrue(browser.shows("Nothing to do here"), browser.shown.bytes());
        assertFalse(browser.shows("<form") || browser.shows("fraud"), browser.shown.bytes());
        int before = entries();
        browser.send("profile", PROFILE);
        assertTrue(browser.shows("Nothing to do here"), browser.shown.bytes());
        assertEquals(before, entries());
    }
}
