package dev.surety.payouts.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Faults;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.PayoutId;
import dev.surety.model.id.RunId;
import dev.surety.payouts.app.bank.ReportedPayouts.Report;
import dev.surety.payouts.domain.payout.RunItem;
import dev.surety.payouts.world.PayoutWorld;
import dev.surety.payouts.world.RunWorld;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The bank announces that it does not make a payout of a file, and its statement does not come. */
class RefusalsOfAFileTest {
    private static final String AGREED = "{\"refusal\":\"AC04\"}";
    private static final Map<String, String> UPLOADER =
            PayoutWorld.staff("uploader", "payouts:read", "payouts:approve", "payouts:reconcile");

    /** @param payout of Anna, which the bank has */
    private record Handed(RunWorld world, ParticipantId anna, PayoutId payout) {
        void refused(String message, String by) {
            refused(message, by, "AC04");
        }

        void refused(String message, String by, String code) {
            var report = new Report(message, world.payouts.clock.instant(), "RJCT", code, true, by);
            world.payouts.use.settling().reported(PayoutWorld.DEMO, payout, report);
        }

        JsonNode view() {
            return world.payouts.get("/v1/payouts/" + payout, RunWorld.CHECKER).body();
        }

        Response agree(String body, Map<String, String> person) {
            return world.payouts.post("/v1/payouts/" + payout + "/approve", body, "agree-key-0000001", person);
        }

        String state() {
            return world.payouts.state(payout);
        }
    }

    private static Handed handedOver(Faults faults) {
        RunWorld world = FileWorld.of(faults);
        ParticipantId anna = world.payee("seller-anna", 90_00);
        RunId run = world.approvedBySepa("");
        world.hear();
        String path = "/v1/payout-files/" + FileWorld.files(world, run).getFirst();
        String hash = world.done(world.get(path)).path("sha256").asString("");
        world.done(world.post(
                path + "/handed-over", "{\"sha256\":\"" + hash + "\"}", "hand-key-00000001", RunWorld.TREASURER));
        world.hear();
        return new Handed(world, anna, RunItem.payout(run, anna));
    }

    private static List<String> commands(JsonNode view) {
        return StreamSupport.stream(view.path("commands").spliterator(), false)
                .map(command -> command.asString(""))
                .toList();
    }

    @Test
    void aSecondPersonAgreesAndThePayeeHasItsMoneyBack() {
        Handed handed = handedOver(Faults.none());
        assertTrue(handed.view().path("refusal").isNull());
        assertEquals(409, handed.agree(AGREED, RunWorld.CHECKER).status(), "nothing is announced");
        handed.refused("report", "uploader");
        assertEquals("sent", handed.view().path("state").asString(""));
        assertEquals("AC04", handed.view().at("/refusal/code").asString(""));
        assertEquals(List.of("approve"), commands(handed.view()));

        assertEquals("approver_is_maker", handed.agree(AGREED, UPLOADER).reason());
        assertEquals("transition_not_allowed", handed.agree("", RunWorld.CHECKER).reason());
        assertEquals("transition_not_allowed", handed.agree("{\"refusal\":\"AC01\"}", RunWorld.CHECKER).reason());
        assertEquals(400, handed.agree("{\"refusal\":\"\"}", RunWorld.CHECKER).status());
        assertEquals(0, handed.world().payouts.posted().payable(handed.anna()));

        Response agreed = handed.agree(AGREED, RunWorld.CHECKER);
        assertEquals(200, agreed.status(), agreed.bytes());
        assertEquals("failed", agreed.text("state"));
        assertEquals("AC04", agreed.body().at("/code/code").asString(""));
        assertTrue(agreed.body().path("refusal").isNull());
        assertEquals(agreed.body(), handed.agree(AGREED, RunWorld.CHECKER).body(), "a replay");
        assertEquals(90_00, handed.world().payouts.posted().payable(handed.anna()));
        handed.refused("report", "uploader");
        handed.refused("another report", "uploader");
        assertEquals(90_00, handed.world().payouts.posted().payable(handed.anna()), "credited once");
        handed.world().check();
    }

    @Test
    void whoUploadedTheSameReportOnceMoreDoesNotAgree() {
        Handed handed = handedOver(Faults.none());
        handed.refused("report", "anna");
        handed.refused("report", "uploader");
        assertEquals("approver_is_maker", handed.agree(AGREED, UPLOADER).reason());
        assertEquals(200, handed.agree(AGREED, RunWorld.CHECKER).status());
    }

    @Test
    void aPayeeLearnsNothingOfASuspicion() {
        Handed handed = handedOver(Faults.none());
        handed.refused("report", "uploader", "FR01");
        Response own = handed.world().payouts.get("/v1/payouts/" + handed.payout(), PayoutWorld.own(handed.anna()));
        assertEquals("under_review", own.body().at("/refusal/code").asString(""));
        assertEquals("FR01", handed.view().at("/refusal/code").asString(""));
    }

    /** Each call of agreeing is lost and kept, and the process dies around it. */
    @Test
    void everyFaultOfAgreeing() {
        Function<Faults, Handed> build = faults -> {
            Handed handed = handedOver(faults);
            handed.refused("report", "uploader");
            return handed;
        };
        int tried = EveryFault.of("agree to a refusal", build, (Handed handed) -> {
                    int status = handed.agree(AGREED, RunWorld.CHECKER).status();
                    assertTrue(status == 200 || status == 503, "status " + status);
                })
                .recovering(handed -> assertEquals(200, handed.agree(AGREED, RunWorld.CHECKER).status()))
                .checking(handed -> {
                    assertEquals("failed", handed.state());
                    assertEquals(90_00, handed.world().payouts.posted().payable(handed.anna()));
                    handed.world().check();
                })
                .withDeaths()
                .run();
        assertTrue(tried >= 4, tried + " schedules");
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 10, 40})
    void aStatementThatComesLateGivesTheMoneyBackByItself(int days) {
        Handed handed = handedOver(Faults.none());
        handed.refused("report", "uploader");
        RunWorld world = handed.world();
        world.until(world.payouts.clock.instant().plus(Duration.ofDays(days)), false);
        assertEquals("sent", handed.state());
        world.payouts.showsNoDebit = true;
        world.after(Duration.ofDays(days < 8 ? 8 - days : 1));
        assertEquals("failed", handed.state());
        assertEquals(90_00, world.payouts.posted().payable(handed.anna()));
        assertEquals(days < 8 ? 0 : 1, FileWorld.attention(world, "payout_unanswered"), "told once");
        world.check();
    }
}
