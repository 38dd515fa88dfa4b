package dev.surety.disputes.domain.procedure;

import static dev.surety.disputes.domain.procedure.DisputeTrial.MIDDLE;
import static dev.surety.disputes.domain.procedure.DisputeTrial.SMALL;
import static dev.surety.disputes.domain.procedure.DisputeTrial.START;
import static dev.surety.disputes.domain.procedure.DisputeTrial.eur;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.disputes.domain.dispute.DisputeAttention;
import dev.surety.disputes.domain.dispute.Outcome;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.domain.dispute.Stage;
import dev.surety.disputes.domain.procedure.Context.Outage;
import dev.surety.model.dispute.Division;
import dev.surety.model.marketplace.DisputeTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Silence loses only after notice, and never because the platform was down. */
class SilenceTest {
    private static final Instant DEADLINE = START.plus(Duration.ofDays(5));
    private static final DisputeCommand TIME = new DisputeCommand.Time();

    private static DisputeTrial noticed() {
        return DisputeTrial.of(MIDDLE).does(new DisputeCommand.Notify(Side.PAYEE, START, "email"));
    }

    @Test
    void aSilentRespondentWithNoticeLosesAsTheOpenerAsked() {
        DisputeTrial trial = noticed().pass();
        assertEquals(Stage.ENFORCING, trial.dispute.stage());
        assertEquals(Outcome.DEFAULTED, trial.enforcement().outcome());
        assertEquals(Division.allToPayer(MIDDLE), trial.enforcement().division().orElseThrow());
    }

    @Test
    void withoutNoticeTheDeadlineMovesOnceAndPeopleAreTold() {
        DisputeTrial trial = DisputeTrial.of(MIDDLE).pass();
        assertEquals(Stage.AWAITING_RESPONSE, trial.dispute.stage());
        assertEquals(DEADLINE.plus(Duration.ofDays(5)), trial.dispute.deadline().orElseThrow());
        assertEquals(List.of(DisputeAttention.NO_NOTICE), trial.dispute.attention());
        trial.pass();
        assertEquals(Stage.EVIDENCE, trial.dispute.stage(), "never a default without notice");
        assertEquals(List.of(), trial.dispute.attention());
    }

    @Test
    void noticeClosesTheAttentionAndAfterTheMovedDeadlineSilenceLoses() {
        DisputeTrial trial = DisputeTrial.of(MIDDLE).pass().does(new DisputeCommand.Notify(Side.PAYEE, START, "post"));
        assertEquals(List.of(), trial.dispute.attention());
        trial.pass();
        assertEquals(Outcome.DEFAULTED, trial.enforcement().outcome());
    }

    @Test
    void noticeInTheLastHoursIsNoTimeToAnswer() {
        DisputeTrial trial = DisputeTrial.of(MIDDLE);
        trial.now = DEADLINE.minus(Duration.ofHours(24)).plusMillis(1);
        trial.does(new DisputeCommand.Notify(Side.PAYEE, trial.now, "email")).pass();
        assertEquals(Stage.AWAITING_RESPONSE, trial.dispute.stage());
        trial.pass();
        assertEquals(Outcome.DEFAULTED, trial.enforcement().outcome());
    }

    @Test
    void exactlyADayBeforeItIsNotice() {
        DisputeTrial trial = DisputeTrial.of(MIDDLE);
        trial.now = DEADLINE.minus(Duration.ofHours(24));
        trial.does(new DisputeCommand.Notify(Side.PAYEE, trial.now, "email")).pass();
        assertEquals(Outcome.DEFAULTED, trial.enforcement().outcome());
    }

    @Test
    void aCommandOfTheRespondentIsNotice() {
        DisputeTrial trial = DisputeTrial.of(MIDDLE)
                .does(new DisputeCommand.AddEvidence(Side.PAYEE, DisputeTrial.words("mine")));
        assertEquals("nothing", trial.says(new DisputeCommand.Notify(Side.PAYEE, START, "email")));
        trial.pass();
        assertEquals(Outcome.DEFAULTED, trial.enforcement().outcome());
    }

    @Test
    void noticeOfTheFutureOrBeforeTheDisputeIsRefused() {
        DisputeTrial trial = DisputeTrial.of(MIDDLE);
        assertEquals("invalid", trial.says(
                new DisputeCommand.Notify(Side.PAYEE, START.plus(Duration.ofMinutes(5)).plusMillis(1), "email")));
        assertEquals("invalid", trial.says(new DisputeCommand.Notify(Side.PAYEE, START.minusMillis(1), "email")));
    }

    /** 10 % of the last 24 hours are 144 minutes. */
    @Test
    void aShortOutageMovesNothingAndALongOneTheDeadlineByADay() {
        DisputeTrial trial = noticed();
        trial.outages.add(new Outage(DEADLINE.minus(Duration.ofMinutes(200)), DEADLINE.minus(Duration.ofMinutes(56))));
        assertEquals("nothing", trial.says(new DisputeCommand.HearOutage()));
        assertEquals(Stage.ENFORCING, trial.copy().pass().dispute.stage());
        trial.outages.add(new Outage(DEADLINE.minus(Duration.ofMinutes(60)), DEADLINE.minusMillis(3_359_999)));
        trial.pass();
        assertEquals(DEADLINE.plus(Duration.ofHours(24)), trial.dispute.deadline().orElseThrow());
        assertEquals(Duration.ofHours(24), trial.dispute.demands().extended(), "the escrow's long stop moves, too");
        trial.pass();
        assertEquals(Outcome.DEFAULTED, trial.enforcement().outcome(), "the same outage moves nothing again");
    }

