package dev.surety.local;

import static dev.surety.local.Sale.await;
import static dev.surety.local.Sale.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.local.ApiCaller.Response;
import dev.surety.local.Banking.Statement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A month of a marketplace: sales, refunds, chargebacks, payouts on both rails, returns, charges, and the gateway's
 * money. At its end every account is explained; the month is closed, and its export agrees with the books.
 * {@code -Dsurety.sales=1000} plays more.
 */
class MonthIT {
    private static final int SALES = Integer.getInteger("surety.sales", 60);
    private static final int WEEKS = 4;
    private static final int SELLERS = 6;
    /** Settled and returned, and all banks have told it. */
    private static final int DAYS_AFTER = 8;
    private static final List<String> OPEN =
            List.of("incoming", "outgoing", "transit", "settling", "suspense", "debt", "dispute");

    /** Columns of the exported CSV. */
    private static final int ACCOUNT = 6;

    private static final int CURRENCY = 9;
    private static final int MINOR = 11;

    private static final List<String> RUNS = new ArrayList<>();

    @TempDir
    private static Path data;

    private static Payday day;
    private static Banking euros;
    private static Banking dollars;
    private static Month month;

    @BeforeAll
    static void start() {
        day = Payday.open(data, "month");
        euros = new Banking(day);
        dollars = Banking.american(day);
        month = new Month(day);
    }

    @AfterAll
    static void stop() {
        day.end();
    }

    @Test
    void everyAccountIsExplainedAndTheMonthIsClosed() throws Exception {
        month.setUp();
        LocalDate first = euros.today().plusMonths(1).withDayOfMonth(1);
        euros.advance(first);
        month.joined(SELLERS);
        for (int week = 0; week < WEEKS; week++) {
            month.sell(week * SALES / WEEKS, SALES / WEEKS);
            month.decided();
            await("the books follow", () -> euros.trialBalance().path("complete").asBoolean(false));
            paidOut(euros, month.euros);
            paidOut(dollars, month.dollars);
            settled("EUR", "main");
            settled("USD", "dollars");
            euros.advance(first.plusWeeks(week + 1));
            told(euros);
            told(dollars);
        }
        LocalDate end = first.plusMonths(1);
        euros.advance(end.plusDays(DAYS_AFTER));
        told(euros);
        told(dollars);

        happened();
        explained();
        String period = YearMonth.from(first).toString();
        closed(period);
        exported(period, end);
        day.sale.booksHold();
    }

    private static void paidOut(Banking bank, List<String> payees) {
        bank.charging(25);
        RUNS.add(bank.handedOver(bank.planned(payees), "{}").run());
    }

    /** The gateway pays out what it holds, and finance uploads its report. */
    private static void settled(String currency, String account) {
        Response paid = ok(day.by(day.sale.operator, "/v1/sandbox/gateway/settlements", """
            {"currency": "%s", "account": "%s", "fee": {"amount": 321, "currency": "%s"}}
            """.formatted(currency, account, currency)));
        byte[] csv = paid.text("csv").getBytes(StandardCharsets.UTF_8);
        JsonNode read = euros.uploaded("/v1/gateway-reports", "\"gateway\": \"sandbox\"", csv);
        assertEquals("matched", read.path("state").asString(""), read.toString());
    }

    /** All that the bank has to tell until yesterday. */
    private static void told(Banking bank) {
        LocalDate from = bank.unread;
        Statement statement = bank.statement(bank.today().minusDays(1));
        if (bank == dollars) {
            bank.notices("returns", from, statement.to()).forEach(bank::uploaded);
        }
        JsonNode read = bank.uploaded(statement.bytes());
        assertEquals("matched", read.path("state").asString(""), read.toString());
    }

