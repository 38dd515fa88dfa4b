package dev.surety.payouts.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.Faults;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.PayoutId;
import dev.surety.model.id.RunId;
import dev.surety.payouts.app.file.FileGroups;
import dev.surety.payouts.app.statement.PaymentGroups.FileAnswer;
import dev.surety.payouts.domain.payout.RunItem;
import dev.surety.payouts.world.PayoutWorld;
import dev.surety.payouts.world.RunWorld;
import dev.surety.runtime.marketplace.Pauses.What;
import dev.surety.testkit.http.Response;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

/** A treasurer carries a file to the bank, or two persons make it void. */
class FilesAtTheDoorTest {
    private static final Map<String, String> PLANNER =
            PayoutWorld.staff("maker", "payouts:read", "payouts:plan", "payouts:files");
    private static final Map<String, String> BOTH =
            PayoutWorld.staff("treasurer", "payouts:read", "payouts:files", "payouts:approve");

    private final RunWorld world = FileWorld.of(Faults.none());
    private ParticipantId anna = RunWorld.id("anna");
    private PayoutId payout = RunItem.payout(FileWorld.NONE, anna);
    private String path = "";
    private String hash = "";

    @BeforeEach
    void write() {
        anna = world.payee("seller-anna", 90_00);
        RunId run = world.approvedBySepa("");
        world.hear();
        payout = RunItem.payout(run, anna);
        path = "/v1/payout-files/" + FileWorld.files(world, run).getFirst();
        hash = world.done(world.get(path)).path("sha256").asString("");
        assertEquals(path.substring(17), world.run(run).at("/files/0").asString(""));
        JsonNode listed = world.done(world.get("/v1/payout-files?run=" + run)).path("data");
        assertEquals(1, listed.size());
        assertEquals(hash, listed.get(0).path("sha256").asString(""));
    }

    private JsonNode file() {
        return world.done(world.get(path));
    }

    private String handedOver(String more) {
        return "{\"sha256\":\"" + hash + "\"" + more + "}";
    }

    private static String because() {
        return "{\"reason\":\"the bank does not take it\"}";
    }

    @Test
    void aDownloadIsAnEntryAndItsReplayHasNoLink() {
        Response first = world.post(path + "/download", "", "download-key-0001", RunWorld.TREASURER);
        assertEquals(200, first.status(), first.bytes());
        assertTrue(first.text("url").contains("payout-files/demo/pf_"), first.bytes());
        assertEquals(hash, first.text("sha256"));
        Response again = world.post(path + "/download", "", "download-key-0001", RunWorld.TREASURER);
        assertTrue(again.body().path("url").isNull(), again.bytes());
        assertEquals(1, file().path("downloads").asInt(0));
    }

    @Test
    void whoPlannedItGetsNoLink() {
        assertEquals("forbidden", world.refused(path + "/download", "", PLANNER).reason());
        assertEquals("forbidden", world.refused(path + "/download", "", RunWorld.CHECKER).reason());
    }

    @Test
    void whileMoneyIsPausedNobodyGetsALink() {
        world.pause(What.MONEY_OUT, true);
        assertEquals("paused", world.refused(path + "/download", "", RunWorld.TREASURER).reason());
    }

    @Test
    void aFileThatWasHandedOverOutsideIsConfirmedLaterWithItsRealTime() {
        world.until(world.payouts.clock.instant().plus(Duration.ofHours(5)), false);
        Instant at = world.payouts.clock.instant().minus(Duration.ofHours(4));
        String wrong = "{\"sha256\":\"" + "0".repeat(64) + "\"}";
        assertEquals("hash_mismatch", world.refused(path + "/handed-over", wrong, RunWorld.TREASURER).reason());
        Response done = world.post(path + "/handed-over", handedOver(",\"at\":\"" + at + "\""), RunWorld.TREASURER);
        assertEquals(200, done.status(), done.bytes());
        world.hear();
        assertEquals("sent", world.payouts.state(payout));
        assertEquals("handed_over", file().path("state").asString(""));
        assertTrue(file().at("/handedOver/at").asString("").startsWith(at.toString().substring(0, 16)));
        assertEquals(
                "transition_not_allowed",
                world.refused(path + "/handed-over", handedOver(""), RunWorld.TREASURER).reason());
        world.check();
    }

    @Test
    void aFileThatNeverLeftUsIsVoidByTwoPersonsAndItsMoneyIsBackOnce() {
        world.done(world.post(path + "/void", because(), BOTH));
        assertEquals("transition_not_allowed", world.refused(path + "/download", "", RunWorld.TREASURER).reason());
        String agreed = "{\"hash\":\"" + hash + "\"}";
        assertEquals("approver_is_maker", world.refused(path + "/void/approve", agreed, BOTH).reason());
        String other = "{\"hash\":\"" + "0".repeat(64) + "\"}";
        assertEquals("hash_mismatch", world.refused(path + "/void/approve", other, RunWorld.CHECKER).reason());
        world.done(world.post(path + "/void/approve", agreed, RunWorld.CHECKER));
        world.hear();
        assertEquals("voided", file().path("state").asString(""));
        assertEquals("failed", world.payouts.state(payout));
        assertEquals(90_00, world.payouts.posted().payable(anna));
        assertEquals("transition_not_allowed", world.refused(path + "/download", "", RunWorld.TREASURER).reason());
        assertEquals(
                "transition_not_allowed",
                world.refused(path + "/handed-over", handedOver(""), RunWorld.TREASURER).reason());
        // The next run plans it again.
        RunId next = world.approvedBySepa(",\"cutoff\":\"2026-11-23T10:00:00Z\"");
        assertEquals(1, world.items(next).size());
        world.check();
    }

