package dev.surety.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Files go to the bank, its statements come back, and lines that nothing explains are resolved. */
class BankFilesAndLinesTest extends ScriptedCommands {
    private static final String FILES = "/v1/payout-files";
    private static final String STATEMENTS = "/v1/bank-statements";

    /** A hash of no file here. */
    private static final String HASH = "c0f2a3d4";

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private void link(String url, String sha256) {
        String link = url.isEmpty() ? "null" : '"' + url + '"';
        api.says(
                "POST " + FILES + "/pf_1/download",
                "200 {\"name\":\"pf_1.xml\",\"sha256\":\"" + sha256 + "\",\"bytes\":11,\"url\":" + link + "}");
        api.says("GET /local-files/pf_1.xml?signature=s", "200 <Document/>");
    }

    @Test
    void aFileIsStoredOnceAndOnlyWithTheHashThatSuretySays() throws IOException {
        Path to = folder.resolve("out.xml");
        String hash = Transfers.sha256(file("same.xml", "<Document/>"));
        link("/local-files/pf_1.xml?signature=s", hash);

        assertEquals(0, api.run("file", "download", "pf_1", "--to", to.toString()), api.problems.toString());

        assertEquals("<Document/>", Files.readString(to));
        assertTrue(api.out.toString().contains(hash + " (computed here, equal)"), api.out.toString());
        assertEquals(Failure.USAGE, api.run("file", "download", "pf_1", "--to", to.toString()));
        assertTrue(api.problems.toString().contains("it is not overwritten"), api.problems.toString());
    }

    @Test
    void aFileWithAnotherHashIsNotToBeHandedOver() {
        link("/local-files/pf_1.xml?signature=s", HASH);
        String to = folder.resolve("out.xml").toString();

        assertEquals(Failure.REFUSED, api.run("file", "download", "pf_1", "--to", to));

        assertTrue(api.problems.toString().contains("Do not hand it over."), api.problems.toString());
    }

    @Test
    void aUsedLinkIsSaidToBeUsed() {
        link("", HASH);
        String to = folder.resolve("out.xml").toString();

        assertEquals(Failure.REFUSED, api.run("file", "download", "pf_1", "--to", to, "--key", "k-0123456789"));

        assertTrue(api.problems.toString().contains("The link of this key was used."), api.problems.toString());
        assertFalse(Files.exists(folder.resolve("out.xml")));
    }

    @Test
    void aHandOverNamesTheHashOfTheFileThatTheBankGot() throws IOException {
        Path given = file("out.xml", "<Document/>");
        api.says(
                "POST " + FILES + "/pf_1/handed-over",
                "200 {\"id\":\"pf_1\",\"state\":\"handed_over\",\"groups\":[{\"id\":\"pf-1-1\",\"count\":2,"
                        + "\"sum\":{\"amount\":300,\"currency\":\"EUR\"}}]}");

        assertEquals(0, api.run("file", "hand-over", "pf_1", "--file", given.toString()));

        assertEquals("{\"sha256\":\"" + Transfers.sha256(given) + "\"}", api.bodies.getLast());
        assertTrue(api.out.toString().contains("group pf-1-1: 2 payments, 3.00 EUR"), api.out.toString());
    }

    @Test
    void aVoidIsAskedForWithAReasonAndApprovedByHash() {
        api.says("POST " + FILES + "/pf_1/void", "409 {\"reason\":\"void_unproved\",\"title\":\"No.\"}");
        api.says("POST " + FILES + "/pf_1/void/approve", "200 {\"id\":\"pf_1\",\"state\":\"voided\"}");

        assertEquals(Failure.REFUSED, api.run("file", "void", "pf_1", "--reason", "never sent"));
        assertEquals(0, api.run("file", "approve-void", "pf_1", "--hash", HASH));

        assertTrue(api.problems.toString().startsWith("void_unproved: No."), api.problems.toString());
        assertEquals("{\"hash\":\"" + HASH + "\"}", api.bodies.getLast());
        assertEquals(Failure.USAGE, api.run("file", "void", "pf_1"));
    }

    @Test
    void aStatementIsUploadedAndReadToItsEnd() throws IOException {
        Path statement = file("day.xml", "<Document/>");
        api.says(
                "POST " + STATEMENTS,
                "201 {\"id\":\"bs_1\",\"state\":\"uploading\",\"upload\":{\"url\":\"/local-files/uploads/bs_1\","
                        + "\"headers\":{}}}");
        api.says("PUT /local-files/uploads/bs_1", "200 ");
        api.says(
                "GET " + STATEMENTS + "/bs_1",
                "200 {\"id\":\"bs_1\",\"state\":\"reading\"}",
                "200 {\"id\":\"bs_1\",\"state\":\"matched_with_exceptions\",\"lines\":{\"batch\":1,\"return\":1},"
                        + "\"statements\":[{\"account\":\"main\",\"chained\":true}],"
                        + "\"exceptions\":[{\"what\":\"gap\",\"where\":\"main\"}]}");

        assertEquals(0, api.run("statement", "upload", statement.toString()), api.problems.toString());

        assertEquals(
                "{\"name\":\"day.xml\",\"bytes\":11,\"sha256\":\"" + Transfers.sha256(statement) + "\"}",
                api.bodies.getFirst());
        assertEquals("<Document/>", api.bodies.get(1));
        assertTrue(api.out.toString().contains("  matched_with_exceptions"), api.out.toString());
        assertTrue(api.out.toString().contains("lines batch: 1"), api.out.toString());
        assertTrue(api.out.toString().contains("exception: gap main"), api.out.toString());
        assertEquals(Failure.USAGE, api.run("statement", "upload", folder.resolve("none.xml").toString()));
    }

