package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.marketplace.AchRail;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.money.Money;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.testkit.http.Response;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SettingsNameAnAchRailTest {
    private static final String KEY = "put-000000000000001";
    private static final String SECOND = "put-000000000000002";
    private static final String LITTLE =
            """
            "bankAccounts":[{"name":"usd","currencies":["USD"],"number":"0123456789"}],
            "rails":[{"name":"fed","kind":"ach","account":"usd","ach":{
            "destination":{"routing":"091000019","name":"Wells Fargo"},"origin":{"id":"1234567890","name":"Shop Inc"},
            "company":{"name":"Shop Inc","id":"1234567890"},"odfi":"091000019"}}]
            """
                    .strip();
    private static final String ALL =
            """
            "bankAccounts":[{"name":"usd","currencies":["USD"],"number":"0123456789"}],
            "rails":[{"name":"fed","kind":"ach","account":"usd","currencies":["USD"],
              "minimums":[{"amount":100,"currency":"USD"}],"maximums":[{"amount":9999999999,"currency":"USD"}],
              "ach":{"destination":{"routing":"091000019","name":"Wells Fargo"},
                "origin":{"id":"1234567890","name":"Shop Inc"},"company":{"name":"Shop Inc","id":"1234567890"},
                "odfi":"021000021","entryDescription":"SALES","discretionary":"MARKET","timeZone":"America/Chicago",
                "cutOff":"16:30","sameDay":{"cutOff":"13:00","most":{"amount":5000000,"currency":"USD"}},
                "closedDays":["2026-11-27"],"mostPerFile":500,"offset":{"type":"checking"},"prenote":"none",
                "presumedAfter":3,"answerDays":6}}]
            """
                    .strip();

    private final OnboardingWorld world = new OnboardingWorld();

    private static String with(String parts) {
        return OnboardingWorld.PUT
                .replace("JPY", "USD")
                .replace("\"Europe/Berlin\"", "\"Europe/Berlin\"," + parts);
    }

    private MoneyOut.Rail stored() {
        return Marketplaces.from(world.last()).moneyOut().rails().getFirst();
    }

    @Test
    void anAchRailNeedsLittleAndTheRestIsShown() {
        Response put = world.put(with(LITTLE), KEY);

        assertEquals(200, put.status(), put.bytes());
        AchRail ach = stored().ach().orElseThrow();
        assertEquals(List.of("USD"), stored().currencies());
        assertEquals(List.of(Money.of(9_999_999_999L, "USD")), stored().maximums());
        assertEquals("PAYOUT", ach.entryDescription());
        assertEquals("America/New_York", ach.timeZone());
        assertEquals("17:00", ach.cutOff());
        assertEquals(Optional.empty(), ach.sameDay());
        assertEquals(AchRail.Prenote.NONE, ach.prenote());
        assertEquals(2, ach.presumedAfter());
        assertEquals("none", put.body().at("/rails/0/ach/prenote").asString(""));
        assertEquals(6, Json.object(world.last().data()).path("v").asInt(0));
        world.check();
    }

    @Test
    void allThatIsGivenIsShownAsItWasPutAndCanBePutAgain() {
        Response put = world.put(with(ALL), KEY);

        assertEquals(200, put.status(), put.bytes());
        assertEquals(Json.object("{" + ALL + "}").get("rails"), put.body().get("rails"));
        AchRail ach = stored().ach().orElseThrow();
        assertEquals(List.of(LocalDate.parse("2026-11-27")), ach.closedDays());
        assertTrue(ach.isTooLargeForSameDay(Money.of(5_000_001, "USD")));
        Response again = world.put(put.bytes(), SECOND);
        assertEquals(put.bytes().replace("\"version\":1,\"updatedAt", "\"version\":2,\"updatedAt"), again.bytes());
        world.check();
    }

    @Test
    void aBalancedFileHasRoomForAnAccountNumberOfSeventeenCharacters() {
        String balanced = LITTLE.replace("\"odfi\":", "\"offset\":{\"type\":\"savings\"},\"odfi\":");
        Response refused = world.refused(
                "PUT",
                OnboardingWorld.SETTINGS,
                with(balanced.replace("0123456789", "012345678901234567")),
                KEY,
                OnboardingWorld.operator(OnboardingWorld.DEMO));
        assertEquals(422, refused.status());
        assertTrue(refused.bytes().contains("number_too_long"), refused.bytes());
        assertEquals(
                200, world.put(with(balanced.replace("0123456789", "01234567890123456")), SECOND).status());
        world.check();
    }

    private static final String MALFORMED =
            """
            instead of                | this                                   | pointer
            "kind":"ach"              | "kind":"sepa"                          | /rails/0/ach
            "routing":"091000019"     | "routing":"091000018"                  | /rails/0/ach/destination/routing
            "routing":"091000019"     | "routing":"991000019"                  | /rails/0/ach/destination/routing
            "routing":"091000019"     | "routing":"09100001"                   | /rails/0/ach/destination/routing
            "name":"Wells Fargo"      | "name":"Wells Fargo Bank of the West"  | /rails/0/ach/destination/name
            "name":"Wells Fargo"      | "name":"Größe"                         | /rails/0/ach/destination/name
            "id":"1234567890","name"  | "id":"12345678901","name"              | /rails/0/ach/origin/id
            "id":"1234567890","name"  | "id":"12345678","name"                 | /rails/0/ach/origin/id
            "id":"1234567890","name"  | "id":"12-3456789","name"               | /rails/0/ach/origin/id
            "company":{"name":"Shop Inc" | "company":{"name":"Shop Incorporated" | /rails/0/ach/company/name
            "company":{"name":"Shop Inc" | "company":{"name":""                 | /rails/0/ach/company/name
            "odfi":"091000019"        | "odfi":"000000000"                     | /rails/0/ach/odfi
            "odfi":"091000019"        | "odfi":"091000019","entryDescription":"TO THE PAYEE" | /rails/0/ach/entryDescription
            "odfi":"091000019"        | "odfi":"091000019","discretionary":"123456789012345678901" | /rails/0/ach/discretionary
            "odfi":"091000019"        | "odfi":"091000019","timeZone":"Eastern" | /rails/0/ach/timeZone
            "odfi":"091000019"        | "odfi":"091000019","cutOff":"24:00"    | /rails/0/ach/cutOff
            "odfi":"091000019"        | "odfi":"091000019","sameDay":{}        | /rails/0/ach/sameDay/cutOff
            "odfi":"091000019"        | "odfi":"091000019","sameDay":{"cutOff":"13:60"} | /rails/0/ach/sameDay/cutOff
            "odfi":"091000019"        | "odfi":"091000019","sameDay":{"cutOff":"13:00","most":{"amount":1,"currency":"EUR"}} | /rails/0/ach/sameDay/most
            "odfi":"091000019"        | "odfi":"091000019","closedDays":["11/27/2026"] | /rails/0/ach/closedDays
            "odfi":"091000019"        | "odfi":"091000019","mostPerFile":100001 | /rails/0/ach/mostPerFile
            "odfi":"091000019"        | "odfi":"091000019","offset":{"type":"loan"} | /rails/0/ach/offset/type
            "odfi":"091000019"        | "odfi":"091000019","prenote":"always"  | /rails/0/ach/prenote
            "odfi":"091000019"        | "odfi":"091000019","presumedAfter":0   | /rails/0/ach/presumedAfter
            "odfi":"091000019"        | "odfi":"091000019","answerDays":31     | /rails/0/ach/answerDays
            "odfi":"091000019"        | "odfi":"091000019","batch":true        | /rails/0/ach/batch
            """;

    private static final String INVALID =
            """
            instead of                | this                                   | pointer
            "account":"usd"           | "account":"usd","currencies":["USD","EUR"] | /rails/0/currencies
            "account":"usd"           | "account":"usd","maximums":[{"amount":10000000000,"currency":"USD"}] | /rails/0/maximums/0/amount
            "odfi":"091000019"        | "odfi":"091000019","prenote":"required" | /rails/0/ach/prenote
            ,"number":"0123456789"    |                                        | /rails/0/account
            """;

    @TestFactory
    Stream<DynamicTest> everyBadMemberIsMalformed() {
        return bad().every(MALFORMED, 400, "malformed");
    }

    @TestFactory
    Stream<DynamicTest> everyMemberThatDoesNotFitTheOthersIsInvalid() {
        return bad().every(INVALID, 422, "invalid");
    }

    private BadSettings bad() {
        return new BadSettings(world, LITTLE, SettingsNameAnAchRailTest::with);
    }
}
