package dev.surety.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The commands of a month's close against an API that answers as the test says. */
class BooksCommandsTest extends ScriptedCommands {
    private static final String PERIOD = "/v1/ledger/periods/2026-11";
    /** Of the three letters "abc", FIPS 180-2 B.1. */
    private static final String HASH = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private static String period(String state) {
        return "{\"period\":\"2026-11\",\"state\":\"" + state + "\",\"file\":{\"sha256\":\"" + HASH
                + "\",\"bytes\":3,\"lines\":1}}";
    }

    private String link() {
        return "200 {\"name\":\"f\",\"sha256\":\"" + HASH + "\",\"bytes\":3,\"url\":\"" + api.url() + "/f\"}";
    }

    @Test
    void aRequestWaitsUntilTheFileIsWritten() {
        api.says("POST " + PERIOD + "/close", "202 {\"state\":\"closing\"}");
        api.says("GET " + PERIOD, "200 {\"state\":\"closing\"}", "200 " + period("awaiting_approval"));
        assertEquals(0, api.run("close", "request", "2026-11"));
        assertTrue(api.out.toString().contains("awaiting_approval"), api.out.toString());
        assertTrue(api.out.toString().contains(HASH), api.out.toString());
    }

    @Test
    void aRefusedRequestSaysWhy() {
        api.says(
                "POST " + PERIOD + "/close",
                "409 {\"reason\":\"statement_gap\",\"detail\":\"Statements of the account main are missing.\"}");
        assertEquals(1, api.run("close", "request", "2026-11"));
        assertTrue(api.problems.toString().contains("statement_gap"), api.problems.toString());
    }

    @Test
    void anApprovalNamesTheHashOfTheFileThatWasRead() throws IOException {
        Path file = folder.resolve("november.zip");
        api.says("POST " + PERIOD + "/download", link());
        api.says("GET /f", "200 abc");
        assertEquals(0, api.run("close", "download", "2026-11", "--to", file.toString()));
        assertEquals("abc", Files.readString(file));
        api.says("POST " + PERIOD + "/approve", "200 " + period("closed"));
        assertEquals(0, api.run("close", "approve", "2026-11", "--file", file.toString()));
        assertEquals("{\"hash\":\"" + HASH + "\"}", api.bodies.getLast());
        Files.writeString(file, "abd");
        assertEquals(0, api.run("close", "approve", "2026-11", "--file", file.toString()));
        assertFalse(api.bodies.getLast().contains(HASH), "another file has another hash, which Surety refuses");
    }

    @Test
    void aCloseIsRejectedShownAndListed() {
        api.says("POST " + PERIOD + "/reject", "200 " + period("rejected"));
        assertEquals(0, api.run("close", "reject", "2026-11"));
        api.says("GET " + PERIOD, "200 " + period("rejected"));
        assertEquals(0, api.run("close", "show", "2026-11"));
        api.says("GET /v1/ledger/periods?limit=100", "200 {\"data\":[" + period("closed") + "],\"nextCursor\":null}");
        assertEquals(0, api.run("--output", "csv", "close", "list"));
        assertTrue(api.out.toString().contains("2026-11,closed"), api.out.toString());
    }

    @Test
    void anExportIsStoredOnceItIsReadyAndItsHashIsChecked() throws IOException {
        Path file = folder.resolve("november.beancount");
        api.says("POST /v1/ledger/exports", "202 {\"id\":\"lex_1\",\"state\":\"preparing\"}");
        api.says("GET /v1/ledger/exports/lex_1", "200 {\"state\":\"preparing\"}",
                "200 {\"state\":\"ready\",\"file\":{\"lines\":7}}");
        api.says("POST /v1/ledger/exports/lex_1/download", link());
        api.says("GET /f", "200 abc", "200 abd");
        String[] command = {"export", "--format", "beancount", "--period", "2026-11", "--to", file.toString()};
        assertEquals(0, api.run(command));
        assertEquals("abc", Files.readString(file));
        assertEquals("{\"format\":\"beancount\",\"period\":\"2026-11\"}", api.bodies.getFirst());
        assertTrue(api.out.toString().contains("7 lines"), api.out.toString());
        assertEquals(2, api.run(command), "a file that is there is not overwritten");
        Files.delete(file);
        assertEquals(1, api.run(command), "a file of another hash is told");
    }

    @Test
    void theTrialBalanceIsShownAsOfAMoment() {
        api.says(
                "GET /v1/ledger/trial-balance?at=2026-12-01",
                "200 {\"complete\":false,\"currencies\":[{\"currency\":\"EUR\",\"sum\":{\"amount\":0,\"currency\":"
                        + "\"EUR\"},\"accounts\":[{\"account\":\"fees:commission\",\"balance\":{\"amount\":720,"
                        + "\"currency\":\"EUR\"},\"holders\":1}]}]}");
        assertEquals(0, api.run("trial-balance", "--at", "2026-12-01"));
        String shown = api.out.toString();
        assertTrue(shown.contains("fees:commission  7.20 EUR"), shown);
        assertTrue(shown.contains("not whole"), shown);
    }
}