    @Test
    void aGatewaysReportIsUploadedAndItsSettlementsAreShown() throws IOException {
        String reports = "/v1/gateway-reports";
        Path report = file("november.csv", "id,type");
        api.says(
                "POST " + reports,
                "201 {\"id\":\"gr_1\",\"state\":\"uploading\",\"upload\":{\"url\":\"/local-files/uploads/gr_1\","
                        + "\"headers\":{}}}");
        api.says("PUT /local-files/uploads/gr_1", "200 ");
        String matched = "200 {\"id\":\"gr_1\",\"gateway\":\"pay\",\"state\":\"matched\",\"lines\":{\"explained\":2},"
                + "\"settlements\":[{\"reference\":\"S1\",\"state\":\"awaited\",\"awaitedDays\":3,"
                + "\"difference\":{\"amount\":12775,\"currency\":\"EUR\"}}]}";
        api.says("GET " + reports + "/gr_1", "200 {\"id\":\"gr_1\",\"state\":\"reading\"}", matched, matched);
        api.says(
                "GET " + reports + "/gr_1/lines?class=unmatched&limit=100",
                "200 {\"data\":[{\"line\":7,\"why\":\"unknown_payment\"}],\"nextCursor\":null}");
        api.says(
                "GET " + reports + "?limit=100",
                "200 {\"data\":[{\"id\":\"gr_1\",\"state\":\"matched\"}],\"nextCursor\":null}");

        assertEquals(
                0, api.run("gateway-report", "upload", report.toString(), "--gateway", "pay"), api.problems.toString());

        assertEquals(
                "{\"gateway\":\"pay\",\"name\":\"november.csv\",\"bytes\":7,\"sha256\":\"" + Transfers.sha256(report)
                        + "\"}",
                api.bodies.getFirst());
        assertEquals("id,type", api.bodies.get(1));
        assertTrue(api.out.toString().contains("127.75 EUR"), api.out.toString());
        assertTrue(api.out.toString().contains("rows explained: 2"), api.out.toString());
        assertEquals(0, api.run("gateway-report", "show", "gr_1"), api.problems.toString());
        assertEquals(0, api.run("gateway-report", "show", "gr_1", "--lines", "unmatched"), api.problems.toString());
        assertTrue(api.out.toString().contains("unknown_payment"), api.out.toString());
        assertEquals(0, api.run("--output", "csv", "gateway-report", "list"), api.problems.toString());
        assertTrue(api.out.toString().contains("gr_1,"), api.out.toString());
        assertEquals(Failure.USAGE, api.run("gateway-report", "upload", report.toString()));
    }

    @Test
    void exceptionsAreTheWorkBetweenJournalRailAndBank() {
        api.says(
                "GET /v1/attention?limit=100",
                "200 {\"data\":[{\"kind\":\"line_unmatched\",\"subject\":\"bl_1\"},"
                        + "{\"kind\":\"late_money\",\"subject\":\"esc_1\"}]}");

        assertEquals(0, api.run("--output", "csv", "exceptions"));

        assertTrue(api.out.toString().contains("line_unmatched,bl_1"), api.out.toString());
        assertFalse(api.out.toString().contains("esc_1"), api.out.toString());
    }

    @Test
    void aLineIsResolvedWithItsTarget() {
        api.says("POST /v1/bank-lines/bl_1/resolve", "200 {\"id\":\"bl_1\",\"state\":\"resolving\"}");
        api.says("POST /v1/bank-lines/bl_1/resolve/approve", "200 {\"id\":\"bl_1\",\"state\":\"resolved\"}");

        assertEquals(
                0,
                api.run("line", "resolve", "bl_1", "--as", "payout_return", "--target", "po_1", "--reason", "theirs"));
        assertEquals(
                "{\"as\":\"payout_return\",\"reason\":\"theirs\",\"target\":\"po_1\"}",
                api.bodies.getLast());
        assertEquals(0, api.run("line", "approve", "bl_1"));
        assertTrue(api.out.toString().contains("  resolved"), api.out.toString());
    }

    @Test
    void aPersonAgreesToARefusalByItsCode() {
        api.says("POST /v1/payouts/po_1/approve", "200 {\"id\":\"po_1\",\"state\":\"failed\"}");
        assertEquals(0, api.run("payout", "approve", "po_1", "--refusal", "AC04"), api.problems.toString());
        assertEquals("{\"refusal\":\"AC04\"}", api.bodies.getLast());
        assertTrue(api.out.toString().contains("failed"), api.out.toString());
    }
}
