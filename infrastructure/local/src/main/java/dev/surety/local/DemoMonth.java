package dev.surety.local;

import dev.surety.local.http.Clients;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * Finance closes the demo's months: the banks' last statements are read, one person has a month closed, and another
 * approves its file by the hash. Then the books are exported for a general ledger.
 */
final class DemoMonth {
    private static final String PERIODS = "/v1/ledger/periods/";
    private static final String EXPORTS = "/v1/ledger/exports";

    private final Stage stage;
    private final String operator;
    private final String maker;
    private final String checker;
    private final DemoPayday bank;

    DemoMonth(Stage stage, String operator, DemoPayday bank) {
        this.stage = stage;
        this.operator = operator;
        this.maker = stage.token(Clients.SHOWCASE + "-maker");
        this.checker = stage.token(Clients.SHOWCASE + "-checker");
        this.bank = bank;
    }

    /** The marketplace's day, by its test clock. */
    static LocalDate today(Stage stage, String operator) {
        Instant now = Instant.parse(stage.get(operator, "/v1/sandbox/clock").text("now"));
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    /**
     * @param begun the first day of the demo
     * @param shown the last day that statements show
     */
    void run(LocalDate begun, LocalDate shown) {
        YearMonth last = YearMonth.from(today(stage, operator));
        stage.say("The month ends. The last statements are read, and finance has the books closed:");
        stage.advance(operator, last.plusMonths(1).atDay(1).atTime(6, 0).toInstant(ZoneOffset.UTC));
        if (shown.isBefore(last.atEndOfMonth())) {
            read("main", shown.plusDays(1), last);
        }
        // The account in dollars had no line, and its bank says so.
        read("dollars", begun, last);
        for (YearMonth month = YearMonth.from(begun); !month.isAfter(last); month = month.plusMonths(1)) {
            close(PERIODS + month);
        }
        stage.say("The general ledger gets the month as a file that beancount reads:");
        String export = EXPORTS + "/"
                + stage.post(
                                maker,
                                EXPORTS,
                                "{\"format\": \"beancount\", \"period\": \"" + last + "\"}",
                                "/id",
                                "/state")
                        .text("id");
        stage.until(maker, export, "/state", "ready");
        stage.shown(maker, export, "/state", "/file/lines", "/file/sha256");
        stage.say("The month is closed, and no entry comes into it any more.");
    }

    private void read(String account, LocalDate from, YearMonth last) {
        stage.shown(maker, bank.read(account, from, last.atEndOfMonth()), "/state", "/statements/0/closing");
    }

    private void close(String period) {
        stage.post(maker, period + "/close", "{}", "/state", "/from", "/to");
        stage.until(maker, period, "/state", "awaiting_approval");
        String hash = stage.shown(checker, period, "/state", "/file/lines", "/file/sha256")
                .body()
                .at("/file/sha256")
                .asString("");
        stage.post(checker, period + "/approve", "{\"hash\": \"" + hash + "\"}", "/state", "/decided/person");
    }
}
