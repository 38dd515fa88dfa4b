package dev.surety.local;

import static dev.surety.local.Sale.await;
import static dev.surety.local.Sale.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The sandbox's gateway pays out, its report is read, and the bank's line brings the money, all over the API. */
class GatewayReportsIT {
    private static final String REPORTS = "/v1/gateway-reports";
    private static final String SETTLEMENTS = "/v1/sandbox/gateway/settlements";

    @TempDir
    private static Path data;

    private static Payday day;
    private static Banking bank;

    @BeforeAll
    static void start() {
        day = Payday.open(data, "gateway-reports");
        bank = new Banking(day);
    }

    @AfterAll
    static void stop() {
        try {
            day.sale.booksHold();
        } finally {
            day.end();
        }
    }

    private JsonNode settled(long fee) {
        return ok(day.by(day.sale.operator, SETTLEMENTS, """
                        {"currency": "EUR", "account": "main", "fee": {"amount": %d, "currency": "EUR"}}
                        """.formatted(fee)))
                .body();
    }

    /** Uploads a report, and waits until it is read. */
    private JsonNode uploaded(String csv) {
        byte[] bytes = csv.getBytes(StandardCharsets.UTF_8);
        JsonNode asked = ok(day.by(day.maker, REPORTS, """
                        {"gateway": "sandbox", "bytes": %d}
                        """.formatted(bytes.length)))
                .body();
        assertEquals(200, day.sale.api.put(asked.at("/upload/url").asString(""), bytes));
        String id = asked.path("id").asString("");
        await("the report is read", () -> {
            String state = report(id).path("state").asString("");
            return !state.equals("uploading") && !state.equals("reading");
        });
        return report(id);
    }

    private JsonNode report(String id) {
        return ok(day.sale.api.get(day.maker, REPORTS + "/" + id)).body();
    }

    /** The books' accounts between payers and bank, as {@code account amount}. */
    private String between() {
        return bank.trialBalance()
                .path("currencies")
                .valueStream()
                .filter(each -> each.path("currency").asString("").equals("EUR"))
                .flatMap(each -> each.path("accounts").valueStream())
                .filter(each -> each.path("account")
                        .asString("")
                        .matches("(gateway|settling|costs|suspense|bank)(:(sandbox|main))?"))
                .map(each -> each.path("account").asString("") + " "
                        + each.path("balance").path("amount").asLong(0))
                .filter(each -> !each.endsWith(" 0"))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    @Test
    void theMoneyBetweenGatewayAndBankIsExplainedToTheCentAndABadReportMovesNothing() {
        String payee = day.payee("seller");
        day.sells(payee);
        await("the books have both sales", () -> between().equals("gateway:sandbox -20000"));
        JsonNode settlement = settled(2_25);
        String csv = settlement.path("csv").asString("");
        refusesEachBadReport(csv);
        assertEquals("gateway:sandbox -20000", between());

        JsonNode report = uploaded(csv);
        assertEquals("matched", report.path("state").asString(""), report.toString());
        assertEquals("awaited", report.at("/settlements/0/state").asString(""), report.toString());
        assertEquals(197_75, report.at("/settlements/0/difference/amount").asLong(0), report.toString());
        await("the settlement is posted", () ->
                between().equals("costs:sandbox -225, settling:sandbox -19775"));
        JsonNode again = uploaded(csv);
        assertEquals(2, again.at("/lines/repeated").asInt(0), again.toString());

        JsonNode statement = bank.uploaded(bank.statement(bank.today()).bytes());
        assertEquals("matched", statement.path("state").asString(""), statement.toString());
        assertEquals(1, statement.at("/lines/gateway_settlement").asInt(0), statement.toString());
        await("the bank has it", () -> between().equals("bank:main -19775, costs:sandbox -225"));
        String id = report.path("id").asString("");
        await("the line is found", () ->
                report(id).at("/settlements/0/state").asString("").equals("arrived"));
        assertEquals(0, report(id).at("/settlements/0/difference/amount").asLong(-1));
        anotherAmountWaitsForAPerson(payee);
    }

    private void anotherAmountWaitsForAPerson(String payee) {
        day.sells(payee);
        JsonNode more = settled(1);
        JsonNode report = uploaded(more.path("csv")
                .asString("")
                .replace(",100.00,0,100.00,", ",101.00,0,101.00,")
                .replace("-0.01,0,-0.01", "-1.01,0,-1.01"));
        assertEquals("matched_with_exceptions", report.path("state").asString(""), report.toString());
        List<JsonNode> waiting =
                day.list(day.maker, REPORTS + "/" + report.path("id").asString("") + "/lines?class=unmatched");
        assertEquals("amount_differs", waiting.getFirst().path("why").asString(""), waiting.toString());
        String line = waiting.getFirst().path("id").asString("");
        await("people are told", () ->
                !day.attention(line, "gateway_line_unmatched").isEmpty());
        await("a euro lies in suspense", () -> between().contains("suspense 100"));
        bank.uploaded(bank.statement(bank.today()).bytes());
        await("the bank has all", () ->
                between().equals("bank:main -29774, costs:sandbox -326, suspense 100"));
    }

    private void refusesEachBadReport(String csv) {
        List<String> wrong = new ArrayList<>();
        String[][] bad = {
            {"column_missing", csv.replaceFirst("settlement", "batch")},
            {"column_twice", csv.replaceFirst("account\n", "account,gross\n")},
            {"amount", csv.replaceFirst("100.00", "1OO.00")},
            {"net_differs", csv.replaceFirst("100.00,0,100.00", "100.00,0,100.01")},
            {"sum_differs", csv.replaceFirst("197.75,0,-197.75", "197.74,0,-197.74")},
            {"other_account", csv.replace(",demo\n", ",other\n")},
            {"other_account", csv.replace("sandbox_pay_", "sandbox_xxx_")},
            {"not_a_currency_of_the_marketplace", csv.replaceFirst(",EUR,", ",CHF,")},
            {"not_csv", csv.replaceFirst("charge", "\"cha\"rge")},
            {"empty", csv.substring(0, csv.indexOf('\n') + 1)},
        };
        for (String[] each : bad) {
            JsonNode report = uploaded(each[1]);
            if (!report.path("state").asString("").equals("rejected")
                    || !report.at("/rejected/why").asString("").equals(each[0])) {
                wrong.add(each[0] + ": " + report);
            }
        }
        assertTrue(wrong.isEmpty(), wrong.toString());
    }
}