    @Test
    void aLongOutageMovesTheDeadlineByItsLengthAndOverlapsCountOnce() {
        DisputeTrial trial = noticed();
        trial.outages.add(new Outage(DEADLINE.minus(Duration.ofDays(3)), DEADLINE));
        trial.outages.add(new Outage(DEADLINE.minus(Duration.ofDays(2)), DEADLINE.minus(Duration.ofDays(1))));
        trial.pass();
        assertEquals(DEADLINE.plus(Duration.ofDays(3)), trial.dispute.deadline().orElseThrow());
    }

    @Test
    void anOutageThatHeldTheTimerTooLeavesADayAfterIt() {
        DisputeTrial trial = noticed();
        trial.outages.add(new Outage(DEADLINE.minus(Duration.ofHours(3)), DEADLINE.plus(Duration.ofHours(40))));
        trial.now = DEADLINE.plus(Duration.ofHours(40));
        trial.does(TIME);
        assertEquals(DEADLINE.plus(Duration.ofHours(64)), trial.dispute.deadline().orElseThrow());
    }

    @Test
    void outagesMoveDeadlinesByTenDaysInAll() {
        DisputeTrial trial = noticed();
        trial.outages.add(new Outage(START, START.plus(Duration.ofDays(100))));
        for (int i = 0; i < 20 && trial.dispute.stage() == Stage.AWAITING_RESPONSE; i++) {
            trial.pass();
        }
        assertEquals(DisputeTerms.MOST_OUTAGES, trial.dispute.delays().outages());
        assertEquals(DEADLINE.plus(Duration.ofDays(10)), trial.now);
        assertEquals(Outcome.DEFAULTED, trial.enforcement().outcome());
    }

    @Test
    void anOutageThatIsKnownBeforeTheDeadlineMovesItAtOnce() {
        DisputeTrial trial = noticed();
        trial.now = DEADLINE.minus(Duration.ofHours(10));
        trial.outages.add(new Outage(DEADLINE.minus(Duration.ofHours(14)), DEADLINE.minus(Duration.ofHours(11))));
        assertEquals("deadline_moved", trial.says(new DisputeCommand.HearOutage()));
        assertEquals("nothing", trial.says(new DisputeCommand.HearOutage()));
        assertEquals(DEADLINE.plus(Duration.ofHours(24)), trial.dispute.deadline().orElseThrow());
    }

    @Test
    void anOutageThatWasOverLongBeforeTheDeadlineMovesNothing() {
        DisputeTrial trial = noticed();
        trial.outages.add(new Outage(START, START.plus(Duration.ofDays(3))));
        assertEquals(Stage.ENFORCING, trial.pass().dispute.stage());
    }

    /** The move was due and its entry is not there yet: the command finds the deadline moved all the same. */
    @Test
    void aCommandBeforeTheTimersEntryCountsWithTheMovedDeadline() {
        DisputeTrial late = noticed();
        late.now = DEADLINE.plusMillis(1);
        assertEquals("window_closed", late.says(new DisputeCommand.Reject(Side.PAYEE)));
        late.outages.add(new Outage(DEADLINE.minus(Duration.ofHours(5)), DEADLINE));
        assertEquals("responded", late.says(new DisputeCommand.Reject(Side.PAYEE)));
        DisputeTrial unnoticed = DisputeTrial.of(MIDDLE);
        unnoticed.now = DEADLINE.plusMillis(1);
        assertEquals("responded", unnoticed.says(new DisputeCommand.Reject(Side.PAYEE)));
    }

    @Test
    void aDeadlineOfALaterStageMovesToo() {
        DisputeTrial trial = noticed().toEvidence();
        Instant deadline = trial.dispute.deadline().orElseThrow();
        trial.outages.add(new Outage(deadline.minus(Duration.ofHours(6)), deadline));
        trial.pass();
        assertEquals(Stage.EVIDENCE, trial.dispute.stage());
        assertEquals(deadline.plus(Duration.ofHours(24)), trial.dispute.deadline().orElseThrow());
    }

    @Test
    void aSmallClaimIsNotMediatedAndATinyOneNotRuled() {
        assertEquals(Stage.RULING, DisputeTrial.of(SMALL).toPeople().dispute.stage());
        assertEquals(Stage.MEDIATION, DisputeTrial.of(eur(100_00)).toPeople().dispute.stage());
        DisputeTrial tiny = DisputeTrial.of(eur(4_99), withLeast(5_00)).respond().days(2);
        assertEquals("transition_not_allowed", tiny.says(new DisputeCommand.Escalate(Side.PAYER)));
        tiny.pass();
        assertEquals(Outcome.DEFAULTED, tiny.enforcement().outcome());
        assertEquals(Division.allToPayer(eur(4_99)), tiny.enforcement().division().orElseThrow());
        assertEquals(
                Stage.EVIDENCE,
                DisputeTrial.of(eur(5_00), withLeast(5_00)).respond().pass().dispute.stage());
    }

    @Test
    void aTinyClaimWithoutNoticeIsJudgedAndNotDefaulted() {
        DisputeTrial tiny = DisputeTrial.of(eur(4_99), withLeast(5_00)).pass().pass();
        assertEquals(Stage.EVIDENCE, tiny.dispute.stage());
        assertTrue(tiny.says(TIME).equals("nothing"), "a timer that comes twice does nothing");
    }

    static DisputeTerms withLeast(long minor) {
        DisputeTerms shipped = DisputeTerms.SHIPPED;
        return new DisputeTerms(
                shipped.timers(),
                shipped.mediationFrom(),
                shipped.confirmedAbove(),
                shipped.submittedByTwoAbove(),
                List.of(eur(minor)),
                shipped.fee(),
                shipped.bodies(),
                shipped.outageShare());
    }
}
