package dev.surety.local;

import static dev.surety.local.Banking.BANK;
import static dev.surety.local.Banking.FILES;
import static dev.surety.local.Payday.EARNED;
import static dev.surety.local.Sale.await;
import static dev.surety.local.Sale.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.local.Banking.Handed;
import dev.surety.local.Banking.Statement;
import dev.surety.model.calendar.BankDays;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Troubles that other people had with payment files and bank statements, played through the API on one account. */
class TrialsOfBankFilesIT {
    private static final String ATTENTION_OF_FILES = "hand_over_unconfirmed";
    private static final String FILE_DIFFERS = "file_differs";
    private static final String PAYOUT_UNANSWERED = "payout_unanswered";
    private static final String OURS = "DE89370400440532013000";

    /** Of a payee's second account, and an hour. */
    private static final Duration COOL_DOWN = Duration.ofHours(73);

    @TempDir
    private static Path data;

    private static Payday day;
    private static Banking bank;

    @BeforeAll
    static void start() {
        day = Payday.open(data, "trials-of-bank-files");
        bank = new Banking(day);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        try {
            // The payment to another account stays in transit until people explain it, and an audit would note it.
            await("the books are complete", () -> bank.trialBalance().path("complete").asBoolean(false));
            for (JsonNode currency : bank.trialBalance().path("currencies")) {
                assertEquals(0, currency.at("/sum/amount").asLong(-1));
            }
        } finally {
            day.end();
        }
    }

    /** T14. */
    @ParameterizedTest
    @ValueSource(strings = {"one", "each", "mixed"})
    void aFileIsPaidHoweverTheBankBooksIt(String booking) {
        List<String> payees = bank.payees("t14-" + booking, 3);
        long before = bank.transit();
        Handed file = bank.handedOver(payees, "{\"booking\": \"" + booking + "\"}");

        JsonNode read = bank.uploaded(bank.statement(file.on()).bytes());

        assertEquals("matched", read.path("state").asString(""), read.toString());
        payees.forEach(payee -> bank.until(file, payee, "paid"));
        await("nothing of the file is in transit", () -> bank.transit() == before);
        payees.forEach(payee -> assertEquals(0, day.available(payee)));
    }

    /** T15. */
    @Test
    void theDetailsOfABatchHaveTheirOwnAmounts() {
        List<String> payees = bank.payees("t15", 2);
        day.sells(payees.getFirst());
        long before = bank.transit();
        Handed file = bank.handedOver(payees, "{}");
        Statement statement = bank.statement(file.on());
        // Only the details tell which payments these are.
        String bare = new String(statement.bytes(), StandardCharsets.UTF_8)
                .replaceAll("(?s)<Btch>.*?</Btch>", "")
                .replaceAll("(?s)<Refs>.*?<EndToEndId>", "<Refs><EndToEndId>");
        assertTrue(bare.contains("<Amt Ccy=\"EUR\">176.00</Amt>"), bare);

        JsonNode read = bank.uploaded(bare.getBytes(StandardCharsets.UTF_8));

        assertEquals("matched", read.path("state").asString(""), read.toString());
        List<JsonNode> lines = bank.lines(read);
        assertEquals(1, lines.size(), lines.toString());
        assertEquals(3 * EARNED, lines.getFirst().at("/amount/amount").asLong(0), lines.toString());
        payees.forEach(payee -> bank.until(file, payee, "paid"));
        await("nothing of the file is in transit", () -> bank.transit() == before);
    }

    /** T19. */
    @ParameterizedTest
    @ValueSource(strings = {"reversal", "reversal_turned"})
    void aReversalIsReadAsTheBalancesSay(String habit) {
        String payee = day.payee("t19-" + habit);
        Handed file = bank.handedOver(List.of(payee), "{\"returns\": [{\"at\": 1, \"days\": 1, \"code\": \"AC04\"}]}");
        Statement statement = bank.statement(file.on().plusDays(2), habit);
        String text = new String(statement.bytes(), StandardCharsets.UTF_8);
        assertTrue(text.contains("<RvslInd>true</RvslInd>"), text);
        JsonNode before = bank.booked();

        JsonNode neither = bank.uploaded(text.replaceAll("(?s)(CLBD.*?<Amt Ccy=\"EUR\">)", "$11")
                .getBytes(StandardCharsets.UTF_8));
        assertEquals("matched_with_exceptions", neither.path("state").asString(""), neither.toString());
        assertEquals(before, bank.booked());
        assertEquals("sent", day.payout(file.run(), payee).path("state").asString(""));

        bank.uploaded(statement.bytes());
        bank.until(file, payee, "returned");
        await("the money is back", () -> day.available(payee) == EARNED);
    }

