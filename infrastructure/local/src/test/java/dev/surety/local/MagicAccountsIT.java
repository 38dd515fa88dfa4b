package dev.surety.local;

import static dev.surety.local.Payday.EARNED;
import static dev.surety.local.Sale.await;
import static dev.surety.local.Sale.ok;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Each account of the sandbox bank's published table is paid to over HTTP, and does what the table says. */
class MagicAccountsIT {
    private static final String ROUTING = "120000003/";

    /** @param code the reason in the end; empty if there is none */
    private record Row(String number, String first, String last, String code) {
        boolean isUs() {
            return number.startsWith(ROUTING);
        }
    }

    private static final List<Row> TABLE = List.of(
            new Row("DE87900000000000000001", "sent", "paid", ""),
            new Row("DE60900000000000000002", "failed", "failed", "AC01"),
            new Row("DE33900000000000000003", "failed", "failed", "AC04"),
            new Row("DE06900000000000000004", "failed", "failed", "BE01"),
            new Row("DE76900000000000000005", "failed", "failed", "AM04"),
            new Row("DE49900000000000000006", "sent", "paid", ""),
            new Row("DE22900000000000000007", "unknown", "paid", ""),
            new Row("DE92900000000000000008", "unknown", "failed", "AB05"),
            new Row("DE65900000000000000009", "unknown", "paid", ""),
            new Row("DE38900000000000000010", "sent", "returned", "AC04"),
            new Row("DE11900000000000000011", "sent", "returned", "MD07"),
            new Row("DE81900000000000000012", "sent", "returned", "AC06"),
            new Row("DE54900000000000000013", "unknown", "paid", ""),
            new Row("DE97900000000000000015", "sent", "paid", ""),
            new Row("DE70900000000000000016", "failed", "failed", "FR01"),
            new Row(ROUTING + "000000000001", "sent", "paid", ""),
            new Row(ROUTING + "000000000002", "failed", "failed", "R03"),
            new Row(ROUTING + "000000000003", "failed", "failed", "R02"),
            new Row(ROUTING + "000000000007", "unknown", "paid", ""),
            new Row(ROUTING + "000000000008", "unknown", "failed", "AB05"),
            new Row(ROUTING + "000000000010", "sent", "returned", "R02"),
            new Row(ROUTING + "000000000016", "sent", "returned", "R16"));

    @TempDir
    private static Path data;

    @Test
    void eachAccountOfTheTableDoesWhatTheTableSays() throws InterruptedException {
        ChildWorld world = ChildWorld.real(data, "--memory");
        try {
            played(new Payday(world.base(), "demo", "magic"));
        } finally {
            world.terminate();
        }
    }

    private static void played(Payday day) {
        Map<Row, String> payouts = new LinkedHashMap<>();
        Map<Row, String> payees = new LinkedHashMap<>();
        for (Row row : TABLE) {
            String payee = day.sale.participant("payee of " + row.number());
            payees.put(row, payee);
            method(day, row, payee);
            day.sells(payee, currency(row));
            payouts.put(row, ask(day, row, payee, day.sale.key()));
        }
        assertAll(TABLE.stream().map(row -> is(day, payouts.get(row), row, row.first())));

        day.booked();
        day.sale.advance(Duration.ofDays(4));

        assertAll(TABLE.stream().map(row -> is(day, payouts.get(row), row, row.last())));
        assertAll(Stream.concat(
                TABLE.stream().map(row -> rightMoney(day, row, payees.get(row))),
                Stream.of(() -> refusesAll(day))));
        day.sale.advance(Duration.ofHours(2));
        day.sale.booksHold();
    }

    /** The first transfer to it is declined, and so is each other transfer of the next hour. */
    private static void refusesAll(Payday day) throws Throwable {
        for (String number : List.of("DE27900000000000000014", Payday.iban(1))) {
            Row row = new Row(number, "failed", "failed", "AB08");
            String payee = day.payee("payee of " + number, number);
            is(day, ask(day, row, payee, day.sale.key()), row, "failed").execute();
        }
    }

    private static String currency(Row row) {
        return row.isUs() ? "USD" : "EUR";
    }

    private static void method(Payday day, Row row, String payee) {
        if (row.isUs()) {
            day.method(payee, "USD", """
                    {"kind": "us_account", "currency": "USD", "holder": "Ada Example", "holderKind": "individual",
                     "routingNumber": "120000003", "accountNumber": "%s", "accountType": "checking"}
                    """.formatted(row.number().substring(ROUTING.length())));
        } else {
            day.method(payee, row.number());
        }
    }

    private static String ask(Payday day, Row row, String payee, String key) {
        String body =
                """
                {"payee": "%s", "amount": {"amount": %d, "currency": "%s"}}
                """
                        .formatted(payee, EARNED, currency(row));
        return ok(day.sale.api.send("POST", day.sale.backend, "/v1/payouts", body, key)).text("id");
    }

    private static Executable is(Payday day, String payout, Row row, String state) {
        return () -> {
            await(row.number() + " is " + state, () -> day.state(payout).equals(state));
            JsonNode seen = day.payout(payout);
            String code = state.equals("returned")
                    ? seen.path("returned").path("reason").asString("")
                    : seen.path("code").path("code").asString("");
            assertEquals(state.equals("unknown") ? code : row.code(), state.equals("sent") ? row.code() : code);
        };
    }

    /** What the bank did not pay, or gave back, is the payee's again; a return that waits for people is not. */
    private static Executable rightMoney(Payday day, Row row, String payee) {
        boolean isBack = row.last().equals("failed") || row.last().equals("returned");
        return () -> await(
                "the payee of " + row.number() + " has its money",
                () -> day.available(payee, currency(row)) == (isBack ? EARNED : 0));
    }
}
