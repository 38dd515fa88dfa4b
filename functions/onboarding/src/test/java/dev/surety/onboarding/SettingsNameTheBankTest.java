package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.marketplace.MoneyOut.BankAccount;
import dev.surety.model.marketplace.MoneyOut.FeeBearer;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.marketplace.SepaRail;
import dev.surety.model.marketplace.StatementRule.Direction;
import dev.surety.model.marketplace.StatementRule.Kind;
import dev.surety.model.marketplace.StatementRule.When;
import dev.surety.model.marketplace.StatementRule;
import dev.surety.model.money.Money;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.testkit.http.Response;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SettingsNameTheBankTest {
    private static final String KEY = "put-000000000000001";
    private static final String SECOND = "put-000000000000002";
    private static final String IBAN = "DE89370400440532013000";
    private static final String LITTLE =
            """
            "bankAccounts":[{"name":"main","currencies":["EUR"],"iban":"DE89 3704 0044 0532 0130 00"}],
            "rails":[{"name":"house","kind":"sepa","account":"main","sepa":{"debtor":{"name":"Shop GmbH"}}}]
            """
                    .strip();
    private static final String COLUMNS =
            "\"type\":\"t\",\"reference\":\"r\",\"currency\":\"c\",\"date\":\"d\",\"gross\":\"g\"";
    private static final String ALL =
            """
            "bankAccounts":[{"name":"main","currencies":["EUR"],"iban":"DE89370400440532013000","bic":"COBADEFFXXX"},
              {"name":"other","currencies":["EUR","JPY"],"number":"0012345"}],
            "rails":[{"name":"house","kind":"sepa","account":"main","currencies":["EUR"],
              "minimums":[{"amount":100,"currency":"EUR"}],"maximums":[{"amount":99999999999,"currency":"EUR"}],
              "sepa":{"debtor":{"name":"Shop GmbH","address":{"town":"Berlin","country":"DE"}},"initiator":"ORG7",
                "cutOff":"14:30","batchBooking":false,"closedDays":["2026-12-24"],"mostPerFile":5000,
                "mostPerGroup":100,"text":"Your sales","instant":true}}],
            "statementRules":[
              {"account":"main","kind":"gateway_settlement","gateway":"sandbox",
                "when":{"direction":"credit","contains":"card settlement"}},
              {"account":"other","kind":"fee",
                "when":{"direction":"debit","code":"PMNT/CCRD/FEES","counterparty":"Bank"}}],
            "returnFeeBy":"payee","returnsAlone":[{"amount":50000,"currency":"EUR"}],
            "gatewayReports":[{"gateway":"shop_pay",
              "columns":{"row":"Id","type":"Type","reference":"Merchant Reference","refund":"Refund",
                "netCredit":"Net Credit","netDebit":"Net Debit","fees":["Markup","Scheme Fees"],
                "currency":"Currency","settlement":"Batch","date":"Creation Date"},
              "separator":"semicolon","decimals":"comma","datePattern":"dd/MM/yyyy",
              "types":{"charge":["Settled"],"refund":["Refunded"],"chargeback":["Chargeback"],
                "chargebackReversal":["ChargebackReversed"],"fee":["Fee"],"payout":["MerchantPayout"]},
              "merchant":{"column":"Merchant Account","value":"ShopCom"}}]
            """
                    .strip();

    private final OnboardingWorld world = new OnboardingWorld();

    private static String with(String parts) {
        return OnboardingWorld.PUT.replace("\"Europe/Berlin\"", "\"Europe/Berlin\"," + parts);
    }

    private MoneyOut stored() {
        return Marketplaces.from(world.last()).moneyOut();
    }

    @Test
    void aRailOfFilesNeedsLittleAndTheRestIsShown() {
        Response put = world.put(with(LITTLE), KEY);

        assertEquals(200, put.status(), put.bytes());
        MoneyOut.Rail rail = stored().rails().getFirst();
        assertEquals(List.of("EUR"), rail.currencies());
        assertEquals(List.of(Money.of(99_999_999_999L, "EUR")), rail.maximums());
        var debtor = new SepaRail.Debtor("Shop GmbH", Optional.empty());
        assertEquals(
                Optional.of(new SepaRail(
                        debtor, Optional.empty(), "12:00", true, List.of(), 102_400, 3_200, Optional.empty(), false)),
                rail.sepa());
        assertEquals(Optional.of(IBAN), stored().bankAccount("main").flatMap(BankAccount::iban));
        assertEquals("12:00", put.body().at("/rails/0/sepa/cutOff").asString(""));
        assertEquals(IBAN, put.body().at("/bankAccounts/0/iban").asString(""));
        assertEquals("P000000000000X7", rail.sepa().orElseThrow().textWith("P000000000000X7"));
        assertEquals(FeeBearer.PLATFORM, stored().returnFeeBearer());
        world.check();
    }

    @Test
    void allThatIsGivenIsShownAsItWasPutAndCanBePutAgain() {
        Response put = world.put(with(ALL), KEY);

        assertEquals(200, put.status(), put.bytes());
        for (String part : List.of("bankAccounts", "rails", "statementRules", "returnFeeBy", "returnsAlone")) {
            assertEquals(Json.object("{" + ALL + "}").get(part), put.body().get(part), part);
        }
        assertEquals(Json.object("{" + ALL + "}").get("gatewayReports"), put.body().get("gatewayReports"));
        SepaRail sepa = stored().rails().getFirst().sepa().orElseThrow();
        assertEquals(List.of(LocalDate.parse("2026-12-24")), sepa.closedDays());
        assertEquals(14, sepa.cutOffTime().getHour());
        assertEquals("Your sales P000000000000X7", sepa.textWith("P000000000000X7"));
        assertEquals(FeeBearer.PAYEE, stored().returnFeeBearer());
        var when = new When(
                Direction.CREDIT, Optional.of("card settlement"), Optional.empty(), Optional.empty());
        assertEquals(
                new StatementRule("main", Kind.GATEWAY_SETTLEMENT, Optional.of("sandbox"), when),
                stored().statementRules().getFirst());
        Response again = world.put(put.bytes(), SECOND);
        assertEquals(put.bytes().replace("\"version\":1,\"updatedAt", "\"version\":2,\"updatedAt"), again.bytes());
        world.check();
    }

    @Test
    void aReaderOfBeforeWaitsForItsReplacementOnlyWhereThereAreRailsOfFiles() {
        world.put(with(LITTLE), KEY);
        assertEquals(4, Json.object(world.last().data()).path("v").asInt(0));

        var other = new OnboardingWorld();
        other.put(with(LITTLE.substring(0, LITTLE.indexOf(",\n"))), KEY);
        assertTrue(Json.object(other.last().data()).path("v").isMissingNode());
    }

    @Test
    void whatTheBankPartsSayWaitsForASecondPerson() {
        world.put(OnboardingWorld.PUT, KEY);

        Response put = world.put(with(ALL), SECOND);

        List<String> parts = new ArrayList<>();
        put.body().at("/proposed/parts").forEach(part -> parts.add(part.asString("")));
        assertEquals(
                List.of("rails", "bankAccounts", "statementRules", "returnFeeBy", "returnsAlone", "gatewayReports"),
                parts);
        assertEquals(MoneyOut.SHIPPED, stored());
        Response approved = world.approve(put, "per_checker", "approve-000000000001");
        assertEquals(200, approved.status(), approved.bytes());
        assertEquals("payee", approved.text("returnFeeBy"));
        world.check();
    }

    private static final String MALFORMED =
            """
            instead of                | this                                  | pointer
            "kind":"sepa"             | "kind":"wire"                         | /rails/0/kind
            "kind":"sepa"             | "kind":"ach"                          | /rails/0/sepa
            "kind":"sepa"             | "kind":"sandbox"                      | /rails/0/sepa
            ,"sepa":{"debtor":{"name":"Shop GmbH"}} |                         | /rails/0/sepa
            "name":"Shop GmbH"        | "name":"Größe GmbH"                   | /rails/0/sepa/debtor/name
            "name":"Shop GmbH"        | "name":"Shop//GmbH"                   | /rails/0/sepa/debtor/name
            "name":"Shop GmbH"        | "name":"Shop","address":{"town":"Bonn"} | /rails/0/sepa/debtor/address/country
            "name":"Shop GmbH"        | "name":"Shop","iban":"x"              | /rails/0/sepa/debtor/iban
            "name":"Shop GmbH"}       | "name":"Shop"},"cutOff":"24:00"       | /rails/0/sepa/cutOff
            "name":"Shop GmbH"}       | "name":"Shop"},"batchBooking":"yes"   | /rails/0/sepa/batchBooking
            "name":"Shop GmbH"}       | "name":"Shop"},"closedDays":["24.12.2026"] | /rails/0/sepa/closedDays
            "name":"Shop GmbH"}       | "name":"Shop"},"mostPerFile":102401   | /rails/0/sepa/mostPerFile
            "name":"Shop GmbH"}       | "name":"Shop"},"mostPerGroup":0       | /rails/0/sepa/mostPerGroup
            "name":"Shop GmbH"}       | "name":"Shop"},"text":"50 €"          | /rails/0/sepa/text
            "name":"Shop GmbH"}       | "name":"Shop"},"text":"/ref"          | /rails/0/sepa/text
            "name":"Shop GmbH"}       | "name":"Shop"},"zone":"UTC"           | /rails/0/sepa/zone
            0130 00                   | 0130 01                               | /bankAccounts/0/iban
            "currencies":["EUR"],     | "currencies":["EUR"],"bic":"BARCGB22", | /bankAccounts/0/bic
            "currencies":["EUR"],     | "currencies":["EUR"],"number":"1",    | /bankAccounts/0/number
            "bankAccounts"            | "returnFeeBy":"bank","bankAccounts"   | /returnFeeBy
            "bankAccounts"            | GATEWAY "columns":{COLUMNS},"types":{}}],"bankAccounts" | /gatewayReports/0/types/charge
            "bankAccounts"            | GATEWAY "columns":{COLUMNS},"types":{"charge":["x"],"fee":["x"]}}],"bankAccounts" | /gatewayReports/0/types/fee
            "bankAccounts"            | GATEWAY "columns":{"type":"t","reference":"r","currency":"c","date":"d"},TYPES}],"bankAccounts" | /gatewayReports/0/columns/gross
            "bankAccounts"            | GATEWAY "columns":{COLUMNS,"netDebit":"n"},TYPES}],"bankAccounts" | /gatewayReports/0/columns/netCredit
            "bankAccounts"            | GATEWAY "columns":{COLUMNS,"iban":"n"},TYPES}],"bankAccounts" | /gatewayReports/0/columns/iban
            "bankAccounts"            | GATEWAY "columns":{COLUMNS},TYPES,"separator":","}],"bankAccounts" | /gatewayReports/0/separator
            "bankAccounts"            | GATEWAY "columns":{COLUMNS},TYPES,"decimals":"none"}],"bankAccounts" | /gatewayReports/0/decimals
            "bankAccounts"            | GATEWAY "columns":{COLUMNS},TYPES,"datePattern":"bogus"}],"bankAccounts" | /gatewayReports/0/datePattern
            "bankAccounts"            | GATEWAY "columns":{COLUMNS},TYPES,"merchant":{"column":"m"}}],"bankAccounts" | /gatewayReports/0/merchant/value
            "bankAccounts"            | "statementRules":[{"account":"main","kind":"loan","when":{"direction":"debit","code":"x"}}],"bankAccounts" | /statementRules/0/kind
            "bankAccounts"            | "statementRules":[{"account":"main","kind":"fee","when":{"direction":"debit"}}],"bankAccounts" | /statementRules/0/when/contains
            "bankAccounts"            | "statementRules":[{"account":"main","kind":"fee","gateway":"pay","when":{"direction":"debit","code":"x"}}],"bankAccounts" | /statementRules/0/gateway
            "bankAccounts"            | "statementRules":[{"account":"main","kind":"gateway_settlement","when":{"direction":"debit","code":"x"}}],"bankAccounts" | /statementRules/0/gateway
            "bankAccounts"            | "statementRules":[{"account":"main","kind":"fee","when":{"direction":"out","code":"x"}}],"bankAccounts" | /statementRules/0/when/direction
            "bankAccounts"            | "statementRules":[{"account":"main","kind":"fee","when":{"direction":"debit","amount":1}}],"bankAccounts" | /statementRules/0/when/amount
            """;

    private static final String INVALID =
            """
            instead of                | this                                  | pointer
            "account":"main"          | "account":"none"                      | /rails/0/account
            "account":"main"          | "account":"main","currencies":["JPY"] | /rails/0/currencies
            "account":"main"          | "account":"main","currencies":["EUR","JPY"] | /rails/0/currencies
            "account":"main"          | "account":"main","maximums":[{"amount":100000000000,"currency":"EUR"}] | /rails/0/maximums/0/amount
            ,"iban":"DE89 3704 0044 0532 0130 00" |                            | /rails/0/account
            "DE89 3704 0044 0532 0130 00" | "TR330006100519786457841326"      | /rails/0/account
            [{"name":"main"           | [{"name":"twin","currencies":["EUR"],"iban":"DE89370400440532013000"},{"name":"main" | /bankAccounts/1/iban
            "bankAccounts"            | "statementRules":[{"account":"none","kind":"fee","when":{"direction":"debit","code":"x"}}],"bankAccounts" | /statementRules/0/account
            "bankAccounts"            | "returnsAlone":[{"amount":1,"currency":"USD"}],"bankAccounts" | /returnsAlone
            "bankAccounts"            | GATEWAY "columns":{COLUMNS},TYPES},{"gateway":"pay","columns":{COLUMNS},TYPES}],"bankAccounts" | /gatewayReports/1
            """;

    @TestFactory
    Stream<DynamicTest> everyBadPartOfTheBankIsMalformed() {
        return every(MALFORMED, 400, "malformed");
    }

    @TestFactory
    Stream<DynamicTest> everyPartThatDoesNotFitTheOthersIsInvalid() {
        return every(INVALID, 422, "invalid");
    }

    private Stream<DynamicTest> every(String table, int status, String reason) {
        return new BadSettings(world, LITTLE, parts -> with(parts)
                        .replace("GATEWAY", "\"gatewayReports\":[{\"gateway\":\"pay\",")
                        .replace("COLUMNS", COLUMNS)
                        .replace("TYPES", "\"types\":{\"charge\":[\"x\"]}"))
                .every(table, status, reason);
    }
}