    @Test
    void aFileToWhichALinkWasGivenIsNotVoidBeforeTheStatementsShowIt() {
        world.done(world.post(path + "/download", "", RunWorld.TREASURER));
        assertEquals("void_unproved", world.refused(path + "/void", because(), RunWorld.TREASURER).reason());
        world.isShownUndebited = true;
        world.done(world.post(path + "/void", because(), RunWorld.TREASURER));
        // The proof of the first moment must still hold when the second person approves.
        world.isShownUndebited = false;
        String agreed = "{\"hash\":\"" + hash + "\"}";
        assertEquals("void_unproved", world.refused(path + "/void/approve", agreed, RunWorld.CHECKER).reason());
        world.done(world.post(path + "/void/reject", because(), RunWorld.CHECKER));
        assertEquals("written", file().path("state").asString(""));
        assertEquals("sending", world.payouts.state(payout));
    }

    @Test
    void aRunIsReconciledWhenItsLastPayoutHasEndedAndNoStatementIsMissing() {
        RunId run = new RunId(file().path("run").asString(""));
        assertEquals(BooleanNode.FALSE, world.run(run).path("reconciled"));
        world.done(world.post(path + "/void", because(), BOTH));
        world.done(world.post(path + "/void/approve", "{\"hash\":\"" + hash + "\"}", RunWorld.CHECKER));
        world.hear();
        assertEquals(BooleanNode.TRUE, world.run(run).path("reconciled"));
        world.hasGap = true;
        assertEquals(BooleanNode.FALSE, world.run(run).path("reconciled"));
        // A list does not look at each payout.
        JsonNode listed = world.done(world.get("/v1/payout-runs")).at("/data/0/reconciled");
        assertTrue(listed.isNull(), listed.toString());
    }

    private void report(String group, long count, String sum, String report) {
        String message = path.substring(17).replace('_', '-');
        new FileGroups(world.payouts.fileChains, _ -> false)
                .answered(
                        PayoutWorld.DEMO,
                        new FileAnswer(
                                message,
                                group.isEmpty() ? "" : message + group,
                                "",
                                "",
                                Optional.of(count),
                                Optional.of(new BigDecimal(sum)),
                                report,
                                world.payouts.clock.instant()));
    }

    @Test
    void aBankThatHasReadOtherFiguresThanWeWroteIsToldOfOnce() {
        report("", 1, "90.00", "report-1");
        report("-1", 1, "90.00", "report-1");
        assertEquals(0, FileWorld.attention(world, "file_differs"));
        assertTrue(file().path("difference").isNull());
        report("-1", 2, "90.01", "report-2");
        report("-1", 2, "90.01", "report-3");
        assertEquals(1, FileWorld.attention(world, "file_differs"));
        assertEquals(file().at("/groups/0/id"), file().at("/difference/group"));
        assertEquals(2, file().at("/difference/count").asInt(0));
        assertEquals("90.01", file().at("/difference/sum").asString(""));
        // It is an alarm, and moves nothing.
        assertEquals("written", file().path("state").asString(""));
        assertEquals("sending", world.payouts.state(payout));
    }

    @Test
    void aDebitThatCountsOtherPaymentsIsTheSameAlarm() {
        String message = path.substring(17).replace('_', '-');
        var groups = new FileGroups(world.payouts.fileChains, _ -> false);
        var group = groups.find(PayoutWorld.DEMO, message + "-1", "").orElseThrow();
        for (String line : List.of("bl_one", "bl_one", "bl_two")) {
            groups.miscounted(PayoutWorld.DEMO, group, 2, line, world.payouts.clock.instant());
        }
        assertEquals(1, FileWorld.attention(world, "file_differs"));
        assertEquals(2, file().at("/difference/count").asInt(0));
        assertTrue(file().at("/difference/sum").isNull());
    }

    @Test
    void aFileThatTheBooksDoNotShowIsToldAfterFiveDaysOfTarget() {
        world.done(world.post(path + "/handed-over", handedOver(""), RunWorld.TREASURER));
        world.until(Instant.parse("2026-11-30T23:00:00Z"), false);
        assertEquals(0, FileWorld.attention(world, "file_unanswered"));
        world.until(Instant.parse("2026-12-01T01:00:00Z"), false);
        assertEquals(1, FileWorld.attention(world, "file_unanswered"));
        world.check();
    }
}