    /** T20. */
    @Test
    void aDayThatIsWrittenAsATimeIsTheBanksOwnDay() {
        String payee = day.payee("t20");
        Handed file = bank.handedOver(List.of(payee), "{}");
        Statement statement = bank.statement(file.on(), "date_times");
        String early = new String(statement.bytes(), StandardCharsets.UTF_8);
        assertTrue(early.contains("T00:30:00+01:00"), early);

        bank.uploaded(statement.bytes());
        bank.until(file, payee, "paid");
        assertEquals(
                file.on().toString(), day.payout(file.run(), payee).path("bookedOn").asString(""));

        JsonNode booked = bank.booked();
        for (String time : List.of("T23:30:00+01:00", "T23:30:00-05:00", "T12:00:00Z")) {
            JsonNode again =
                    bank.uploaded(early.replace("T00:30:00+01:00", time).getBytes(StandardCharsets.UTF_8));
            assertEquals(1, again.path("lines").path("repeated").asInt(0), time + again);
            assertEquals(1, again.path("lines").size(), time + again);
        }
        assertEquals(booked, bank.booked());
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong_count", "wrong_sum"})
    void aFileThatTheBankReadsOtherwiseIsTold(String mistake) {
        List<String> payees = bank.payees(mistake, 2);
        Handed file = bank.handedOver(payees, "{}");
        bank.uploaded(bank.report(file));
        assertEquals(List.of(), day.attention(file.id(), FILE_DIFFERS));

        bank.uploaded(bank.report(file, mistake));

        await("people are told", () -> !day.attention(file.id(), FILE_DIFFERS).isEmpty());
        assertTrue(bank.file(file.id()).path("difference").isObject());
        ok(day.by(day.checker, "/v1/attention/" + file.id() + "/" + FILE_DIFFERS + "/close", Payday.REASON));
        await("no person has to act", () -> day.attention(file.id(), FILE_DIFFERS).isEmpty());
        bank.uploaded(bank.statement(file.on()).bytes());
        payees.forEach(payee -> bank.until(file, payee, "paid"));
    }

    /** T16 and T17. */
    @Test
    void theSameStatementAgainAddsNothing() {
        List<String> payees = bank.payees("t16", 2);
        Handed file = bank.handedOver(payees, "{}");
        Statement statement = bank.statement(file.on());
        bank.uploaded(statement.bytes());
        payees.forEach(payee -> bank.until(file, payee, "paid"));
        JsonNode before = bank.booked();

        JsonNode again = bank.uploaded(statement.bytes());

        assertEquals("matched", again.path("state").asString(""), again.toString());
        assertEquals(1, again.path("lines").path("repeated").asInt(0), again.toString());
        assertEquals(1, again.path("lines").size(), again.toString());
        assertEquals(before, bank.booked());
    }

    /** T18. */
    @Test
    void twoEqualPaymentsOfOneDayAreTwoAndStayTwoInAStatementThatOverlaps() {
        List<String> payees = bank.payees("t18", 2);
        long before = bank.transit();
        Handed file = bank.handedOver(payees, "{\"booking\": \"each\"}");
        Statement statement = bank.statement(file.on());
        JsonNode read = bank.uploaded(statement.bytes());
        assertEquals(2, read.path("lines").path("debit").asInt(0), read.toString());
        payees.forEach(payee -> bank.until(file, payee, "paid"));
        JsonNode booked = bank.booked();

        bank.advance(statement.to().plusDays(2));
        JsonNode again = bank.uploaded(bank.ordered(statement.from(), statement.to().plusDays(1)));
        bank.unread = statement.to().plusDays(2);

        assertEquals("matched", again.path("state").asString(""), again.toString());
        assertEquals(2, again.path("lines").path("repeated").asInt(0), again.toString());
        assertEquals(booked, bank.booked());
        await("nothing of the file is in transit", () -> bank.transit() == before);
    }

    /** T26. */
    @Test
    void aFileThatAPersonTookToTheBankIsPaidBeforeTheHandOverIsConfirmed() {
        String payee = day.payee("t26");
        Handed file = bank.taken(List.of(payee), "{}");
        String taken = day.sale.clock().text("now");
        Statement statement = bank.statement(file.on());
        bank.uploaded(bank.report(file));
        await("people are told", () -> !day.attention(file.id(), ATTENTION_OF_FILES).isEmpty());

        JsonNode read = bank.uploaded(statement.bytes());
        assertEquals("matched", read.path("state").asString(""), read.toString());
        bank.until(file, payee, "paid");
        ok(day.by(bank.treasurer, FILES + file.id() + "/handed-over", """
                {"sha256": "%s", "at": "%s"}
                """.formatted(file.sha256(), taken)));

        assertEquals(taken, bank.file(file.id()).at("/handedOver/at").asString(""));
        await("no person has to act", () -> day.attention(file.id(), ATTENTION_OF_FILES).isEmpty());
        assertEquals("paid", day.payout(file.run(), payee).path("state").asString(""));
    }

    /** T28. */
    @Test
    void aRefusalAfterTheBookingWaitsForTheMoney() {
        String payee = day.payee("t28");
        Handed file = bank.handedOver(List.of(payee), "{}");
        bank.uploaded(bank.statement(file.on()).bytes());
        bank.until(file, payee, "paid");
        JsonNode payout = day.payout(file.run(), payee);
        String reference = payout.at("/trace/bankReference").asString("");

        JsonNode report = bank.uploaded(bank.refusal(file, payout));
        assertEquals("matched", report.path("state").asString(""), report.toString());
        assertEquals("paid", day.payout(file.run(), payee).path("state").asString(""));
        assertEquals(0, day.available(payee));
        String id = payout.path("id").asString("");
        bank.advance(bank.today().plusDays(12));
        await("people are told that it stays away", () -> !day.attention(id, PAYOUT_UNANSWERED).isEmpty());

        ok(day.by(day.sale.operator, BANK + "returns", """
                {"account": "main", "payout": "%s", "code": "AC04"}
                """.formatted(reference)));
        bank.uploaded(bank.statement(bank.today().plusDays(1)).bytes());
        bank.until(file, payee, "returned");
        await("the money is back", () -> day.available(payee) == EARNED);
        assertEquals(List.of(), day.attention(id, PAYOUT_UNANSWERED));
    }

    @Test
    void aRefusedPaymentWhoseMoneyStaysAwayIsAskedForUntilTheBankBringsIt() {
        String payee = day.payee("stays-away");
        Handed file = bank.handedOver(
                List.of(payee, day.payee("beside")),
                """
                {"reject": {"level": "payment", "code": "AC04", "at": 1}, "recredited": true}
                """);
        bank.uploaded(bank.report(file));
        String refused = day.items(file.run()).getFirst().path("payee").asString("");
        String id = day.payout(file.run(), refused).path("id").asString("");

        bank.advance(bank.today().plusDays(5));
        assertEquals(List.of(), day.attention(id, PAYOUT_UNANSWERED));
        bank.advance(bank.today().plusDays(7));
        await("people are told", () -> !day.attention(id, PAYOUT_UNANSWERED).isEmpty());
        assertEquals("sent", day.payout(id).path("state").asString(""));

        bank.uploaded(bank.statement(bank.today().minusDays(1)).bytes());
        bank.until(file, refused, "failed");
        await("no person has to act", () -> day.attention(id, PAYOUT_UNANSWERED).isEmpty());
        await("the money is back", () -> day.available(refused) == EARNED);
    }

    /** The bank refused it before any debit, so no line ever comes. */
    @Test
    void aRefusalThatCompleteStatementsBearOutGivesTheMoneyBack() {
        Handed file = bank.handedOver(
                List.of(day.payee("never-debited"), day.payee("beside-it")),
                """
                {"booking": "one", "reject": {"level": "payment", "code": "AC04", "at": 1}}
                """);
        bank.uploaded(bank.report(file));
        String refused = day.items(file.run()).getFirst().path("payee").asString("");
        String id = day.payout(file.run(), refused).path("id").asString("");

        LocalDate proves = BankDays.of(List.of("EUR")).plus(file.on(), 3);
        bank.uploaded(bank.statement(proves).bytes());
        assertEquals("sent", day.payout(id).path("state").asString(""));
        bank.advance(bank.today().plusDays(6));
        bank.until(file, refused, "failed");
        await("the money is back", () -> day.available(refused) == EARNED);
        assertEquals(List.of(), day.attention(id, PAYOUT_UNANSWERED));
    }

    @Test
    void aPaymentThatTheBankMadeToAnotherAccountIsNotPaid() {
        String payee = day.payee("elsewhere");
        Handed file = bank.handedOver(
                List.of(payee), "{\"destination\": {\"at\": 1, \"number\": \"" + day.newIban() + "\"}}");

        JsonNode read = bank.uploaded(bank.statement(file.on()).bytes());

        assertEquals("matched_with_exceptions", read.path("state").asString(""), read.toString());
        JsonNode line = bank.lines(read).getFirst();
        assertEquals("destination", line.path("class").asString(""), line.toString());
        await("people are told", () -> !day.attention(line.path("id").asString(""), "destination_differs")
                .isEmpty());
        assertEquals("sent", day.payout(file.run(), payee).path("state").asString(""));
        assertEquals(0, day.available(payee));
    }

    @Test
    void aReturnIsCreditedOnceAndPaidAgainToAnotherAccount() {
        String payee = day.payee("returned");
        Handed file = bank.handedOver(List.of(payee), "{\"returns\": [{\"at\": 1, \"days\": 1, \"code\": \"AC04\"}]}");
        Statement statement = bank.statement(file.on().plusDays(2));
        bank.uploaded(statement.bytes());
        bank.until(file, payee, "returned");
        await("the money is back", () -> day.available(payee) == EARNED);

        JsonNode again = bank.uploaded(statement.bytes());
        assertEquals(2, again.path("lines").path("repeated").asInt(0), again.toString());
        assertEquals(EARNED, day.available(payee));

        day.method(payee, day.newIban());
        assertEquals("cool_down", day.excluded(day.plan("sepa", List.of(payee), ""), payee));
        day.sale.advance(COOL_DOWN);
        Handed second = bank.handedOver(List.of(payee), "{\"booking\": \"one\"}");
        bank.uploaded(bank.statement(second.on()).bytes());
        bank.until(second, payee, "paid");
        assertEquals(0, day.available(payee));
    }

    @Test
    void aStatementOfAnAccountThatIsNotOursIsRefusedByName() {
        Statement ours = bank.statement(bank.today());
        String text = new String(ours.bytes(), StandardCharsets.UTF_8);
        assertTrue(text.contains(OURS), text);
        JsonNode before = bank.booked();

        JsonNode read = bank.uploaded(text.replace(OURS, day.newIban()).getBytes(StandardCharsets.UTF_8));

        assertEquals("matched_with_exceptions", read.path("state").asString(""), read.toString());
        assertEquals("other_account", read.at("/statements/0/refused").asString(""), read.toString());
        assertEquals("other_account", read.at("/exceptions/0/what").asString(""), read.toString());
        assertEquals(before, bank.booked());
        assertEquals("matched", bank.uploaded(ours.bytes()).path("state").asString(""));
    }

    @Test
    void aFileThatWasCutOffIsRejectedWithThePlaceAndTheReason() {
        byte[] whole = bank.statement(bank.today()).bytes();
        JsonNode before = bank.booked();

        JsonNode read = bank.uploaded(Arrays.copyOf(whole, whole.length * 2 / 3));

        assertEquals("rejected", read.path("state").asString(""), read.toString());
        assertFalse(read.at("/rejected/why").asString("").isEmpty(), read.toString());
        assertTrue(read.at("/rejected/where").asString("").startsWith("line "), read.toString());
        assertEquals(before, bank.booked());
        assertEquals("matched", bank.uploaded(whole).path("state").asString(""));
    }
}
