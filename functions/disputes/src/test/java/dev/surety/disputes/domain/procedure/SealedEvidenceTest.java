package dev.surety.disputes.domain.procedure;

import static dev.surety.disputes.domain.procedure.DisputeTrial.MIDDLE;
import static dev.surety.disputes.domain.procedure.DisputeTrial.SMALL;
import static dev.surety.disputes.domain.procedure.DisputeTrial.file;
import static dev.surety.disputes.domain.procedure.DisputeTrial.id;
import static dev.surety.disputes.domain.procedure.DisputeTrial.lines;
import static dev.surety.disputes.domain.procedure.DisputeTrial.words;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.disputes.domain.dispute.Evidence.Round;
import dev.surety.disputes.domain.dispute.Evidence;
import dev.surety.disputes.domain.dispute.Finding;
import dev.surety.disputes.domain.dispute.Judgement.Fact;
import dev.surety.disputes.domain.dispute.Role;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.domain.dispute.Stage;
import dev.surety.disputes.domain.evidence.CheckOutcome;
import dev.surety.disputes.domain.evidence.EvidenceFault;
import dev.surety.disputes.domain.evidence.EvidenceItem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Evidence is sealed until both sides have submitted or the time is over, and only what is attached counts. */
class SealedEvidenceTest {
    private static final CheckOutcome SOUND = new CheckOutcome.Sound(1);

    private static DisputeTrial prepared() {
        return DisputeTrial.of(MIDDLE)
                .does(new DisputeCommand.AddEvidence(Side.PAYER, file("a photo")))
                .does(new DisputeCommand.AddEvidence(Side.PAYEE, words("of the payee")));
    }

    private static DisputeCommand submit(Side side) {
        return new DisputeCommand.SubmitEvidence(side, Optional.empty());
    }

    private static EvidenceItem.State state(DisputeTrial trial, String of) {
        return trial.dispute.evidence().find(id(of)).orElseThrow().item().state();
    }

    @Test
    void noSideReadsTheOthersBeforeBothHaveSubmitted() {
        DisputeTrial trial = prepared().toEvidence();
        assertTrue(trial.dispute.evidence().isSealed(Round.FIRST));
        trial.does(submit(Side.PAYER));
        assertTrue(trial.dispute.evidence().isSealed(Round.FIRST));
        assertEquals("evidence_locked", trial.says(new DisputeCommand.AddEvidence(Side.PAYER, words("late"))));
        assertEquals("evidence_locked", trial.says(new DisputeCommand.RemoveEvidence(Side.PAYER, id("a photo"))));
        trial.does(submit(Side.PAYEE));
        assertEquals(Stage.REBUTTAL, trial.dispute.stage());
        assertFalse(trial.dispute.evidence().isSealed(Round.FIRST));
        assertTrue(trial.dispute.evidence().isSealed(Round.REBUTTAL));
    }

    @Test
    void theTimerSubmitsWhatIsAttachedAndOpensIt() {
        DisputeTrial trial = prepared().does(new DisputeCommand.CheckEvidence(id("a photo"), SOUND));
        trial.toEvidence().pass();
        assertEquals(Stage.REBUTTAL, trial.dispute.stage());
        assertTrue(trial.dispute.evidence().submission(Side.PAYER, Round.FIRST).orElseThrow().byTimer());
        assertFalse(trial.dispute.evidence().isSealed(Round.FIRST));
        assertEquals(EvidenceItem.State.ATTACHED, state(trial, "a photo"));
    }

    @Test
    void aFileThatTheTimersOwnWakeChecksCounts() {
        DisputeTrial trial = prepared().toEvidence().toDeadline();
        trial.wait(Duration.ofMinutes(1)).does(new DisputeCommand.CheckEvidence(id("a photo"), SOUND));
        assertEquals(EvidenceItem.State.ATTACHED, state(trial, "a photo"));
        trial.settle();
        assertEquals(Stage.REBUTTAL, trial.dispute.stage());
        assertEquals(EvidenceItem.State.ATTACHED, state(trial, "a photo"));
    }

    @Test
    void anUploadThatEndsAfterTheSidesLockDoesNotCount() {
        DisputeTrial trial = prepared().toEvidence().does(submit(Side.PAYER));
        trial.does(new DisputeCommand.CheckEvidence(id("a photo"), SOUND));
        assertEquals(EvidenceItem.State.CHECKED, state(trial, "a photo"));
        assertEquals("nothing", trial.says(new DisputeCommand.CheckEvidence(id("a photo"), SOUND)));
        trial.does(submit(Side.PAYEE)).pass().does(new DisputeCommand.Escalate(Side.PAYER)).settle();
        var fact = new Fact("words", List.of(id("a photo")));
        assertEquals("invalid", trial.says(new DisputeCommand.Rule(
                trial.person(Role.ARBITER), lines(0, 600_00), Finding.CLAIM_PROVED, List.of(fact))));
    }

    @Test
    void anUploadWhileABankDecidesStillCounts() {
        DisputeTrial trial = prepared().toEvidence();
        trial.does(trial.open(600_00, 100_00)).does(new DisputeCommand.CheckEvidence(id("a photo"), SOUND));
        assertEquals(EvidenceItem.State.ATTACHED, state(trial, "a photo"));
    }

