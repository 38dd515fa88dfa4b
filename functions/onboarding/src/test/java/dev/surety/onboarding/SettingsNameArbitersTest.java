package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.marketplace.DisputeTerms;
import dev.surety.model.marketplace.Disputing.Arbiter;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SettingsNameArbitersTest {
    private static final String KEY = "put-000000000000001";
    private static final String SECOND = "put-000000000000002";
    private static final String FOUR = filled("{P1},{P2},{P3},{P4}]");
    private static final String ALL =
            """
            "arbiters":[{"person":"per_a1","languages":[],"categories":[],"upTo":[]},
              {"person":"per_a2","languages":[],"categories":[],"upTo":[],"most":20},
              {"person":"per_a3","languages":[],"categories":[],"upTo":[]},
              {"person":"per_a4","languages":[],"categories":[],"upTo":[]},
              {"person":"per_a5","languages":["de","en-GB"],"categories":["not_received","late"],
                "upTo":[{"amount":50000,"currency":"EUR"}],"most":3}],
            "disputes":{"timers":{"respond":"P4D","negotiate":"P7D","evidence":"P5D","rebuttal":"P2D","propose":"P2D",
                "answer":"P3D","rule":"P7D","reassign":"P3D","appealWindow":"P7D","appealEvidence":"P3D"},
              "mediationFrom":[{"amount":20000,"currency":"EUR"}],"confirmedAbove":[{"amount":5000,"currency":"JPY"}],
              "submittedByTwoAbove":[{"amount":70000,"currency":"EUR"}],"least":[{"amount":500,"currency":"EUR"}],
              "fee":[{"amount":1500,"currency":"EUR"}],"bodies":["The arbitration board of the trade"],
              "outageShare":25}
            """
                    .strip();

    private final OnboardingWorld world = new OnboardingWorld();

    private static String with(String parts) {
        return OnboardingWorld.PUT.replace("\"Europe/Berlin\"", "\"Europe/Berlin\"," + parts);
    }

    private MarketplaceSettings stored() {
        return Marketplaces.from(world.last());
    }

    private static Money euro(long minor) {
        return Money.of(minor, "EUR");
    }

    @Test
    void fourPeopleAreEnoughAndTheTermsAreAsWeShipThem() {
        Response put = world.put(with(FOUR), KEY);

        assertEquals(200, put.status(), put.bytes());
        assertTrue(stored().hasArbiters());
        assertEquals(DisputeTerms.SHIPPED, stored().disputeTerms());
        assertEquals(Optional.of(Arbiter.of("per_a2")), stored().disputing().orElseThrow().arbiter("per_a2"));
        assertFalse(put.body().has("disputes"));
        world.check();
    }

    @Test
    void allThatIsGivenIsShownAsItWasPutAndCanBePutAgain() {
        Response put = world.put(with(ALL), KEY);

        assertEquals(200, put.status(), put.bytes());
        for (String part : List.of("arbiters", "disputes")) {
            assertEquals(Json.object("{" + ALL + "}").get(part), put.body().get(part), part);
        }
        DisputeTerms terms = stored().disputeTerms();
        assertEquals(Duration.ofDays(5), terms.timers().mediation());
        assertEquals(Duration.ofDays(55), terms.timers().longestPath());
        assertFalse(terms.isMediated(euro(19_999)));
        assertTrue(terms.isMediated(euro(20_000)));
        assertTrue(terms.isConfirmed(euro(100_001)), "as we ship it");
        assertFalse(terms.isConfirmed(Money.of(5_000, "JPY")));
        assertTrue(terms.isConfirmed(Money.of(5_001, "JPY")));
        assertTrue(terms.isSubmittedByTwo(euro(70_001)));
        assertTrue(terms.isTooSmall(euro(499)));
        assertFalse(terms.isTooSmall(euro(500)));
        assertEquals(Optional.of(euro(1_500)), terms.fee(Currency.of("EUR")));
        assertEquals(Optional.empty(), terms.fee(Currency.of("JPY")));
        Response again = world.put(put.bytes(), SECOND);
        assertEquals(put.bytes().replace("\"version\":1,\"updatedAt", "\"version\":2,\"updatedAt"), again.bytes());
        world.check();
    }

    @Test
    void shippedAmountsAreUnitsOfEachCurrency() {
        assertTrue(DisputeTerms.SHIPPED.isMediated(euro(10_000)));
        assertFalse(DisputeTerms.SHIPPED.isMediated(euro(9_999)));
        assertTrue(DisputeTerms.SHIPPED.isMediated(Money.of(100, "JPY")));
        assertFalse(DisputeTerms.SHIPPED.isConfirmed(Money.of(1_000_000, "KWD")));
        assertTrue(DisputeTerms.SHIPPED.isConfirmed(Money.of(1_000_001, "KWD")));
        assertFalse(DisputeTerms.SHIPPED.isTooSmall(euro(1)));
        assertEquals(Duration.ofDays(70), DisputeTerms.SHIPPED.longest());
    }

    @Test
    void arbitersAndTermsWaitForASecondPerson() {
        world.put(OnboardingWorld.PUT, KEY);

        Response put = world.put(with(ALL), SECOND);

        assertEquals("[\"arbiters\",\"disputes\"]", put.body().at("/proposed/parts").toString());
        assertFalse(stored().hasArbiters());
        Response approved = world.approve(put, "per_checker", "approve-000000000001");
        assertEquals(200, approved.status(), approved.bytes());
        assertTrue(stored().hasArbiters());
        assertEquals(25, stored().disputeTerms().outageShare());
        world.check();
    }

    @Test
    void aReaderOfBeforeWaitsForItsReplacementOnlyWhereThereAreArbiters() {
        world.put(with("\"disputes\":{\"outageShare\":5}"), KEY);
        assertTrue(Json.object(world.last().data()).path("v").isMissingNode());

        world.putApproved(with(FOUR), SECOND);
        assertEquals(5, Json.object(world.last().data()).path("v").asInt(0));
    }

    private static final String TOO_FEW =
            """
            settings                                                          | needed | there
            {P1},{P2},{P3}] | 4 | 3
            {P1}] | 4 | 1
            {P1},{P2},{P3},{"person":"per_a4","upTo":[{"amount":100000,"currency":"JPY"}]}] | 4 | 3
            {P1},{P2},{P3},{"person":"per_a4","categories":["late"]}] | 4 | 3
            {P1},{P2},{"person":"per_a3","languages":["de"]},{"person":"per_a4","languages":["en"]}] | 4 | 3
            {P1},{P2},{P3},{P4}],"personLinks":[{"persons":["per_a1","per_a4"]}] | 4 | 3
            {P1},{P2}],"disputes":{"confirmedAbove":[MOST_EUR,MOST_JPY]}      | 3 | 2
            {P1},{P2}],"disputes":{"confirmedAbove":[MOST_EUR,MOST_JPY],"mediationFrom":[MOST_EUR]} | 3 | 2
            """;

    @TestFactory
    Stream<DynamicTest> aDisputeThatWouldFindTooFewPeopleIsRefused() {
        return TOO_FEW.lines().skip(1).map(line -> line.split("\\|", -1)).map(cells -> {
            String body = with(filled(cells[0].strip()));
            return DynamicTest.dynamicTest(cells[0].strip(), () -> {
                Response answer = refused(body, 422, "invalid");
                var error = answer.body().at("/errors/0");
                assertEquals("/arbiters", error.path("pointer").asString(""), answer.bytes());
                assertEquals("too_few_arbiters", error.path("reason").asString(""));
                assertEquals(cells[1].strip(), error.at("/bound/max").asString("?"), answer.bytes());
                assertEquals(cells[2].strip(), error.at("/bound/was").asString("?"), answer.bytes());
            });
        });
    }

    @TestFactory
    Stream<DynamicTest> termsWithFewerStepsNeedFewerPeople() {
        return Stream.of(
                        "{P1},{P2},{P3}],\"disputes\":{\"confirmedAbove\":[MOST_EUR,MOST_JPY]}",
                        "{P1},{P2},{P3},{\"person\":\"per_a4\",\"languages\":[\"de\"]}]",
                        "{P1},{P2},{P3},{P4},{\"person\":\"per_a5\",\"upTo\":[{\"amount\":1,\"currency\":\"EUR\"}]}]")
                .map(each -> DynamicTest.dynamicTest(each, () -> {
                    Response put = new OnboardingWorld().put(with(filled(each)), KEY);
                    assertEquals(200, put.status(), put.bytes());
                }));
    }

    private static String filled(String parts) {
        String all = parts;
        for (int i = 1; i <= 4; i++) {
            all = all.replace("{P" + i + "}", "{\"person\":\"per_a" + i + "\"}");
        }
        return "\"arbiters\":["
                + all.replace("MOST_EUR", "{\"amount\":1000000000000000,\"currency\":\"EUR\"}")
                        .replace("MOST_JPY", "{\"amount\":1000000000000000,\"currency\":\"JPY\"}");
    }

    @Test
    void termsThatOutlastTheEscrowAreUnsafe() {
        Response answer = refused(with("\"disputes\":{\"timers\":{\"negotiate\":\"P15DT1S\"}}"), 422, "terms_unsafe");

        var error = answer.body().at("/errors/0");
        assertEquals("/disputes/timers", error.path("pointer").asString(""));
        assertEquals("longest_path", error.path("reason").asString(""));
        assertEquals(75, error.at("/bound/max").asInt(0));
        assertEquals(76, error.at("/bound/was").asInt(0));
        Response longest = world.put(with("\"disputes\":{\"timers\":{\"negotiate\":\"P15D\"}}"), KEY);
        assertEquals(200, longest.status(), longest.bytes());
    }

    private static final String WRONG =
            """
            parts                                                             | status | pointer
            "arbiters":[{"languages":["de"]}]                                 | 400 | /arbiters/0/person
            "arbiters":[{"person":"per a"}]                                   | 400 | /arbiters/0/person
            "arbiters":[{"person":"per_a","languages":["german"]}]            | 400 | /arbiters/0/languages
            "arbiters":[{"person":"per_a","categories":["goods"]}]            | 400 | /arbiters/0/categories
            "arbiters":[{"person":"per_a","most":0}]                          | 400 | /arbiters/0/most
            "arbiters":[{"person":"per_a","upTo":[{"amount":-1,"currency":"EUR"}]}] | 400 | /arbiters/0/upTo/0/amount
            "arbiters":[{"person":"per_a","may":[]}]                          | 400 | /arbiters/0/may
            "disputes":{"timers":{"respond":"PT23H"}}                         | 400 | /disputes/timers/respond
            "disputes":{"timers":{"rule":"P61D"}}                             | 400 | /disputes/timers/rule
            "disputes":{"timers":{"mediation":"P4D"}}                         | 400 | /disputes/timers/mediation
            "disputes":{"outageShare":101}                                    | 400 | /disputes/outageShare
            "disputes":{"bodies":[""]}                                        | 400 | /disputes/bodies/0
            "disputes":{"fee":1}                                              | 400 | /disputes/fee
            "disputes":{"least":[{"amount":1,"currency":"USD"}]}              | 422 | /disputes/least
            "disputes":{"fee":[{"amount":1,"currency":"EUR"},{"amount":2,"currency":"EUR"}]} | 422 | /disputes/fee/1
            "arbiters":[{"person":"per_a"},{"person":"per_a"}]                | 422 | /arbiters/1
            "arbiters":[{"person":"per_a","categories":["late","late"]}]      | 422 | /arbiters/0/categories/1
            "arbiters":[{"person":"per_a","upTo":[{"amount":1,"currency":"USD"}]}] | 422 | /arbiters/0/upTo
            """;

    @TestFactory
    Stream<DynamicTest> everyBadPartIsRefused() {
        return WRONG.lines().skip(1).map(line -> line.split("\\|", -1)).map(cells -> {
            int status = Integer.parseInt(cells[1].strip());
            return DynamicTest.dynamicTest(cells[0].strip(), () -> {
                Response answer = refused(with(cells[0].strip()), status, status == 400 ? "malformed" : "invalid");
                assertTrue(answer.pointers().contains(cells[2].strip()), answer.bytes());
            });
        });
    }

    private Response refused(String body, int status, String reason) {
        Response answer = world.refused(
                "PUT", OnboardingWorld.SETTINGS, body, KEY, OnboardingWorld.operator(OnboardingWorld.DEMO));
        assertEquals(status, answer.status(), answer.bytes());
        assertEquals(reason, answer.text("reason"));
        return answer;
    }
}
