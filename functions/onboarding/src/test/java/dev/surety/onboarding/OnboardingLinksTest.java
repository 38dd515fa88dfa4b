package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.journal.ChainId;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.testkit.AtOnce;
import dev.surety.testkit.http.AuthorityTable;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A link is opened once, in time, by one browser, which then has one participant's session for an hour. */
class OnboardingLinksTest {
    private static final String KEY = "link-0000000000001";
    private static final Map<String, String> PROFILE =
            Map.of("birthDate", "1990-12-09", "line1", "Main Street 1", "city", "Berlin", "country", "DE");
    private static final String AUTHORITY =
            """
            route     | own | another | backend | operator | staff | other backend | no scope | none
            POST link | 403 | 403     | 201     | 403      | 403   | 404           | 403      | 401
            """;

    private OnboardingWorld world;
    private String seller;

    @BeforeEach
    void aSeller() {
        world = HostedPageTest.laidDown();
        seller = world.create(HostedPageTest.CREATE, "create-seller-00001").text("id");
    }

    private String link() {
        return Browser.link(world, seller, "currently_due", KEY);
    }

    private void pass(Duration time) {
        world.clock.advance(time);
    }

    private int entries() {
        return world.chain(CreateParticipant.chain(OnboardingWorld.DEMO, seller)).size();
    }

    /** A page that refuses, says so in both languages, and keeps nothing. */
    private void isOver(Response answer, boolean leadsOn) {
        assertEquals(403, answer.status(), answer.bytes());
        assertTrue(answer.bytes().contains("This link is over"), answer.bytes());
        assertTrue(answer.bytes().contains("Dieser Link gilt nicht mehr"), answer.bytes());
        assertEquals(leadsOn, answer.bytes().contains("href=\"https://shop.example/again\""), answer.bytes());
        assertFalse(answer.headers().containsKey("Set-Cookie"));
    }

    @Test
    void theAddressOfThePageHasNoTokenAndTheCookieIsSafe() {
        String link = link();
        Response opened = new Browser(world).call("GET", link, "");

        assertEquals(303, opened.status());
        assertEquals("/onboarding", opened.headers().get("Location"));
        String cookie = opened.headers().get("Set-Cookie");
        assertTrue(cookie.startsWith("__Host-surety-onboarding="), cookie);
        assertTrue(cookie.endsWith("; Path=/; Max-Age=3600; Secure; HttpOnly; SameSite=Lax"), cookie);
        String token = link.substring(link.lastIndexOf('/') + 1);
        assertFalse(cookie.contains(token), "the cookie's token does not open the link, nor the other way round");
        Browser forger = new Browser(world);
        forger.headers.put("cookie", "__Host-surety-onboarding=" + token);
        isOver(forger.get(Browser.PAGE), false);
        String swapped = cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
        assertEquals(404, forger.get("/onboarding/links/" + swapped).status());
    }

    @Test
    void thePageLoadsAndRunsNothingAndIsKeptNowhere() {
        Browser browser = new Browser(world);
        Map<String, String> headers = browser.get(link()).headers();

        String policy = headers.get("Content-Security-Policy");
        assertTrue(
                policy.startsWith("default-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"),
                policy);
        assertFalse(policy.contains("script") || policy.contains("unsafe"), policy);
        assertEquals("no-store", headers.get("Cache-Control"));
        assertEquals("no-referrer", headers.get("Referrer-Policy"));
        assertEquals("text/html; charset=utf-8", headers.get("Content-Type"));
        assertFalse(browser.shows("<script") || browser.shows(" style=") || browser.shows(" onclick"));
        Response identity = browser.get(Browser.PAGE + "?step=identity");
        assertTrue(
                identity.headers().get("Content-Security-Policy").contains("form-action 'self' https://files.example"));
    }

    @Test
    void aLinkIsOpenedOnce() {
        String link = link();
        Browser first = new Browser(world);
        assertEquals(200, first.get(link).status());
        Map<String, ?> before = world.store.everything();

        Browser second = new Browser(world);
        isOver(second.get(link), true);
        isOver(second.get(Browser.PAGE), false);

        assertEquals(before, world.store.everything());
        assertEquals(200, first.get(Browser.PAGE).status(), "the first goes on");
        world.check();
    }

    @Test
    void ofManyBrowsersAtOnceOneHasTheSession() throws Exception {
        String link = link();
        List<Integer> statuses = AtOnce.call(8, _ -> new Browser(world).call("GET", link, "").status());
        assertEquals(1, statuses.stream().filter(status -> status == 303).count(), statuses.toString());
        assertEquals(7, statuses.stream().filter(status -> status == 403).count(), statuses.toString());
        world.check();
    }

    @Test
    void aLinkWaitsForTenMinutesAndASessionForAnHour() {
        String link = link();
        pass(Duration.ofMinutes(10).minusMillis(1));
        Browser browser = new Browser(world);
        assertEquals(200, browser.get(link).status());
        pass(Duration.ofHours(1).minusMillis(1));
        assertEquals(200, browser.get(Browser.PAGE).status());
        String form = browser.form(PROFILE);
        int before = entries();
        pass(Duration.ofMillis(1));
        isOver(browser.get(Browser.PAGE), true);
        isOver(browser.call("POST", "/onboarding/profile", form), true);
        assertEquals(before, entries());
    }

