package dev.surety.disputes.erasure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.disputes.world.DisputeWorld;
import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Faults;
import dev.surety.runtime.resilience.Outage;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Words and files of disputes, banks' cases and complaints go with the {@code kyc} data of a side. */
class WordsOfTheErasedTest {
    @TempDir
    private Path folder = Path.of("");

    private ErasureWorld world(Faults faults) {
        return new ErasureWorld(faults, folder);
    }

    private ErasureWorld withAll(Faults faults) {
        return world(faults).withDispute().withComplaint();
    }

    @Test
    void theProfilesDayDestroysNothing() {
        ErasureWorld world = withAll(Faults.none());
        String before = world.left();
        world.erased(DisputeWorld.PAYEE, "profile").hear(DisputeWorld.PAYEE);
        assertEquals(before, world.left());
        assertEquals("dispute 2, complaint 1, files 2", before);
    }

    @Test
    void eitherSideTakesAllWordsOfADisputeAndViewsStillAnswer() {
        for (String side : new String[] {DisputeWorld.PAYER, DisputeWorld.PAYEE}) {
            ErasureWorld world = withAll(Faults.none());
            world.erased(side, "kyc").hear(side).hear(side);
            // The complaint is the payee's.
            assertEquals(side.equals(DisputeWorld.PAYEE) ? "files 0" : "complaint 1, files 0", world.left());
            var listed = world.evidence();
            assertEquals(200, listed.status(), listed.bytes());
            assertEquals(1, listed.body().path("data").size(), listed.bytes());
            listed.body().path("data").forEach(item -> assertTrue(item.path("words").isNull(), listed.bytes()));
            assertEquals(200, world.dispute().status());
        }
    }

    @Test
    void aComplaintIsShownWithoutWordsAndCannotBeAnswered() {
        ErasureWorld world = withAll(Faults.none());
        world.erased(DisputeWorld.PAYEE, "kyc").hear(DisputeWorld.PAYEE);
        var shown = world.complaint();
        assertEquals(200, shown.status(), shown.bytes());
        assertTrue(shown.body().path("words").isNull(), shown.bytes());
        var answered = world.answerComplaint();
        assertEquals("409 transition_not_allowed", answered.status() + " " + answered.text("reason"));
        assertEquals("files 0", world.left());
    }

    @Test
    void anOpenCaseKeepsEvidenceUntilTheBankEndsIt() {
        ErasureWorld world = withAll(Faults.none()).withCase();
        assertEquals("dispute 2, chargeback 2, complaint 1, files 3", world.left());
        world.erased(DisputeWorld.PAYEE, "kyc").hear(DisputeWorld.PAYEE);
        assertEquals("dispute 2, chargeback 2, files 3", world.left());
        world.bankEnds();
        assertEquals("files 0", world.left());
        assertEquals(200, world.bankCase().status());
    }

    @Test
    void thePayerOfAnEndedCaseTakesItsWords() {
        ErasureWorld world = withAll(Faults.none()).withCase();
        world.bankEnds();
        assertEquals("dispute 2, chargeback 2, complaint 1, files 3", world.left());
        world.erased(DisputeWorld.PAYER, "kyc").hear(DisputeWorld.PAYER);
        assertEquals("complaint 1, files 0", world.left());
    }

    @Test
    void aFaultAnywhereIsMadeGoodByTheNextDelivery() {
        int tried = EveryFault.<ErasureWorld>of(
                        "erase the words of a side",
                        faults -> withAll(faults).erased(DisputeWorld.PAYEE, "kyc"),
                        world -> world.hear(DisputeWorld.PAYEE))
                .checking(world -> {
                    assertEquals("files 0", world.left());
                    world.check();
                })
                .orEndingWith(Outage.class)
                .run();
        assertTrue(tried > 10, "tried " + tried);
    }

    @Test
    void aRepeatGoesOnWhereTheLastOneEnded() {
        ErasureWorld world = withAll(Faults.none());
        world.erased(DisputeWorld.PAYEE, "kyc").hear(DisputeWorld.PAYEE);
        int deleted = world.deleted();
        world.pass(Duration.ofDays(1)).hear(DisputeWorld.PAYEE);
        assertEquals(2, deleted);
        assertEquals(deleted, world.deleted());
    }
}