    /** Each amount that does not stand at zero is listed, with its age, to the cent. */
    private static void explained() {
        Map<String, Long> listed = new TreeMap<>();
        for (String kind : OPEN) {
            for (JsonNode item : day.list(day.maker, "/v1/ledger/open-items?account=" + kind)) {
                assertTrue(item.path("subject").isString() && item.path("ageDays").isInt(), item.toString());
                String account =
                        item.path("account").asString("") + " " + item.at("/amount/currency").asString("");
                listed.merge(account, item.at("/amount/amount").asLong(0), Long::sum);
            }
        }
        Map<String, Long> open = balances(euros.trialBalance());
        open.keySet().removeIf(account -> !OPEN.contains(account.split("[: ]")[0]));
        assertEquals(open, listed);
        open.keySet().removeIf(account -> account.startsWith("debt") || account.startsWith("dispute"));
        assertEquals(Map.of(), open, "all money has come to its place");
    }

    /** The month had all that a month may have. */
    private static void happened() {
        Set<String> ends = RUNS.stream()
                .flatMap(run -> day.list(day.maker, "/v1/payouts?run=" + run).stream())
                .map(of -> of.path("rail").asString("") + " " + of.path("state").asString("") + " "
                        + of.path("paidBasis").asString(""))
                .collect(Collectors.toSet());
        assertEquals(
                Set.of("sepa paid booked", "sepa returned ", "ach paid presumed", "ach returned "), ends);
        assertTrue(
                balances(euros.trialBalance()).keySet().stream().anyMatch(account -> account.startsWith("dispute")),
                "a bank still decides");
    }

    private static void closed(String period) throws Exception {
        String path = "/v1/ledger/periods/" + period;
        ok(day.by(day.maker, path + "/close", "{}"));
        await("the file is written", () ->
                day.sale.api.get(day.maker, path).text("state").equals("awaiting_approval"));
        String hash = ok(day.sale.api.get(day.maker, path)).body().at("/file/sha256").asString("");
        assertEquals(403, day.by(day.maker, path + "/approve", "{\"hash\": \"" + hash + "\"}").status());
        assertEquals(hash, hash(downloaded(day.checker, path)));
        Response closed = ok(day.by(day.checker, path + "/approve", "{\"hash\": \"" + hash + "\"}"));
        assertEquals("closed", closed.text("state"));
        Payday.refused(day.by(day.maker, path + "/close", "{}"), 409, "period_closed");
    }

    /** Each account's rows sum to its balance at the month's end; beancount checks the other file in CI. */
    private static void exported(String period, LocalDate end) throws Exception {
        Map<String, Long> exported = new TreeMap<>();
        new String(export(period, "csv"), StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .map(row -> row.split(",", -1))
                .forEach(row ->
                        exported.merge(row[ACCOUNT] + " " + row[CURRENCY], Long.valueOf(row[MINOR]), Long::sum));
        exported.values().removeIf(sum -> sum == 0);
        Map<String, Long> stood = balances(
                ok(day.sale.get("/v1/ledger/trial-balance?at=" + end.atStartOfDay().toInstant(ZoneOffset.UTC))).body());
        assertEquals(stood, exported);
        assertTrue(stood.keySet().containsAll(Set.of("bank:main EUR", "bank:dollars USD", "fees:commission USD")));
        Files.write(Path.of("target", "month.beancount"), export(period, "beancount"));
    }

    /** In minor units, by account and currency, those at zero left out. */
    private static Map<String, Long> balances(JsonNode trialBalance) {
        Map<String, Long> balances = new TreeMap<>();
        for (JsonNode currency : trialBalance.path("currencies")) {
            for (JsonNode account : currency.path("accounts")) {
                balances.put(
                        account.path("account").asString("") + " " + currency.path("currency").asString(""),
                        account.at("/balance/amount").asLong(0));
            }
        }
        balances.values().removeIf(amount -> amount == 0);
        return balances;
    }

    private static byte[] export(String period, String format) throws Exception {
        String id = ok(day.by(day.maker, "/v1/ledger/exports", """
            {"format": "%s", "period": "%s"}
            """.formatted(format, period))).text("id");
        String path = "/v1/ledger/exports/" + id;
        await("the export is ready", () -> day.sale.api.get(day.maker, path).text("state").equals("ready"));
        return downloaded(day.maker, path);
    }

    private static byte[] downloaded(String person, String path) throws IOException {
        String link = ok(day.by(person, path + "/download", "{}")).text("url");
        try (InputStream in = day.base.resolve(link).toURL().openStream()) {
            return in.readAllBytes();
        }
    }

    private static String hash(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