    @Test
    void aLinkThatWaitedTooLongIsOver() {
        String link = link();
        pass(Duration.ofMinutes(10));
        Map<String, ?> before = world.store.everything();
        isOver(new Browser(world).get(link), true);
        assertEquals(before, world.store.everything());
    }

    @Test
    void aReplayShowsTheAddressUntilTheLinkIsUsed() {
        Response made = Browser.make(world, seller, "currently_due", KEY);
        assertEquals("2026-11-22T10:10:00.000Z", made.text("expiresAt"));
        assertEquals(made.bytes(), Browser.make(world, seller, "currently_due", KEY).bytes());
        new Browser(world).get(link());
        Response used = Browser.make(world, seller, "currently_due", KEY);
        assertTrue(used.isReplay());
        assertEquals(
                "{\"id\":\"" + made.text("id") + "\",\"participant\":\"" + seller
                        + "\",\"collect\":\"currently_due\",\"url\":null,\"expiresAt\":null}",
                used.bytes());
        assertEquals(
                "idempotency_key_reused", Browser.make(world, seller, "eventually_due", KEY).reason());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nothing", "a.b.c", "demo.onl_aaaaaaaaaaaaaaaaaaaaaaaaaa.", "demo.onl_aaaaaaaaaaaaaaaaaaaaaaaaaa.AAAA",
                "DEMO.onl_aaaaaaaaaaaaaaaaaaaaaaaaaa.AAAA", "demo.par_aaaaaaaaaaaaaaaaaaaaaaaaaa.AAAA",
            })
    void aLinkThatWeDidNotMakeIsNone(String token) {
        Map<String, ?> before = world.store.everything();
        Response answer = new Browser(world).get("/onboarding/links/" + token);
        assertEquals(404, answer.status());
        assertTrue(answer.bytes().contains("This link does not work"), answer.bytes());
        assertTrue(answer.bytes().contains("Dieser Link funktioniert nicht"), answer.bytes());
        assertEquals(before, world.store.everything());
    }

    @Test
    void aLinkIsOfOneParticipantAndOneMarketplace() {
        String link = link();
        String token = link.substring(link.lastIndexOf('/') + 1);
        Response other = new Browser(world).get("/onboarding/links/" + token.replaceFirst("^demo", "other"));
        assertEquals(404, other.status());
        String second = world.create(
                        HostedPageTest.CREATE.replace("seller-1", "seller-2"), "create-seller-00002").text("id");
        Browser browser = new Browser(world);
        browser.get(link);
        browser.send("profile", PROFILE);
        var untouched = new ChainId("participant", OnboardingWorld.DEMO, second);
        assertEquals(1, world.chain(untouched).size());
        assertTrue(entries() > 1);
    }

    /** An empty cell sends no such header. */
    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "site         | origin                       | status",
                "same-origin  |                              | 303",
                "same-origin  | null                         | 303",
                "same-site    | https://api.example          | 403",
                "cross-site   | https://api.example          | 403",
                "none         |                              | 403",
                "             | https://api.example          | 303",
                "             | https://api.example.evil     | 403",
                "             | http://api.example           | 403",
                "             | null                         | 403",
                "             |                              | 403",
            })
    void aFormComesFromThePageItself(String site, String origin, int status) {
        Browser browser = new Browser(world);
        browser.get(link());
        String form = browser.form(PROFILE);
        browser.headers.clear();
        if (site != null) {
            browser.headers.put("sec-fetch-site", site);
        }
        if (origin != null) {
            browser.headers.put("origin", origin);
        }
        int before = entries();
        Response answer = browser.call("POST", "/onboarding/profile", form);
        assertEquals(status, answer.status(), answer.bytes());
        assertEquals(status == 303, entries() > before);
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "from                             | to                                | pointer     | reason",
                "https://shop.example/back        | https://evil.example/             | /returnUrl  | not_of_this_marketplace",
                "https://shop.example/again       | https://shop.example.evil/        | /refreshUrl | not_of_this_marketplace",
                "https://shop.example/again       | https://shop.example/../x         | /refreshUrl | not_of_this_marketplace",
                "https://shop.example/back        | javascript:alert(1)               | /returnUrl  | format",
                "https://shop.example/back        | https://a@shop.example/           | /returnUrl  | format",
                "currently_due                    | past_due                          | /collect    | format",
            })
    void aLinkLeadsToTheMarketplaceOnly(String from, String to, String pointer, String reason) {
        Response answer = world.refused(
                "POST",
                OnboardingWorld.PARTICIPANTS + "/" + seller + "/onboarding-links",
                Browser.body("currently_due").replace(from, to),
                KEY,
                OnboardingWorld.backend(OnboardingWorld.DEMO));
        assertEquals(pointer + " " + reason, answer.pointer() + " " + answer.fieldReason(), answer.bytes());
    }

    @TestFactory
    List<DynamicTest> everyCallerOfTheRoute() {
        return AuthorityTable.cells(AUTHORITY, (route, caller, expected) -> {
            aSeller();
            Map<String, ?> before = world.store.everything();
            Response answer = world.call(
                    "POST",
                    OnboardingWorld.PARTICIPANTS + "/" + seller + "/onboarding-links",
                    Browser.body("currently_due"),
                    KEY,
                    AuthorityCell.claims(caller, seller),
                    Map.of());
            assertEquals(expected, answer.status(), answer.bytes());
            if (expected >= 400) {
                assertEquals(before, world.store.everything(), "refusal-inert");
            }
        });
    }
}
