package dev.surety.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.plan.PlanFile;
import dev.surety.model.plan.PlanHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The command line against an API that answers as the test says. */
class CommandLineTest extends ScriptedCommands {
    private static final String RUN = "/v1/payout-runs/run_1";
    private static final List<String> ROWS = List.of("{\"participant\":\"par_1\"}", "{\"participant\":\"par_2\"}");
    private static final String HASH = PlanHash.plan("{}", List.of(PlanHash.page(ROWS)));

    private static String planned(String state) {
        return "200 {\"id\":\"run_1\",\"state\":\"" + state + "\",\"hash\":\"" + HASH + "\",\"totals\":{\"items\":2,"
                + "\"sum\":{\"amount\":12345,\"currency\":\"EUR\"}},\"progress\":{\"done\":1,\"of\":2},"
                + "\"warnings\":[{\"id\":\"w1\",\"kind\":\"large_first\",\"count\":2,"
                + "\"sum\":{\"amount\":5,\"currency\":\"EUR\"}}]}";
    }

    private void planFile(String... rows) {
        api.says(
                "GET " + RUN + "/plan",
                "200 " + PlanFile.line(PlanFile.HEADER, "{}") + "\n"
                        + PlanFile.line(PlanFile.PAGE, PlanHash.page(ROWS)) + "\n"
                        + PlanFile.line(PlanFile.ROW, rows[0]) + "\n"
                        + PlanFile.line(PlanFile.MORE, "c 2") + "\n");
        api.says(
                "GET " + RUN + "/plan?cursor=c+2",
                "200 " + PlanFile.line(PlanFile.ROW, rows[1]) + "\n" + PlanFile.line(PlanFile.HASH, HASH) + "\n");
    }

    @Test
    void aPlanIsOrderedFollowedAndShown() {
        api.says("POST /v1/payout-runs", "202 {\"id\":\"run_1\"}");
        api.says("GET " + RUN, planned("planning"), planned("planned"));

        assertEquals(0, api.run("run", "plan", "--currency", "EUR", "--rail", "sandbox", "--minimum", "10.5"));

        assertEquals(
                "{\"currency\":\"EUR\",\"rail\":\"sandbox\",\"minimum\":{\"amount\":1050,\"currency\":\"EUR\"}}",
                api.bodies.getFirst());
        assertTrue(api.out.toString().contains("totals.sum         123.45 EUR"), api.out.toString());
        assertTrue(api.out.toString().contains("warning w1: large_first, 2 items, 0.05 EUR"), api.out.toString());
        assertEquals("planning 1 of 2", api.problems.toString().strip(), "plain lines without a terminal");
    }

    @Test
    void anApprovalHashesThePlanAgainAndNamesThatHash() {
        api.says("GET " + RUN, planned("awaiting_approval"));
        api.says("POST " + RUN + "/approve", planned("approved"));
        planFile(ROWS.get(0), ROWS.get(1));

        assertEquals(0, api.run("run", "approve", "run_1", "--seen", "w1", "--hash", HASH));

        assertTrue(api.out.toString().contains(HASH + " (computed here from 2 rows, equal)"), api.out.toString());
        assertEquals("{\"hash\":\"" + HASH + "\",\"seen\":[\"w1\"]}", api.bodies.getLast());
    }

    @Test
    void aPlanWithAnotherRowIsNotApproved() {
        api.says("GET " + RUN, planned("awaiting_approval"));
        planFile(ROWS.get(0), "{\"participant\":\"par_thief\"}");

        assertEquals(Failure.REFUSED, api.run("run", "approve", "run_1"));

        assertTrue(api.problems.toString().contains("Do not approve it."), api.problems.toString());
        assertTrue(api.keys.isEmpty(), "nothing was asked for");
    }

