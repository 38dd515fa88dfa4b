package dev.surety.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.ledger.app.books.BookChains;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.marketplace.ChartOfAccounts;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.testkit.http.HttpWorld;
import dev.surety.testkit.http.Response;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The books as files for a general ledger: their sums are the trial balance at their end. */
class ExportingTheBooksTest {
    private static final String KEY = "export-key-000000001";
    private static final Pattern POSTING = Pattern.compile("  ([A-Z][A-Za-z0-9:-]+) (-?[0-9.]+) ([A-Z]{3})");
    private static final Pattern BALANCE =
            Pattern.compile("([0-9-]{10}) balance ([A-Z][A-Za-z0-9:-]+) (-?[0-9.]+) ~ 0 ([A-Z]{3})");

    private final MonthWorld month = MonthWorld.lived();

    private static Map<String, Long> sums(String csv) {
        Map<String, Long> sums = new TreeMap<>();
        csv.lines().skip(1).filter(row -> row.split(",").length > 11).forEach(row -> {
            String[] cells = row.split(",");
            sums.merge(cells[6] + " " + cells[9], Long.parseLong(cells[11]), Long::sum);
        });
        sums.values().removeIf(minor -> minor == 0);
        return sums;
    }

    @Test
    void theRowsOfACsvSumToTheTrialBalanceAtItsEnd() {
        assertEquals(
                month.trialBalance("2026-12-01"),
                sums(month.exported("{\"format\":\"csv\",\"period\":\"2026-11\"}", KEY)));
        // From the middle of the month on, the balances before it are rows of their own.
        String part = month.exported(
                "{\"format\":\"csv\",\"from\":\"2026-11-10T12:00:00Z\",\"to\":\"2026-11-30T22:59:59Z\"}",
                "export-key-000000002");
        assertTrue(part.contains(",opening,"), part);
        assertEquals(month.trialBalance("2026-11-30T22:59:59Z"), sums(part));
        String all = month.exported("{\"format\":\"csv\",\"to\":\"2026-12-01\"}", "export-key-000000003");
        assertFalse(all.contains(",opening,"));
        assertEquals(month.trialBalance("2026-12-01"), sums(all));
    }

    @Test
    void aBeancountFileBalancesToTheTrialBalance() {
        String file = month.exported("{\"format\":\"beancount\",\"period\":\"2026-11\"}", KEY);
        Map<String, BigDecimal> sums = new TreeMap<>();
        Map<String, BigDecimal> asserted = new TreeMap<>();
        file.lines().forEach(line -> {
            Matcher posting = POSTING.matcher(line);
            if (posting.matches()) {
                sums.merge(
                        posting.group(1) + " " + posting.group(3), new BigDecimal(posting.group(2)), BigDecimal::add);
            }
            Matcher balance = BALANCE.matcher(line);
            if (balance.matches()) {
                assertEquals("2026-12-01", balance.group(1));
                asserted.put(balance.group(2) + " " + balance.group(4), new BigDecimal(balance.group(3)));
            }
        });
        assertEquals(sums, asserted);
        Map<String, BigDecimal> books = new TreeMap<>();
        var chart = new ChartOfAccounts(List.of());
        month.trialBalance("2026-12-01").forEach((named, minor) -> {
            String[] of = named.split(" ");
            int decimals = of[1].equals("JPY") ? 0 : 2;
            String name = chart.of(Account.parse(of[0]).orElseThrow()).name();
            books.merge(name + " " + of[1], BigDecimal.valueOf(-minor, decimals), BigDecimal::add);
        });
        asserted.values().removeIf(amount -> amount.signum() == 0);
        assertEquals(books, asserted);
        assertEquals(11, file.lines().filter(line -> line.matches("[0-9-]{10} \\* \"escrow.*|[0-9-]{10} \\* \"bank.*"))
                .count() + 2, "one transaction for each entry of November");
        assertFalse(file.contains(LedgerWorld.ANNA), "a participant's account is its kind");
        assertTrue(file.contains("Liabilities:Payable 0 JPY") || file.contains("Liabilities:Payable -630 JPY"), file);
    }

