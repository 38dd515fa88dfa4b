package dev.surety.local;

import static dev.surety.local.Sale.await;
import static dev.surety.local.Sale.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The files of a payday that go to the sandbox's bank, and the bank's files that are uploaded, in a few words. */
final class Banking {
    static final String FILES = "/v1/payout-files/";
    static final String BANK = "/v1/sandbox/bank/";

    private static final String STATEMENTS = "/v1/bank-statements";

    private final Payday day;
    private final String account;
    private final String rail;
    private final String currency;
    final String treasurer;

    /** The first day of which the marketplace has no statement. */
    LocalDate unread;

    /** @param messageId as the bank answered it */
    record Handed(String run, String id, String bankId, String messageId, String sha256, LocalDate on) {}

    record Statement(LocalDate from, LocalDate to, byte[] bytes) {}

    Banking(Payday day) {
        this(day, "demo");
    }

    Banking(Payday day, String marketplace) {
        this(day, marketplace, "main", "sepa", "EUR");
    }

    /** The American account of the demo, from which ACH files are paid. */
    static Banking american(Payday day) {
        return new Banking(day, "demo", "dollars", "ach", "USD");
    }

    private Banking(Payday day, String marketplace, String account, String rail, String currency) {
        this.day = day;
        this.account = account;
        this.rail = rail;
        this.currency = currency;
        treasurer = day.sale.api.token(marketplace + "-treasurer");
        unread = today();
    }

    List<String> payees(String name, int count) {
        return Stream.iterate(1, n -> n + 1)
                .limit(count)
                .map(n -> day.payee(name + "-" + n))
                .toList();
    }

    /** The bank has the file of a run that pays all of these, and no person has said so. */
    Handed taken(List<String> payees, String play) {
        Handed taken = taken(planned(payees), play);
        assertEquals(payees.size(), file(taken.id()).path("count").asInt(0));
        return taken;
    }

    /** A planned run of those whom the rail can pay. */
    String planned(List<String> payees) {
        return day.plan(rail, currency, payees, "");
    }

    private Handed taken(String run, String play) {
        day.approve(run);
        day.executed(run);
        String id = day.run(run).at("/files/0").asString("");
        JsonNode file = file(id);
        ok(day.by(treasurer, FILES + id + "/download", "{}"));
        ok(day.by(day.sale.operator, BANK + "scripts", "{\"account\": \"" + account + "\", \"file\": " + play + "}"));
        JsonNode taken = ok(day.by(day.sale.operator, BANK + "files", """
                        {"account": "%s", "file": "%s"}
                        """.formatted(account, file.path("name").asString(""))))
                .body();
        assertNotEquals("refused", taken.path("status").asString(""), taken.toString());
        return new Handed(
                run,
                id,
                taken.path("id").asString(""),
                taken.path("messageId").asString(""),
                file.path("sha256").asString(""),
                LocalDate.parse(file.path("executionDate").asString("")));
    }

    Handed handedOver(List<String> payees, String play) {
        return handedOver(taken(payees, play));
    }

    /** The file of a planned run, which may exclude payees. */
    Handed handedOver(String run, String play) {
        return handedOver(taken(run, play));
    }

    private Handed handedOver(Handed file) {
        ok(day.by(treasurer, FILES + file.id() + "/handed-over", "{\"sha256\": \"" + file.sha256() + "\"}"));
        return file;
    }

    JsonNode file(String id) {
        return ok(day.sale.api.get(treasurer, FILES + id)).body();
    }

