package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.testkit.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A business at the hosted page names its owners and directors, and gives what is missing of each. */
class HostedPageOfABusinessTest {
    private static final String RULES =
            """
            {"rules":{"tiers":[
               {"tier":"basic","requires":["business.registration","business.owners","business.directors"],
                "persons":["profile.birth_date","profile.nationality","identity.document"]}],
             "capabilities":[{"capability":"receive","tier":"basic"}]}}
            """
                    .strip();
    private static final Map<String, String> OWNER =
            Map.of("name", "Ada Owner", "role", "owner", "shareBasisPoints", "75");
    private static final Map<String, String> DIRECTOR =
            Map.of("name", "Bob <b>Director</b>", "role", "director", "shareBasisPoints", "");

    private OnboardingWorld world;
    private Browser browser;
    private String firm;

    @BeforeEach
    void aBusinessAtThePage() {
        world = new OnboardingWorld();
        Response put = world.put(
                OnboardingWorld.PUT.replaceFirst("}$", ",\"onboarding\":" + RULES + "}"), "prepare-settings-1");
        assertEquals(200, put.status(), put.bytes());
        String body = HostedPageTest.CREATE.replace("individual", "business");
        firm = world.create(body, "create-firm-0000001").text("id");
        browser = new Browser(world);
        browser.get(Browser.link(world, firm, "currently_due", "link-0000000000001"));
        browser.send("profile", Map.of("registration", "HRB 7"));
        assertTrue(browser.shows("<h1>Owners and directors</h1>"), browser.shown.bytes());
    }

    private JsonNode read(String what) {
        return world.get(OnboardingWorld.PARTICIPANTS + "/" + firm + what).body();
    }

    private List<String> missing() {
        return read("/requirements").path("data").valueStream().map(of -> of.path("code").asString("")).toList();
    }

    @Test
    void ownersAndDirectorsAreNamedAndEachGivesWhatIsMissing() {
        browser.send("persons", OWNER);
        assertTrue(browser.shows("Name a director"), browser.shown.bytes());
        assertTrue(browser.shows("<li>Ada Owner</li>"), browser.shown.bytes());
        browser.send("persons", DIRECTOR);
        JsonNode persons = read("/persons").path("data");
        assertEquals(7_500, persons.at("/0/shareBasisPoints").asInt(0));
        assertEquals("director", persons.at("/1/roles/0").asString(""));

        assertTrue(browser.shows("<h1>Details of a person</h1>"), browser.shown.bytes());
        assertTrue(browser.shows("This is about Ada Owner."), browser.shown.bytes());
        assertFalse(browser.shows("id=\"line1\""), "only what is missing");
        String person = browser.hidden().get("person");
        browser.send("person", Map.of("person", person, "birthDate", "1980-01-02", "nationality", "FR"));
        assertTrue(browser.shows("This is about Bob &lt;b&gt;Director&lt;/b&gt;."), browser.shown.bytes());
        browser.send("person", Map.of(
                "person", browser.hidden().get("person"), "birthDate", "1981-01-02", "nationality", "DE"));
        assertEquals("FR", read("/persons").at("/data/0/profile/nationality").asString(""));

        assertTrue(browser.shows("<h1>Proof of identity</h1>"), browser.shown.bytes());
        for (int i = 0; i < 2; i++) {
            Map<String, String> form = browser.hidden();
            byte[] bytes = ("%PDF-1.7 passport " + i).getBytes(StandardCharsets.US_ASCII);
            world.documents.files().files.put(form.get("key"), bytes);
            browser.get(form.get("then").substring(IdentityDoors.PUBLIC.length()));
        }
        assertTrue(browser.shows("<h1>Nothing more to do</h1>"), browser.shown.bytes());
        JsonNode documents = read("/documents").path("data");
        assertEquals(2, documents.size());
        assertEquals("identity", documents.at("/0/purpose").asString(""));
        assertEquals(
                Set.of(persons.at("/1/id").asString(""), persons.at("/0/id").asString("")),
                documents.valueStream().map(of -> of.path("person").asString("")).collect(Collectors.toSet()));
        world.check();
    }

    @Test
    void aBusinessWithoutALargeOwnerDeclaresIt() {
        assertTrue(browser.shows("action=\"/onboarding/declaration\""), browser.shown.bytes());
        browser.send("declaration", Map.of());
        assertFalse(browser.shows("action=\"/onboarding/declaration\""), "it is declared");
        browser.send("persons", DIRECTOR);
        assertFalse(missing().contains("business.owners") || missing().contains("business.directors"));
    }

    @Test
    void aPersonsCheckIsOfThatPerson() {
        browser.send("persons", Map.of("name", "Eve", "role", "owner_director", "shareBasisPoints", "100"));
        browser.get(Browser.PAGE + "?step=identity");
        assertTrue(browser.shows("This is about Eve."), browser.shown.bytes());
        browser.send("identity", Map.of());
        String text = browser.shown.bytes();
        int start = text.indexOf("/identity-checks/demo/") + "/identity-checks/demo/".length();
        String check = text.substring(start, text.indexOf('"', start));
        assertEquals(
                read("/persons").at("/data/0/id").asString(""),
                read("/identity-checks/" + check).path("person").asString(""));
    }

    @ParameterizedTest(name = "{0}={1}: {2}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "field            | value  | says",
                "shareBasisPoints | ''     | Please fill this in",
                "shareBasisPoints | most   | This is no share",
                "shareBasisPoints | 33.333 | This is no share",
                "shareBasisPoints | 1e9    | This is no share",
                "shareBasisPoints | 101    | more than 100 %",
                "shareBasisPoints | 0      | this one is none",
                "shareBasisPoints | -5     | this one is none",
                "name             | ''     | Please fill this in",
                "name             | =1+1   | A name begins with",
                "role             | king   | Please choose one",
            })
    void anErrorStandsBesideItsField(String field, String value, String says) {
        Map<String, String> form = new HashMap<>(OWNER);
        form.put(field, value);
        Map<String, ?> before = world.store.everything();

        browser.send("persons", form);

        assertTrue(browser.shown.status() == 400 || browser.shown.status() == 422, browser.shown.bytes());
        assertEquals(before, world.store.everything(), "refusal-inert");
        assertTrue(browser.shows("id=\"" + field + "-error\""), browser.shown.bytes());
        assertTrue(browser.shows(says), browser.shown.bytes());
    }
}
