package dev.surety.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.plan.AdjustmentHash;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Finance asks for adjustments, and other people approve exactly what they have seen. */
class AdjustCommandsTest extends ScriptedCommands {
    private static final String PATH = "/v1/adjustments";
    private static final String HASH = AdjustmentHash.of(
            "adj_1",
            List.of(new AdjustmentHash.Line("loss", -4200, "EUR"), new AdjustmentHash.Line("capital", 4200, "EUR")),
            "correction",
            Optional.empty(),
            Optional.of("c0ffee"));

    private static String view(String state, long minor) {
        return "200 {\"id\":\"adj_1\",\"state\":\"" + state + "\",\"reason\":\"correction\",\"resolves\":null,"
                + "\"commitment\":\"c0ffee\",\"hash\":\"" + HASH + "\",\"lines\":["
                + "{\"account\":\"loss\",\"amount\":{\"amount\":" + -minor + ",\"currency\":\"EUR\"},\"note\":null},"
                + "{\"account\":\"capital\",\"amount\":{\"amount\":" + minor + ",\"currency\":\"EUR\"}}]}";
    }

    @Test
    void aRequestNamesEachLineWithItsSign() {
        api.says("POST " + PATH, view("awaiting_approval", 4200));

        int code = api.run(
                "adjust", "request", "loss=-42.00", "capital=42.00", "--currency", "EUR", "--reason", "correction");

        assertEquals(0, code, api.problems.toString());
        assertEquals(
                "{\"reason\":\"correction\",\"lines\":["
                        + "{\"account\":\"loss\",\"amount\":{\"amount\":-4200,\"currency\":\"EUR\"}},"
                        + "{\"account\":\"capital\",\"amount\":{\"amount\":4200,\"currency\":\"EUR\"}}]}",
                api.bodies.getLast());
        assertTrue(api.out.toString().contains("-42.00 EUR"), api.out.toString());
        code = api.run("adjust", "request", "loss", "capital=1", "--currency", "EUR", "--reason", "correction");
        assertEquals(Failure.USAGE, code);
    }

    @Test
    void anApprovalIsOfTheHashThatIsComputedHere() {
        api.says("GET " + PATH + "/adj_1", view("awaiting_approval", 4200));
        api.says("POST " + PATH + "/adj_1/approve", view("posted", 4200));

        assertEquals(0, api.run("adjust", "approve", "adj_1", "--hash", HASH), api.problems.toString());

        assertEquals("{\"hash\":\"" + HASH + "\"}", api.bodies.getLast());
        assertTrue(api.out.toString().contains("posted"), api.out.toString());
    }

    @Test
    void anAdjustmentWithAnotherHashIsNotApproved() {
        api.says("GET " + PATH + "/adj_1", view("awaiting_approval", 4300));

        assertEquals(Failure.REFUSED, api.run("adjust", "approve", "adj_1"));

        assertTrue(api.problems.toString().contains("Do not approve it."), api.problems.toString());
        assertFalse(api.bodies.toString().contains("hash"), api.bodies.toString());
    }

    @Test
    void listAndRejectSayWhatTheyAreAsked() {
        api.says("GET " + PATH + "?state=posted&limit=100", "200 {\"data\":[{\"id\":\"adj_1\"}],\"nextCursor\":null}");
        api.says("POST " + PATH + "/adj_1/reject", view("rejected", 4200));

        assertEquals(0, api.run("adjust", "list", "--state", "posted"), api.problems.toString());
        assertTrue(api.out.toString().contains("adj_1"), api.out.toString());
        assertEquals(0, api.run("adjust", "reject", "adj_1", "--reason", "no"), api.problems.toString());
        assertEquals("{\"reason\":\"no\"}", api.bodies.getLast());
    }
}