    @Test
    void aRefusalNamesReasonFieldAndBound() {
        api.says(
                "POST " + RUN + "/submit",
                "422 {\"reason\":\"limit_exceeded\",\"detail\":\"Too much.\",\"errors\":[{\"pointer\":\"/sum\","
                        + "\"reason\":\"bound\",\"bound\":{\"max\":5,\"was\":6}}]}");
        assertEquals(Failure.REFUSED, api.run("run", "submit", "run_1"));
        assertEquals(
                "limit_exceeded: Too much.\n  /sum bound (at most 5, was 6)",
                api.problems.toString().strip().replace("\r", ""));
    }

    @Test
    void aLostAnswerIsAskedForAgainUnderTheSameKey() {
        api.says("POST " + RUN + "/submit", "lost", "503 {}", planned("awaiting_approval"));
        assertEquals(0, api.run("run", "submit", "run_1"));
        assertEquals(3, api.keys.size());
        assertEquals(1, new HashSet<>(api.keys).size());
    }

    @Test
    void anOutcomeThatNeverComesIsUnknownAndTheKeyIsTold() {
        api.says("POST " + RUN + "/submit", "503 {}");
        assertEquals(Failure.UNKNOWN, api.run("run", "submit", "run_1"));
        assertTrue(api.problems.toString().contains("--key " + api.keys.getFirst()), api.problems.toString());
    }

    @Test
    void whereNothingListensNothingWasChanged() {
        api.close();
        assertEquals(Failure.UNREACHABLE, api.run("run", "submit", "run_1"));
        assertEquals(Failure.UNREACHABLE, api.run("run", "show", "run_1"));
        assertFalse(api.problems.toString().contains("Exception"), api.problems.toString());
    }

    @Test
    void whatCannotBeReadIsUsage() throws IOException {
        assertEquals(Failure.USAGE, api.run("run", "plan", "--rail", "sandbox"));
        assertEquals(Failure.USAGE, api.run("run", "fly"));
        assertEquals(Failure.USAGE, api.run("--output", "xml", "run", "show", "run_1"));
        for (String minimum : List.of("1.001", "ten", "1,5")) {
            assertEquals(
                    Failure.USAGE,
                    api.run("run", "plan", "--currency", "EUR", "--rail", "sandbox", "--minimum", minimum));
        }
        assertEquals(Failure.USAGE, api.run("run", "plan", "--currency", "EUR", "--rail", "s", "--exclude", "par_1"));
        Files.delete(api.session);
        assertEquals(Failure.USAGE, api.run("run", "show", "run_1"));
        assertFalse(api.problems.toString().contains("Exception"), api.problems.toString());
    }

    @Test
    void listsAreTablesCsvOrJson() {
        api.says(
                "GET " + RUN + "/exclusions?limit=100",
                "200 {\"data\":[{\"payee\":\"par_1\",\"reason\":\"=cmd()\",\"nextStep\":\"a, b\"}],"
                        + "\"nextCursor\":\"n\"}");
        api.says(
                "GET " + RUN + "/exclusions?limit=100&cursor=n",
                "200 {\"data\":[{\"payee\":\"par_2\",\"reason\":\"debt\"}],\"nextCursor\":null}");

        assertEquals(0, api.run("run", "exclusions", "run_1"));
        assertEquals(0, api.run("--output", "csv", "run", "exclusions", "run_1"));
        assertEquals(0, api.run("--output", "json", "run", "exclusions", "run_1"));

        List<String> lines = api.out.toString().lines().toList();
        assertEquals("payee  reason  available  whoActs  nextStep", lines.get(0));
        assertEquals("par_2  debt", lines.get(2));
        assertEquals("payee,reason,available,whoActs,nextStep", lines.get(3));
        assertEquals("par_1,'=cmd(),,,\"a, b\"", lines.get(4));
        assertEquals("{\"payee\":\"par_2\",\"reason\":\"debt\"}", lines.get(7));
    }

    @Test
    void theSessionIsTheOwnersAloneAndHoldsNoSecret() throws IOException {
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(api.session)));
        }
        new Session(api.url(), "demo-maker", "token", Instant.EPOCH).store(api.session);
        assertEquals(Failure.REFUSED, api.run("run", "show", "run_1"), "an old login");
        assertTrue(api.problems.toString().contains("surety login --url"), api.problems.toString());
    }
}
