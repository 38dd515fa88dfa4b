package dev.surety.local;

import static dev.surety.local.Payday.EARNED;
import static dev.surety.local.Sale.await;
import static dev.surety.local.Sale.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Troubles that other people had with payment files and bank statements, played through the API on one account. */
class TrialsOfBankFilesIT {
    private static final String FILES = "/v1/payout-files/";
    private static final String BANK = "/v1/sandbox/bank/";
    private static final String STATEMENTS = "/v1/bank-statements";
    private static final String ATTENTION_OF_FILES = "hand_over_unconfirmed";
    private static final String OURS = "DE89370400440532013000";

    /** Of a payee's second account, and an hour. */
    private static final Duration COOL_DOWN = Duration.ofHours(73);

    @TempDir
    private static Path data;

    private static Payday day;
    private static String treasurer;

    /** The first day of which the marketplace has no statement. */
    private static LocalDate unread;

    /** @param messageId as the bank answered it */
    private record Handed(String run, String id, String bankId, String messageId, String sha256, LocalDate on) {}

    private record Statement(LocalDate from, LocalDate to, byte[] bytes) {}

    @BeforeAll
    static void start() {
        day = Payday.open(data, "trials-of-bank-files");
        treasurer = day.sale.api.token("demo-treasurer");
        unread = today();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        try {
            // The payment to another account stays in transit until people explain it, and an audit would note it.
            await("the books are complete", () -> trialBalance().path("complete").asBoolean(false));
            for (JsonNode currency : trialBalance().path("currencies")) {
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
        List<String> payees = payees("t14-" + booking, 3);
        long before = transit();
        Handed file = handedOver(payees, "{\"booking\": \"" + booking + "\"}");

        JsonNode read = uploaded(statement(file.on()).bytes());

        assertEquals("matched", read.path("state").asString(""), read.toString());
        payees.forEach(payee -> until(file, payee, "paid"));
        await("nothing of the file is in transit", () -> transit() == before);
        payees.forEach(payee -> assertEquals(0, day.available(payee)));
    }

    /** T16 and T17. */
    @Test
    void theSameStatementAgainAddsNothing() {
        List<String> payees = payees("t16", 2);
        Handed file = handedOver(payees, "{}");
        Statement statement = statement(file.on());
        uploaded(statement.bytes());
        payees.forEach(payee -> until(file, payee, "paid"));
        JsonNode before = booked();

        JsonNode again = uploaded(statement.bytes());

        assertEquals("matched", again.path("state").asString(""), again.toString());
        assertEquals(1, again.path("lines").path("repeated").asInt(0), again.toString());
        assertEquals(1, again.path("lines").size(), again.toString());
        assertEquals(before, booked());
    }

    /** T18. */
    @Test
    void twoEqualPaymentsOfOneDayAreTwoAndStayTwoInAStatementThatOverlaps() {
        List<String> payees = payees("t18", 2);
        long before = transit();
        Handed file = handedOver(payees, "{\"booking\": \"each\"}");
        Statement statement = statement(file.on());
        JsonNode read = uploaded(statement.bytes());
        assertEquals(2, read.path("lines").path("debit").asInt(0), read.toString());
        payees.forEach(payee -> until(file, payee, "paid"));
        JsonNode booked = booked();

        advance(statement.to().plusDays(2));
        JsonNode again = uploaded(ordered(statement.from(), statement.to().plusDays(1)));
        unread = statement.to().plusDays(2);

        assertEquals("matched", again.path("state").asString(""), again.toString());
        assertEquals(2, again.path("lines").path("repeated").asInt(0), again.toString());
        assertEquals(booked, booked());
        await("nothing of the file is in transit", () -> transit() == before);
    }

    /** T26. */
    @Test
    void aFileThatAPersonTookToTheBankIsPaidBeforeTheHandOverIsConfirmed() {
        String payee = day.payee("t26");
        Handed file = taken(List.of(payee), "{}");
        String taken = day.sale.clock().text("now");
        Statement statement = statement(file.on());
        uploaded(report(file));
        await("people are told", () -> !day.attention(file.id(), ATTENTION_OF_FILES).isEmpty());

        JsonNode read = uploaded(statement.bytes());
        assertEquals("matched", read.path("state").asString(""), read.toString());
        until(file, payee, "paid");
        ok(day.by(treasurer, FILES + file.id() + "/handed-over", """
                {"sha256": "%s", "at": "%s"}
                """.formatted(file.sha256(), taken)));

        assertEquals(taken, file(file.id()).at("/handedOver/at").asString(""));
        await("no person has to act", () -> day.attention(file.id(), ATTENTION_OF_FILES).isEmpty());
        assertEquals("paid", day.payout(file.run(), payee).path("state").asString(""));
    }

    /** T28. */
    @Test
    void aRefusalAfterTheBookingWaitsForTheMoney() {
        String payee = day.payee("t28");
        Handed file = handedOver(List.of(payee), "{}");
        uploaded(statement(file.on()).bytes());
        until(file, payee, "paid");
        JsonNode payout = day.payout(file.run(), payee);
        String reference = payout.at("/trace/bankReference").asString("");

        JsonNode report = uploaded(refusal(file, payout));
        assertEquals("matched", report.path("state").asString(""), report.toString());
        assertEquals("paid", day.payout(file.run(), payee).path("state").asString(""));
        assertEquals(0, day.available(payee));

        ok(day.by(day.sale.operator, BANK + "returns", """
                {"account": "main", "payout": "%s", "code": "AC04"}
                """.formatted(reference)));
        uploaded(statement(today().plusDays(1)).bytes());
        until(file, payee, "returned");
        await("the money is back", () -> day.available(payee) == EARNED);
    }

    @Test
    void aPaymentThatTheBankMadeToAnotherAccountIsNotPaid() {
        String payee = day.payee("elsewhere");
        Handed file =
                handedOver(List.of(payee), "{\"destination\": {\"at\": 1, \"number\": \"" + day.newIban() + "\"}}");

        JsonNode read = uploaded(statement(file.on()).bytes());

        assertEquals("matched_with_exceptions", read.path("state").asString(""), read.toString());
        JsonNode line = lines(read).getFirst();
        assertEquals("destination", line.path("class").asString(""), line.toString());
        await("people are told", () -> !day.attention(line.path("id").asString(""), "destination_differs")
                .isEmpty());
        assertEquals("sent", day.payout(file.run(), payee).path("state").asString(""));
        assertEquals(0, day.available(payee));
    }

    @Test
    void aReturnIsCreditedOnceAndPaidAgainToAnotherAccount() {
        String payee = day.payee("returned");
        Handed file = handedOver(List.of(payee), "{\"returns\": [{\"at\": 1, \"days\": 1, \"code\": \"AC04\"}]}");
        Statement statement = statement(file.on().plusDays(2));
        uploaded(statement.bytes());
        until(file, payee, "returned");
        await("the money is back", () -> day.available(payee) == EARNED);

        JsonNode again = uploaded(statement.bytes());
        assertEquals(2, again.path("lines").path("repeated").asInt(0), again.toString());
        assertEquals(EARNED, day.available(payee));

        day.method(payee, day.newIban());
        assertEquals("cool_down", day.excluded(day.plan("sepa", List.of(payee), ""), payee));
        day.sale.advance(COOL_DOWN);
        Handed second = handedOver(List.of(payee), "{\"booking\": \"one\"}");
        uploaded(statement(second.on()).bytes());
        until(second, payee, "paid");
        assertEquals(0, day.available(payee));
    }

    @Test
    void aStatementOfAnAccountThatIsNotOursIsRefusedByName() {
        Statement ours = statement(today());
        String text = new String(ours.bytes(), StandardCharsets.UTF_8);
        assertTrue(text.contains(OURS), text);
        JsonNode before = booked();

        JsonNode read = uploaded(text.replace(OURS, day.newIban()).getBytes(StandardCharsets.UTF_8));

        assertEquals("matched_with_exceptions", read.path("state").asString(""), read.toString());
        assertEquals("other_account", read.at("/statements/0/refused").asString(""), read.toString());
        assertEquals("other_account", read.at("/exceptions/0/what").asString(""), read.toString());
        assertEquals(before, booked());
        assertEquals("matched", uploaded(ours.bytes()).path("state").asString(""));
    }

    @Test
    void aFileThatWasCutOffIsRejectedWithThePlaceAndTheReason() {
        byte[] whole = statement(today()).bytes();
        JsonNode before = booked();

        JsonNode read = uploaded(Arrays.copyOf(whole, whole.length * 2 / 3));

        assertEquals("rejected", read.path("state").asString(""), read.toString());
        assertFalse(read.at("/rejected/why").asString("").isEmpty(), read.toString());
        assertTrue(read.at("/rejected/where").asString("").startsWith("line "), read.toString());
        assertEquals(before, booked());
        assertEquals("matched", uploaded(whole).path("state").asString(""));
    }

    private static List<String> payees(String name, int count) {
        return Stream.iterate(1, n -> n + 1)
                .limit(count)
                .map(n -> day.payee(name + "-" + n))
                .toList();
    }

    /** The bank has the file of a run, and no person has said so. */
    private static Handed taken(List<String> payees, String play) {
        String run = day.plan("sepa", payees, "");
        day.approve(run);
        day.executed(run);
        String id = day.run(run).at("/files/0").asString("");
        JsonNode file = file(id);
        assertEquals(payees.size(), file.path("count").asInt(0), file.toString());
        ok(day.by(treasurer, FILES + id + "/download", "{}"));
        ok(day.by(day.sale.operator, BANK + "scripts", "{\"account\": \"main\", \"file\": " + play + "}"));
        JsonNode taken = ok(day.by(day.sale.operator, BANK + "files", """
                        {"account": "main", "file": "%s"}
                        """.formatted(file.path("name").asString(""))))
                .body();
        assertEquals("accepted", taken.path("status").asString(""), taken.toString());
        return new Handed(
                run,
                id,
                taken.path("id").asString(""),
                taken.path("messageId").asString(""),
                file.path("sha256").asString(""),
                LocalDate.parse(file.path("executionDate").asString("")));
    }

    private static Handed handedOver(List<String> payees, String play) {
        Handed file = taken(payees, play);
        ok(day.by(treasurer, FILES + file.id() + "/handed-over", "{\"sha256\": \"" + file.sha256() + "\"}"));
        return file;
    }

    private static JsonNode file(String id) {
        return ok(day.sale.api.get(treasurer, FILES + id)).body();
    }

    private static void until(Handed file, String payee, String state) {
        await(payee + " is " + state, () -> day.payout(file.run(), payee)
                .path("state")
                .asString("")
                .equals(state));
    }

    private static LocalDate today() {
        return LocalDate.ofInstant(Instant.parse(day.sale.clock().text("now")), ZoneOffset.UTC);
    }

    /** To the early morning of a day. */
    private static void advance(LocalDate to) {
        Instant now = Instant.parse(day.sale.clock().text("now"));
        day.sale.advance(Duration.between(now, to.atTime(6, 0).toInstant(ZoneOffset.UTC)));
    }

    /** The next statement, until this day is over. */
    private static Statement statement(LocalDate last) {
        if (!today().isAfter(last)) {
            advance(last.plusDays(1));
        }
        LocalDate to = today().minusDays(1);
        Statement next = new Statement(unread, to, ordered(unread, to));
        unread = to.plusDays(1);
        return next;
    }

    private static byte[] ordered(LocalDate from, LocalDate to) {
        return message(BANK + "statements", """
                {"account": "main", "from": "%s", "to": "%s"}
                """.formatted(from, to));
    }

    private static byte[] report(Handed file) {
        return message(BANK + "status-reports", """
                {"account": "main", "file": "%s"}
                """.formatted(file.bankId()));
    }

    private static byte[] message(String route, String body) {
        return Base64.getDecoder()
                .decode(ok(day.by(day.sale.operator, route, body))
                        .body()
                        .at("/data/0/base64")
                        .asString(""));
    }

    /** A report in which the bank refuses a payment that its statement has shown. */
    private static byte[] refusal(Handed file, JsonNode payout) {
        return """
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
            <GrpHdr><MsgId>R1</MsgId></GrpHdr>
            <OrgnlGrpInfAndSts><OrgnlMsgId>%s</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>
            </OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><OrgnlPmtInfId>%s</OrgnlPmtInfId>
            <TxInfAndSts><OrgnlEndToEndId>%s</OrgnlEndToEndId><TxSts>RJCT</TxSts>
            <StsRsnInf><Rsn><Cd>AC04</Cd></Rsn></StsRsnInf></TxInfAndSts>
            </OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>
            """
                .formatted(
                        file.messageId(),
                        payout.path("group").asString(""),
                        payout.at("/trace/bankReference").asString(""))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Uploads a file of the bank, and waits until it is read. */
    private static JsonNode uploaded(byte[] bytes) {
        JsonNode asked = ok(day.by(day.maker, STATEMENTS, """
                        {"name": "a file of the bank", "bytes": %d}
                        """.formatted(bytes.length)))
                .body();
        assertEquals(200, day.sale.api.put(asked.at("/upload/url").asString(""), bytes));
        String path = STATEMENTS + "/" + asked.path("id").asString("");
        await("the file is read", () -> {
            String state = day.sale.api.get(day.maker, path).text("state");
            return !state.equals("uploading") && !state.equals("reading");
        });
        return ok(day.sale.api.get(day.maker, path)).body();
    }

    private static List<JsonNode> lines(JsonNode statement) {
        return day.list(day.maker, STATEMENTS + "/" + statement.path("id").asString("") + "/lines");
    }

    private static JsonNode booked() {
        return ok(day.sale.api.get(day.maker, "/v1/bank-accounts/main")).body().path("booked");
    }

    private static JsonNode trialBalance() {
        return ok(day.sale.get("/v1/ledger/trial-balance")).body();
    }

    private static long transit() {
        return trialBalance()
                .path("currencies")
                .valueStream()
                .filter(each -> each.path("currency").asString("").equals("EUR"))
                .flatMap(each -> each.path("accounts").valueStream())
                .filter(each -> each.path("account").asString("").startsWith("transit"))
                .mapToLong(each -> each.path("balance").path("amount").asLong(0))
                .sum();
    }
}