    @Test
    void aFileThatIsNotSoundIsRejected() {
        var unsound = new CheckOutcome.Unsound(EvidenceFault.ACTIVE_CONTENT, "scripts");
        DisputeTrial trial = prepared().does(new DisputeCommand.CheckEvidence(id("a photo"), unsound));
        assertEquals(EvidenceItem.State.REJECTED, state(trial, "a photo"));
        assertEquals("nothing", trial.says(new DisputeCommand.CheckEvidence(id("unknown"), SOUND)));
    }

    @Test
    void onlyTheOwnerRemovesAndOnlyBeforeTheLock() {
        DisputeTrial trial = prepared();
        assertEquals("not_found", trial.says(new DisputeCommand.RemoveEvidence(Side.PAYEE, id("a photo"))));
        assertEquals("evidence_removed", trial.says(new DisputeCommand.RemoveEvidence(Side.PAYER, id("a photo"))));
        assertEquals(Optional.empty(), trial.dispute.evidence().find(id("a photo")));
    }

    @Test
    void addingTwiceIsAddingOnce() {
        assertEquals("nothing", prepared().says(new DisputeCommand.AddEvidence(Side.PAYER, file("a photo"))));
    }

    @Test
    void aSideThatAddsAndRemovesForEverIsStoppedAndKeepsItsRights() {
        DisputeTrial trial = DisputeTrial.of(MIDDLE);
        for (int i = 0; i < 30; i++) {
            trial.does(new DisputeCommand.AddEvidence(Side.PAYER, words("again " + i)))
                    .does(new DisputeCommand.RemoveEvidence(Side.PAYER, id("again " + i)));
        }
        assertEquals("limit_exceeded", trial.says(new DisputeCommand.AddEvidence(Side.PAYER, words("more"))));
        assertEquals("limit_exceeded", trial.says(new DisputeCommand.MakeOffer(Side.PAYER, lines(0, 600_00))));
        assertEquals("evidence_added", trial.says(new DisputeCommand.AddEvidence(Side.PAYEE, words("other side"))));
        trial.toEvidence();
        assertEquals("evidence_submitted", trial.says(submit(Side.PAYER)));
        assertEquals("enforcing", trial.says(new DisputeCommand.Withdraw(Side.PAYER)));
    }

    @Test
    void aSideHasTwentyItems() {
        DisputeTrial trial = DisputeTrial.of(MIDDLE);
        for (int i = 0; i < 20; i++) {
            trial.does(new DisputeCommand.AddEvidence(Side.PAYER, words("item " + i)));
        }
        assertEquals("limit_exceeded", trial.says(new DisputeCommand.AddEvidence(Side.PAYER, words("item 20"))));
        assertEquals("limit_exceeded", trial.says(
                new DisputeCommand.AddEvidence(Side.PAYEE, file("large", "large", 10_000_001))));
    }

    @Test
    void theArbiterAsksOnceAndBothHaveTheSameTime() {
        DisputeTrial trial = DisputeTrial.of(SMALL).toRuling();
        trial.does(new DisputeCommand.RequestEvidence(trial.person(Role.ARBITER)));
        assertEquals("evidence_added", trial.says(new DisputeCommand.AddEvidence(Side.PAYEE, words("more"))));
        assertEquals("too_early", trial.says(trial.rule(lines(0, 60_00))));
        assertEquals("limit_exceeded", trial.says(
                new DisputeCommand.RequestEvidence(trial.person(Role.ARBITER))));
        trial.wait(Duration.ofHours(48));
        assertEquals("round_ended", trial.says(new DisputeCommand.Time()));
        assertEquals("transition_not_allowed", trial.says(
                new DisputeCommand.AddEvidence(Side.PAYEE, words("even more"))));
        assertFalse(trial.dispute.evidence().isSealed(Round.MORE));
        assertEquals("ruled", trial.says(trial.rule(lines(0, 60_00))));
    }

    @Test
    void anAppealTakesNewEvidenceOnlyAndOpensWhenBothAreIn() {
        DisputeTrial trial = DisputeTrial.of(SMALL)
                .does(new DisputeCommand.AddEvidence(Side.PAYEE, file("receipt")))
                .toRuling();
        trial.does(trial.rule(lines(0, 60_00))).does(new DisputeCommand.Appeal(Side.PAYEE, Optional.empty())).settle();
        assertEquals("invalid", trial.says(
                new DisputeCommand.AddEvidence(Side.PAYEE, file("a copy", "receipt", 1_000))));
        assertEquals("evidence_added", trial.says(new DisputeCommand.AddEvidence(Side.PAYEE, file("letter"))));
        trial.does(submit(Side.PAYEE));
        assertTrue(trial.dispute.evidence().isSealed(Round.APPEAL));
        trial.does(submit(Side.PAYER));
        assertFalse(trial.dispute.evidence().isSealed(Round.APPEAL));
        assertEquals("enforcing", trial.says(trial.rule(lines(60_00, 0))));
    }

    @Test
    void evidenceForTheBankStaysWithItsOwner() {
        DisputeTrial trial = prepared().toEvidence();
        trial.does(trial.open(600_00, 600_00)).does(new DisputeCommand.AddEvidence(Side.PAYEE, words("for the bank")));
        assertEquals(Round.BANK, trial.dispute.evidence().find(id("for the bank")).orElseThrow().round());
        trial.does(trial.open(600_00, 0)).pass();
        assertTrue(trial.dispute.evidence().isSealed(Round.BANK));
        assertFalse(trial.dispute.evidence().isSealed(Round.FIRST));
    }
}