    /** The bytes that finance takes to its bank. */
    byte[] bytes(Handed file) {
        String link = ok(day.by(treasurer, FILES + file.id() + "/download", "{}")).text("url");
        try (InputStream in = day.base.resolve(link).toURL().openStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void until(Handed file, String payee, String state) {
        await(payee + " is " + state, () -> day.payout(file.run(), payee)
                .path("state")
                .asString("")
                .equals(state));
    }

    /** All payouts of the file's run are paid, and they are as many as this. */
    void untilPaid(Handed file, int count) {
        await("all are paid", () -> {
            List<JsonNode> payouts = day.list(day.sale.backend, "/v1/payouts?run=" + file.run());
            return payouts.size() == count
                    && payouts.stream().allMatch(payout -> payout.path("state").asString("").equals("paid"));
        });
    }

    LocalDate today() {
        return LocalDate.ofInstant(Instant.parse(day.sale.clock().text("now")), ZoneOffset.UTC);
    }

    /** To the early morning of a day. */
    void advance(LocalDate to) {
        Instant now = Instant.parse(day.sale.clock().text("now"));
        day.sale.advance(Duration.between(now, to.atTime(6, 0).toInstant(ZoneOffset.UTC)));
    }

    /** The next statement, until this day is over. */
    Statement statement(LocalDate last, String... with) {
        if (!today().isAfter(last)) {
            advance(last.plusDays(1));
        }
        LocalDate to = today().minusDays(1);
        Statement next = new Statement(unread, to, ordered(unread, to, with));
        unread = to.plusDays(1);
        return next;
    }

    byte[] ordered(LocalDate from, LocalDate to, String... with) {
        return message(BANK + "statements", """
                {"account": "%s", "from": "%s", "to": "%s", "with": [%s]}
                """.formatted(account, from, to, quoted(with)));
    }

    /** The NACHA file of these days: {@code returns} or {@code changes}. None, if none came. */
    List<byte[]> notices(String kind, LocalDate from, LocalDate to) {
        return messages(BANK + "statements", """
                {"account": "%s", "from": "%s", "to": "%s", "message": "nacha.%s"}
                """.formatted(account, from, to, kind));
    }

    byte[] report(Handed file, String... with) {
        return message(BANK + "status-reports", """
                {"account": "%s", "file": "%s", "with": [%s]}
                """.formatted(account, file.bankId(), quoted(with)));
    }

    private static String quoted(String... words) {
        return Stream.of(words).map(word -> '"' + word + '"').collect(Collectors.joining(", "));
    }

    private byte[] message(String route, String body) {
        return messages(route, body).getFirst();
    }

    private List<byte[]> messages(String route, String body) {
        return ok(day.by(day.sale.operator, route, body))
                .body()
                .path("data")
                .valueStream()
                .map(page -> Base64.getDecoder().decode(page.path("base64").asString("")))
                .toList();
    }

    /** A report in which the bank refuses a payment that its statement has shown. */
    byte[] refusal(Handed file, JsonNode payout) {
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
    JsonNode uploaded(byte[] bytes) {
        return uploaded(STATEMENTS, "\"name\": \"a file of the bank\"", bytes);
    }

    /** @param members those of the announcement beside the length */
    JsonNode uploaded(String route, String members, byte[] bytes) {
        JsonNode asked = ok(day.by(day.maker, route, """
                        {%s, "bytes": %d}
                        """.formatted(members, bytes.length)))
                .body();
        assertEquals(200, day.sale.api.put(asked.at("/upload/url").asString(""), bytes));
        String path = route + "/" + asked.path("id").asString("");
        await("the file is read", () -> {
            String state = day.sale.api.get(day.maker, path).text("state");
            return !state.equals("uploading") && !state.equals("reading");
        });
        return ok(day.sale.api.get(day.maker, path)).body();
    }

    /** From now on the bank takes so much for each debit. */
    void charging(long minor) {
        ok(day.by(day.sale.operator, BANK + "scripts", """
                {"account": "%s", "charge": {"amount": %d, "currency": "%s"}}
                """.formatted(account, minor, currency)));
    }

    List<JsonNode> lines(JsonNode statement) {
        return day.list(day.maker, STATEMENTS + "/" + statement.path("id").asString("") + "/lines");
    }

    JsonNode booked() {
        return ok(day.sale.api.get(day.maker, "/v1/bank-accounts/" + account)).body().path("booked");
    }

    JsonNode trialBalance() {
        return ok(day.sale.get("/v1/ledger/trial-balance")).body();
    }

    long transit() {
        return balance("transit");
    }

    /** In the currency of our account, of all accounts whose name begins so. */
    long balance(String account) {
        return trialBalance()
                .path("currencies")
                .valueStream()
                .filter(each -> each.path("currency").asString("").equals(currency))
                .flatMap(each -> each.path("accounts").valueStream())
                .filter(each -> each.path("account").asString("").startsWith(account))
                .mapToLong(each -> each.path("balance").path("amount").asLong(0))
                .sum();
    }
}