    @Test
    void anAccountThatIsOpenedLaterIsInNoFileOfTheTimeBefore() {
        String body = "{\"format\":\"beancount\",\"period\":\"2026-11\"}";
        String before = month.exported(body, KEY);
        month.move("later", Account.of(AccountKind.COSTS, "bank"), Account.of(AccountKind.SUSPENSE), 7, "JPY");
        month.town().drain();
        assertEquals(before, month.exported(body, "export-key-000000002"));
    }

    /** The texts of banks and marketplaces stand in strings, and no text ends one. */
    @Test
    void hostileTextsStayText() throws IOException {
        String file = month.exported("{\"format\":\"beancount\",\"period\":\"2026-11\"}", KEY);
        assertTrue(file.contains("  reference: \"=1+\\\"2\\\"\\\\  * \\\"x\\\"\"\n"), file);
        String csv = month.exported("{\"format\":\"csv\",\"period\":\"2026-11\"}", "export-key-000000002");
        assertTrue(csv.contains(",\"'=1+\"\"2\"\"\\ \n* \"\"x\"\"\"\r\n"), csv);
    }

    /** The file that {@code .ci/run} has beancount itself check: a month of more than a thousand sales. */
    @Test
    void aMonthOfAThousandSalesIsLeftForBeancount() throws IOException {
        var random = new Random(15);
        LedgerWorld town = month.town();
        var own = List.of(
                new ChartOfAccounts.Row("fees:commission", "8400", "Income:Commission-1"),
                new ChartOfAccounts.Row("gateway:sandbox", "1360", "Assets:2-Gateway:Sandbox"));
        var chart = new ChartOfAccounts(own);
        month.settings(MoneyOut.SHIPPED, own);
        for (int i = 0; i < 1_000; i++) {
            town.clock.set(Instant.parse("2026-11-01T00:00:00Z").plus(Duration.ofMinutes(random.nextInt(42_000))));
            month.sale("sale " + i, 10 + random.nextInt(100_000), i % 9 == 0 ? "JPY" : "EUR");
        }
        for (int i = 0; i < 200; i++) {
            town.clock.set(Instant.parse("2026-11-01T00:00:00Z").plus(Duration.ofMinutes(random.nextInt(42_000))));
            month.move("move " + i, account(random, false), account(random, true), 1 + random.nextInt(1_000_000),
                    List.of("EUR", "JPY", "KWD").get(i % 3));
        }
        town.drain();
        town.clock.set(Instant.parse("2026-12-02T00:00:00Z"));
        String file = month.exported("{\"format\":\"beancount\",\"from\":\"2026-11-05\",\"to\":\"2026-12-01\"}", KEY);
        assertTrue(file.contains("* \"opening\""));
        for (AccountKind kind : AccountKind.values()) {
            String name = chart.of(kind.hasHolder() ? Account.of(kind, "some") : Account.of(kind)).name();
            assertTrue(file.contains("open " + name + "\n"), name);
        }
        assertTrue(file.contains("open Assets:2-Gateway:Sandbox\n  code: \"1360\""));
        assertEquals(
                month.trialBalance("2026-12-01"),
                sums(month.exported(
                        "{\"format\":\"csv\",\"from\":\"2026-11-05\",\"to\":\"2026-12-01\"}",
                        "export-key-000000002")));
        Path folder = Path.of("target");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("month.beancount"), file);
    }

    /** Any account of any kind; guarded ones, which need a condition, are only credited. */
    private static Account account(Random random, boolean credited) {
        AccountKind kind = AccountKind.values()[random.nextInt(AccountKind.values().length)];
        if (kind.isGuarded() && !credited) {
            return Account.of(AccountKind.LOSS);
        }
        List<String> holders = kind.isParticipants()
                ? List.of(LedgerWorld.ANNA, LedgerWorld.BERT)
                : List.of("commission", "a_b-c", "0", "sandbox");
        return kind.hasHolder() ? Account.of(kind, holders.get(random.nextInt(holders.size()))) : Account.of(kind);
    }

    @Test
    void anExportIsPreparedListedReadAndDownloaded() {
        Response asked = month.post(
                LedgerWorld.READER, MonthWorld.EXPORTS, "{\"format\":\"csv\",\"period\":\"2026-11\"}", KEY);
        assertEquals(202, asked.status(), asked.bytes());
        assertEquals("preparing", asked.text("state"));
        String path = MonthWorld.EXPORTS + "/" + asked.text("id");
        assertEquals(409, month.post(LedgerWorld.READER, path + "/download", "", KEY).status());
        assertTrue(month.town().finance.work());
        Response ready = month.get(path);
        assertEquals("ready", ready.text("state"));
        assertEquals(64, ready.body().at("/file/sha256").stringValue().length());
        Response given = month.post(LedgerWorld.READER, path + "/download", "", "export-key-000000004");
        assertTrue(given.text("url").endsWith("/" + asked.text("id") + ".csv"), given.bytes());
        assertEquals(asked.text("id"), month.get(MonthWorld.EXPORTS).body().at("/data/0/id").stringValue());
        assertEquals(
                List.of("export.requested.v1", "export.ready.v1", "export.linked.v1"),
                month.events(BookChains.export(LedgerWorld.DEMO, asked.text("id"))));
        String foreign = LedgerWorld.backend("other", "ledger:read");
        assertEquals(404, month.town().get(foreign, path).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{} | 400 /format",
        "{\"format\":\"xls\",\"period\":\"2026-11\"} | 400 /format",
        "{\"format\":\"csv\"} | 400 /to",
        "{\"format\":\"csv\",\"period\":\"2026-13\"} | 400 /period",
        "{\"format\":\"csv\",\"period\":\"2026-11\",\"to\":\"2026-12-01\"} | 400 /period",
        "{\"format\":\"csv\",\"to\":\"yesterday\"} | 400 /to",
        "{\"format\":\"csv\",\"from\":\"2026-11-02\",\"to\":\"2026-11-02\"} | 422 /to",
        "{\"format\":\"csv\",\"period\":\"2026-11\",\"account\":\"fees\"} | 400 /account",
        "{\"format\":\"csv\",\"period\":\"2026-12\"} | 409 ",
        "{\"format\":\"csv\",\"to\":\"2026-11-30T23:00:00.001Z\"} | 409 "
    })
    void aRequestThatNoFileCanAnswerIsRefused(String row) {
        String[] of = row.split(" \\| ", -1);
        Response answer = HttpWorld.refused(
                month.town().memory::everything,
                () -> month.post(LedgerWorld.READER, MonthWorld.EXPORTS, of[0], KEY));
        assertEquals(of[1], answer.status() + " " + answer.body().at("/errors/0/pointer").asString(""));
    }

    @Test
    void aDayHasALimit() {
        for (int i = 0; i < 24; i++) {
            assertEquals(202, month.post(
                    LedgerWorld.READER, MonthWorld.EXPORTS, "{\"format\":\"csv\",\"period\":\"2026-11\"}",
                    "export-key-%09d".formatted(100 + i)).status());
        }
        Response more = month.post(
                LedgerWorld.READER, MonthWorld.EXPORTS, "{\"format\":\"csv\",\"period\":\"2026-11\"}", KEY);
        assertEquals("422 limit_exceeded", more.status() + " " + more.text("reason"));
        month.later(Duration.ofDays(1));
        assertEquals(202, month.post(
                LedgerWorld.READER, MonthWorld.EXPORTS, "{\"format\":\"csv\",\"period\":\"2026-11\"}", KEY).status());
    }

    @Test
    void aLineWhoseEntryIsNotThereIsNotExported() {
        var item = month.town().item("suspense#demo##EUR#", "line#");
        String name = LedgerWorld.line(item);
        month.town().meddle(item, name.replaceFirst("#1$", "#2"), item.get(name));
        month.post(LedgerWorld.READER, MonthWorld.EXPORTS, "{\"format\":\"csv\",\"period\":\"2026-11\"}", KEY);
        assertFalse(month.town().finance.work());
    }

    @Test
    void everyRowNamesTheAccountOfTheGeneralLedger() {
        String csv = month.exported("{\"format\":\"csv\",\"period\":\"2026-11\"}", KEY);
        String names = csv.lines().skip(1).map(row -> row.split(",")).filter(cells -> cells.length > 9)
                .map(cells -> cells[7] + " " + cells[8]).distinct().sorted().collect(Collectors.joining(", "));
        assertEquals(
                Stream.of(
                                "1100 Assets:Gateway", "1200 Assets:Bank", "2400 Liabilities:Escrow",
                                "2420 Liabilities:Payable", "2900 Liabilities:Suspense", "4000 Income:Fees")
                        .collect(Collectors.joining(", ")),
                names);
    }
}
