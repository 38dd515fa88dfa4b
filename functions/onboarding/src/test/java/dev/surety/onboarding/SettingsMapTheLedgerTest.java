package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.marketplace.ChartOfAccounts;
import dev.surety.testkit.http.Response;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SettingsMapTheLedgerTest {
    private static final String KEY = "put-000000000000001";
    private static final String FEES = "{\"account\":\"fees\",\"code\":\"8400\",\"name\":\"Income:Fees\"}";
    private static final String COMMISSION =
            "{\"account\":\"fees:commission\",\"code\":\"8401\",\"name\":\"Income:Commission-7\"}";

    private final OnboardingWorld world = new OnboardingWorld();

    private Response put(String rows, String key) {
        return world.put(
                OnboardingWorld.PUT.replace(
                        "\"Europe/Berlin\"", "\"Europe/Berlin\",\"chartOfAccounts\":[" + rows + "]"),
                key);
    }

    @Test
    void rowsAreKeptAndShownAndNeedNoSecondPerson() {
        assertEquals(200, put("", KEY).status());
        Response changed = put(FEES + "," + COMMISSION, "put-000000000000002");
        assertEquals(200, changed.status(), changed.body().toString());
        assertTrue(changed.body().path("proposed").isMissingNode(), "it moves no money");
        assertEquals("[" + FEES + "," + COMMISSION + "]", world.settings().body().get("chartOfAccounts").toString());
    }

    @TestFactory
    Stream<DynamicTest> rowsThatNoLedgerTakesAreRefused() {
        return Stream.of(
                        row("payable:par_1", "1", "Assets:A", "400 /chartOfAccounts/0/account"),
                        row("maturing", "1", "Assets:One", "400 /chartOfAccounts/0/account"),
                        row("gateway:UPPER", "1", "Assets:One", "400 /chartOfAccounts/0/account"),
                        row("loss:named", "1", "Assets:One", "400 /chartOfAccounts/0/account"),
                        row("fees", "a b", "Assets:One", "400 /chartOfAccounts/0/code"),
                        row("fees", "1", "Assets", "400 /chartOfAccounts/0/name"),
                        row("fees", "1", "Assets:one", "400 /chartOfAccounts/0/name"),
                        row("fees", "1", "Aktiva:One", "400 /chartOfAccounts/0/name"),
                        row("fees", "1", "Assets:One\\n2020-01-01 open Assets:Two", "400 /chartOfAccounts/0/name"),
                        List.of(FEES + "," + FEES, "422 /chartOfAccounts/1"))
                .map(each -> DynamicTest.dynamicTest(each.get(0), () -> {
                    Response refused = put(each.get(0), KEY);
                    assertEquals(each.get(1), refused.status() + " "
                            + refused.body().at("/errors/0/pointer").stringValue());
                }));
    }

    private static List<String> row(String account, String code, String name, String expected) {
        return List.of(
                "{\"account\":\"" + account + "\",\"code\":\"" + code + "\",\"name\":\"" + name + "\"}", expected);
    }

    @Test
    void theMostSpecificRowHoldsAndEveryKindHasOne() {
        var chart = new ChartOfAccounts(List.of(
                new ChartOfAccounts.Row("fees", "8400", "Income:Fees"),
                new ChartOfAccounts.Row("fees:commission", "8401", "Income:Commission"),
                new ChartOfAccounts.Row("payable", "7", "Liabilities:Sellers")));
        assertEquals("8401", chart.of(Account.ofFee("commission")).code());
        assertEquals("8400", chart.of(Account.ofFee("payout")).code());
        assertEquals("7", chart.of(Account.of(AccountKind.PAYABLE, "par_qepwsh2vqlgsiwg66vtvowrq4z")).code());
        for (AccountKind kind : AccountKind.values()) {
            var account = kind.hasHolder() ? Account.of(kind, "some") : Account.of(kind);
            ChartOfAccounts.Row row = new ChartOfAccounts(List.of()).of(account);
            assertTrue(ChartOfAccounts.NAME.matcher(row.name()).matches(), row.name());
            assertTrue(ChartOfAccounts.CODE.matcher(row.code()).matches(), row.code());
            assertTrue(ChartOfAccounts.isMappable(kind.code()));
        }
        assertFalse(ChartOfAccounts.isMappable("everything"));
    }
}
