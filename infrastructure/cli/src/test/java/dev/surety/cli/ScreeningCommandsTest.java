package dev.surety.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The commands of screening against an API that answers as the test says. */
class ScreeningCommandsTest extends ScriptedCommands {
    private static final String CASE = "/v1/screening/cases/scr_1";
    private static final String POTENTIAL =
            """
            200 {"id":"scr_1","participant":"par_1","state":"potential","openedAt":"2026-11-22T10:00:00Z",
              "evidence":{"hash":"abc","strong":true,"review":null,"compared":{"names":["Ardan Zeltovrin"]},
                "hits":[{"list":"ofac_sdn","entry":"9001","score":9712,"strong":true,
                  "alias":"ZELTOVRIN, Ardan Mirkovich","explanation":"2 of 3 words"}]},
              "proposed":null,"decided":[],"differed":[]}
            """;

    private static String run(String state, int done) {
        return "202 {\"id\":\"srn_1\",\"state\":\"" + state + "\",\"lists\":{\"from\":null,\"to\":\"v2\"},"
                + "\"progress\":{\"done\":" + done + ",\"of\":8,\"named\":1,\"untouched\":7},\"proof\":\"p\"}";
    }

    @Test
    void listsAreShownWithTheirVersions() {
        api.says(
                "GET /v1/screening/lists?limit=100",
                "200 {\"data\":[{\"list\":\"ofac_sdn\",\"version\":\"v1\",\"entries\":12}],\"nextCursor\":null}");
        assertEquals(0, api.run("screening", "lists"));
        assertTrue(api.out.toString().contains("ofac_sdn  v1       12"), api.out.toString());
    }

    @Test
    void casesThatWaitAreListedUnlessAnotherStateIsAskedFor() {
        api.says("GET /v1/screening/cases?state=potential&limit=100", "200 {\"data\":[{\"id\":\"scr_1\"}]}");
        api.says("GET /v1/screening/cases?state=confirmed&limit=100", "200 {\"data\":[{\"id\":\"scr_2\"}]}");
        api.says("GET /v1/screening/cases?limit=100", "200 {\"data\":[{\"id\":\"scr_3\"}]}");
        assertEquals(0, api.run("screening", "cases"));
        assertEquals(0, api.run("screening", "cases", "--state", "confirmed"));
        assertEquals(0, api.run("screening", "cases", "--state", "all"));
        List<String> lines = api.out.toString().lines().toList();
        assertEquals(List.of("scr_1", "scr_2", "scr_3"), List.of(lines.get(1), lines.get(3), lines.get(5)));
    }

    @Test
    void aCaseIsShownWithWhatWasComparedAndEachHit() {
        api.says("GET " + CASE, POTENTIAL);
        assertEquals(0, api.run("screening", "show", "scr_1"));
        String shown = api.out.toString();
        assertTrue(shown.contains("compared  Ardan Zeltovrin"), shown);
        assertTrue(shown.contains("evidence.hash      abc"), shown);
        assertTrue(shown.contains("ofac_sdn  9001   9712   true    ZELTOVRIN, Ardan Mirkovich  2 of 3 words"), shown);
    }

    @Test
    void aDecisionNamesTheEvidenceThatWasSeen() {
        api.says("POST " + CASE + "/decide", "503 {}", POTENTIAL);
        assertEquals(
                0,
                api.run(
                        "screening", "decide", "scr_1", "--as", "clear", "--evidence", "abc", "--reason",
                        "Born elsewhere"));
        assertEquals(
                "{\"decision\":\"clear\",\"reason\":\"Born elsewhere\",\"evidence\":\"abc\"}", api.bodies.getLast());
        assertEquals(1, api.keys.stream().distinct().count(), "a lost answer is asked for under the same key");
    }

    @Test
    void aDecisionWithoutAReasonIsUsage() {
        assertEquals(
                Failure.USAGE, api.run("screening", "decide", "scr_1", "--as", "clear", "--evidence", "abc"));
        assertTrue(api.keys.isEmpty(), "nothing was asked for");
    }

    @Test
    void aRunIsBegunAndFollowed() {
        api.says("POST /v1/screening/runs", run("working", 0));
        api.says("GET /v1/screening/runs/srn_1", run("working", 4), run("done", 8));
        assertEquals(0, api.run("screening", "run"));
        assertEquals(List.of("working 0 of 8", "working 4 of 8"), api.problems.toString().lines().toList());
        assertTrue(api.out.toString().contains("progress.untouched   7"), api.out.toString());
        assertEquals(1, api.keys.size());
    }

    @Test
    void aRunIsShownByItsIdWithoutBeginningOne() {
        api.says("GET /v1/screening/runs/srn_1", run("done", 8));
        assertEquals(0, api.run("screening", "run", "srn_1"));
        assertTrue(api.keys.isEmpty());
    }

    @Test
    void aRunBesideAnotherIsRefused() {
        api.says(
                "POST /v1/screening/runs",
                "409 {\"reason\":\"transition_not_allowed\",\"detail\":\"One at a time.\"}");
        assertEquals(Failure.REFUSED, api.run("screening", "run"));
        assertEquals("transition_not_allowed: One at a time.", api.problems.toString().strip());
    }
}
