package dev.surety.local;

import static dev.surety.local.Sale.await;
import static dev.surety.local.Sale.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.local.Banking.Handed;
import dev.surety.messages.nacha.NachaEntry;
import dev.surety.messages.nacha.NachaPart.BatchHead;
import dev.surety.messages.nacha.NachaPart.FileHead;
import dev.surety.messages.nacha.NachaPart;
import dev.surety.messages.nacha.NachaReader;
import dev.surety.messages.xml.Limits;
import dev.surety.model.calendar.BankDays;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Troubles with ACH files and their returns, played through the API on one runtime, with the sandbox's bank. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TrialsOfAchFilesIT {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    /** Accounts that the sandbox's bank knows. */
    private static final String TAKES = "000000000001";

    private static final String CLOSED = "000000000010";
    private static final String CHANGED = "000000000021";

    @TempDir
    private static Path data;

    private static Payday day;
    private static Banking bank;

    @BeforeAll
    static void start() {
        day = Payday.open(data, "trials-of-ach-files");
        bank = Banking.american(day);
    }

    @AfterAll
    static void stop() {
        day.close();
    }

    private static String payee(String name, String number) {
        String payee = day.sale.participant(name);
        day.method(payee, "USD", """
                {"kind": "us_account", "currency": "USD", "holder": "Ada Example", "holderKind": "individual",
                 "routingNumber": "120000003", "accountNumber": "%s", "accountType": "checking"}
                """.formatted(number));
        day.sells(payee, "USD");
        return payee;
    }

    private static List<NachaPart> read(Handed file) {
        try {
            var reader = new NachaReader(new ByteArrayInputStream(bank.bytes(file)), Limits.STANDARD);
            List<NachaPart> parts = new ArrayList<>();
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                parts.add(next.get());
            }
            assertTrue(parts.getLast() instanceof NachaPart.FileEnd, parts.toString());
            return parts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> List<T> of(List<NachaPart> parts, Class<T> type) {
        return parts.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static JsonNode payout(Handed file, String payee) {
        return day.payout(file.run(), payee);
    }

    private static long moved() {
        return bank.booked().path("amount").asLong(0);
    }

    /** The Fed is open at this moment, and the files of the moment settle on the bank day after. */
    private static void at(LocalDate local, LocalTime time) {
        Instant now = Instant.parse(day.sale.clock().text("now"));
        day.sale.advance(Duration.between(now, local.atTime(time).atZone(NEW_YORK).toInstant()));
    }

    /** T25. */
    @Test
    @Order(1)
    void threeRunsOfADayHaveTracesAndModifiersOfTheirOwn() {
        Set<String> modifiers = new HashSet<>();
        Set<String> traces = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            Handed file = bank.handedOver(List.of(payee("t25-" + i, TAKES), payee("t25-more-" + i, TAKES)), "{}");
            List<NachaPart> parts = read(file);
            assertTrue(modifiers.add(of(parts, FileHead.class).getFirst().modifier()));
            of(parts, NachaEntry.class).forEach(entry -> assertTrue(traces.add(entry.trace()), entry.trace()));
        }
        assertEquals(6, traces.size());
    }

    @Test
    @Order(2)
    void aPayoutIsPresumedPaidTwoBankDaysAfterItsDebitAndComesBackByAStatementOnly() {
        String ada = payee("ada", TAKES);
        String ben = payee("ben", CLOSED);
        String eve = payee("eve", CHANGED);
        Handed file = bank.handedOver(List.of(ada, ben, eve), "{}");
        bank.until(file, ada, "sent");
        String trace = payout(file, ada).at("/trace/nachaTrace").asString("");
        assertTrue(of(read(file), NachaEntry.class).stream().anyMatch(entry -> entry.trace().equals(trace)), trace);

        JsonNode booked = bank.uploaded(bank.statement(file.on()).bytes());

        assertEquals("matched", booked.path("state").asString(""), booked.toString());
        await("the debit is shown", () -> payout(file, ada).path("bookedOn").asString("").equals(file.on().toString()));
        assertEquals("sent", payout(file, ada).path("state").asString(""));
        assertEquals(0, bank.transit(), "nothing is in transit");

        LocalDate last = BankDays.FED.plus(file.on(), 2);
        bank.advance(last.plusDays(2));
        bank.until(file, ada, "paid");
        assertEquals("presumed", payout(file, ada).path("paidBasis").asString(""));

        long moved = moved();
        JsonNode notes = bank.uploaded(bank.notices("returns", file.on(), bank.today()).getFirst());
        assertEquals("matched", notes.path("state").asString(""), notes.toString());
        assertEquals("R02", payout(file, ben).at("/refusal/code").asString(""), payout(file, ben).toString());
        assertEquals(0, day.available(ben, "USD"));
        assertEquals(moved, moved(), "a note moves nothing");

        bank.uploaded(bank.statement(bank.today().minusDays(1)).bytes());
        bank.until(file, ben, "returned");
        assertEquals("R02", payout(file, ben).at("/returned/reason").asString(""));
        await("the money is back", () -> day.available(ben, "USD") == Payday.EARNED);

        JsonNode changes = bank.uploaded(bank.notices("changes", file.on(), bank.today()).getFirst());
        assertEquals("matched", changes.path("state").asString(""), changes.toString());
        String id = payout(file, eve).path("id").asString("");
        await("people are told", () -> !day.attention(id, "change_noticed").isEmpty());
        assertEquals("paid", payout(file, eve).path("state").asString(""));
        ok(day.by(day.checker, "/v1/attention/" + id + "/change_noticed/close", Payday.REASON));
    }

    @Test
    @Order(3)
    void aFileWithAWrongHashIsRefusedAndMovesNothing() {
        String ben = payee("ben-again", CLOSED);
        Handed file = bank.handedOver(List.of(ben), "{}");
        bank.uploaded(bank.statement(file.on()).bytes());
        bank.advance(file.on().plusDays(6));
        String right = new String(
                bank.notices("returns", file.on(), bank.today()).getFirst(), StandardCharsets.US_ASCII);
        String control = right.lines().filter(line -> line.startsWith("82")).findFirst().orElseThrow();
        String wrong = right.replace(control, control.substring(0, 10) + "0000000001" + control.substring(20));
        JsonNode read = bank.uploaded(wrong.getBytes(StandardCharsets.US_ASCII));
        assertEquals("rejected", read.path("state").asString(""), read.toString());
        assertTrue(payout(file, ben).path("refusal").isNull());
        bank.uploaded(bank.statement(bank.today().minusDays(1)).bytes());
        bank.until(file, ben, "returned");
    }

    /** T27, of the Fed. */
    @Test
    @Order(4)
    void entriesSettleOnTheNextBankDayOfTheFedInTheRailsZone() {
        for (List<String> each : List.of(
                List.of("2027-01-08", "23:50", "2027-01-12", "late on a Friday is a file of Monday"),
                List.of("2027-03-26", "10:00", "2027-03-29", "on Good Friday the Fed is open"),
                List.of("2027-06-18", "10:00", "2027-06-21", "Juneteenth is a Saturday, and Friday is open"))) {
            String payee = payee("t27-" + each.getFirst(), TAKES);
            at(LocalDate.parse(each.getFirst()), LocalTime.parse(each.get(1)));
            Handed file = bank.handedOver(List.of(payee), "{}");
            LocalDate expected = LocalDate.parse(each.get(2));
            assertEquals(expected, file.on(), each.get(3));
            assertEquals(
                    expected,
                    of(read(file), BatchHead.class).getFirst().effective().orElseThrow(),
                    each.get(3));
            bank.uploaded(bank.statement(file.on()).bytes());
            await("the debit is shown", () -> payout(file, payee).path("bookedOn").asString("").equals(each.get(2)));
        }
    }
}
