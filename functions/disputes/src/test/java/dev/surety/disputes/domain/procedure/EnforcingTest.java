package dev.surety.disputes.domain.procedure;

import static dev.surety.disputes.domain.procedure.DisputeTrial.MIDDLE;
import static dev.surety.disputes.domain.procedure.DisputeTrial.eur;
import static dev.surety.disputes.domain.procedure.DisputeTrial.lines;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.disputes.domain.dispute.Dispute;
import dev.surety.disputes.domain.dispute.DisputeAttention;
import dev.surety.disputes.domain.dispute.DisputeTimes;
import dev.surety.disputes.domain.dispute.Offer;
import dev.surety.disputes.domain.dispute.Outcome;
import dev.surety.disputes.domain.dispute.Role;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.domain.dispute.Stage;
import dev.surety.model.dispute.DisputedMoney.How;
import dev.surety.model.dispute.DisputedMoney.Refund;
import dev.surety.model.dispute.Division;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A decision is over when the escrow says so. A bank's case stops everything and gives the time back. */
class EnforcingTest {
    private static final DisputeCommand TIME = new DisputeCommand.Time();

    private static DisputeTrial agreed() {
        DisputeTrial trial = DisputeTrial.of(MIDDLE)
                .does(new DisputeCommand.MakeOffer(Side.PAYER, lines(200_00, 400_00)));
        Offer offer = trial.dispute.offers().getFirst();
        return trial.does(new DisputeCommand.AcceptOffer(Side.PAYEE, offer.id(), offer.hash()));
    }

    private static int demanded(DisputeTrial trial) {
        return trial.dispute.demands().enforce().orElseThrow().n();
    }

    @Test
    void theDecisionIsSentAgainEverMoreSeldomAndPeopleLookAfterADay() {
        DisputeTrial trial = agreed();
        List<Duration> waits = new ArrayList<>();
        while (waits.size() < 6) {
            var due = DisputeTimes.due(trial.dispute, trial.dispute.at()).orElseThrow();
            waits.add(Duration.between(trial.now, due));
            trial.now = due;
            assertEquals("sent_again", trial.says(TIME));
        }
        assertEquals(
                List.of(1, 5, 30, 60, 60, 60),
                waits.stream().map(wait -> (int) wait.toMinutes()).toList());
        assertEquals(List.of(), trial.dispute.attention());
        trial.now = trial.enforcement().since().plus(Duration.ofHours(24));
        trial.does(TIME);
        assertEquals(List.of(DisputeAttention.ENFORCING_STUCK), trial.dispute.attention());
        assertEquals(1, demanded(trial), "sending again is the same decision");
        trial.does(trial.ended(How.AWARDED, Optional.empty(), Optional.of(1)));
        assertEquals(List.of(), trial.dispute.attention());
    }

    @Test
    void itClosesWhenThePayersPartHasBeenSent() {
        DisputeTrial trial = agreed();
        trial.does(trial.ended(How.AWARDED, Optional.of(Refund.PENDING), Optional.of(1)));
        assertEquals(Stage.ENFORCING, trial.dispute.stage());
        assertTrue(trial.dispute.demands().enforce().isEmpty(), "the escrow has nothing left to do");
        assertEquals("nothing", trial.says(trial.ended(How.AWARDED, Optional.of(Refund.PENDING), Optional.of(1))));
        trial.days(1);
        assertEquals("looked", trial.says(TIME));
        trial.does(trial.ended(How.AWARDED, Optional.of(Refund.DONE), Optional.of(1)));
        assertEquals(Optional.of(Outcome.AGREED), trial.dispute.outcome());
        assertEquals(Optional.of(Refund.DONE), trial.enforcement().done().orElseThrow().refund());
        assertEquals(Optional.empty(), DisputeTimes.due(trial.dispute, trial.dispute.at()));
    }

    @Test
    void aRefundThatCannotBeDeliveredEndsItToo() {
        DisputeTrial trial = agreed();
        var news = trial.ended(How.AWARDED, Optional.of(Refund.UNDELIVERABLE), Optional.of(1));
        assertEquals("enforced", trial.says(news));
        assertEquals("closed", trial.says(news));
    }

    @Test
    void aTimerFinishesAnEnforcedDisputeWhoseNewsWasHeardOnce() {
        DisputeTrial trial = agreed();
        trial.does(trial.ended(How.AWARDED, Optional.of(Refund.DONE), Optional.of(1)));
        assertEquals("closed", trial.says(TIME));
    }

    @Test
    void anotherHandAtTheEscrowClosesItOutsideFromEveryState() {
        ChartSamples.states().forEach((name, sample) -> {
            DisputeTrial trial = sample.get();
            if (trial.dispute.isClosed()) {
                return;
            }
            assertEquals("closed", trial.says(trial.ended(How.AWARDED, Optional.empty(), Optional.empty())), name);
            assertEquals(Optional.of(Outcome.OUTSIDE), trial.dispute.outcome(), name);
            assertEquals("nothing", trial.says(trial.ended(How.AWARDED, Optional.empty(), Optional.empty())), name);
        });
    }

    @Test
    void theLongStopOfTheEscrowIsAnAlarmThatNoEntryCloses() {
        DisputeTrial trial = agreed();
        trial.does(trial.ended(How.TIMED_OUT, Optional.empty(), Optional.empty()));
        assertEquals(Optional.of(Outcome.TIMED_OUT), trial.dispute.outcome());
        assertEquals(List.of(DisputeAttention.LONG_STOP_FIRED), trial.dispute.attention());
        assertEquals(Optional.empty(), DisputeTimes.due(trial.dispute, trial.dispute.at()));
    }

    @Test
    void anotherAmountIsDividedInProportionUnderANewNumber() {
        DisputeTrial trial = agreed();
        trial.does(trial.open(100_01, 0));
        assertEquals(2, demanded(trial));
        assertEquals(lines(33_34, 66_67), trial.enforcement().division().orElseThrow());
        assertEquals("nothing", trial.says(trial.open(100_01, 0)));
    }

    @Test
    void aTieGoesToThePayee() {
        Division divided = Dispute.divide(lines(300_00, 300_00), eur(1));
        assertEquals(lines(1, 0), divided);
        assertEquals(lines(0, 0), Dispute.divide(lines(300_00, 300_00), eur(0)));
    }

    @Test
    void aBankThatTakesSomeStopsTheDecisionAndTheSameOneGoesOn() {
        DisputeTrial trial = agreed();
        trial.does(trial.open(600_00, 50_00));
        assertEquals(Stage.SUSPENDED, trial.dispute.stage());
        assertTrue(trial.dispute.demands().enforce().isEmpty());
        trial.does(trial.open(600_00, 0));
        assertEquals(1, demanded(trial), "the division is the same, so it is the same decision");
        trial.does(trial.open(600_00, 50_00)).does(trial.open(550_00, 0));
        assertEquals(2, demanded(trial));
        assertEquals(eur(550_00), trial.enforcement().division().orElseThrow().sum());
    }

    @Test
    void anAwardThatBeatTheBanksNewsIsHeardAllTheSame() {
        DisputeTrial trial = agreed();
        trial.does(trial.open(600_00, 50_00));
        var news = trial.ended(How.AWARDED, Optional.empty(), Optional.of(1));
        assertEquals("enforced", trial.says(news));
        assertEquals("closed", trial.says(news));
        assertEquals(Optional.of(Outcome.AGREED), trial.dispute.outcome());
    }

    @Test
    void aBankThatKeepsAllClosesIt() {
        DisputeTrial trial = DisputeTrial.of(MIDDLE);
        trial.does(trial.open(600_00, 600_00)).does(trial.ended(How.LOST, Optional.empty(), Optional.empty()));
        assertEquals(Optional.of(Outcome.BANK), trial.dispute.outcome());
    }

    @Test
    void theTimeThatWasLeftComesBack() {
        DisputeTrial trial = DisputeTrial.of(MIDDLE).respond().days(3);
        trial.does(trial.open(600_00, 600_00)).days(60).does(trial.open(600_00, 0));
        assertEquals(Stage.NEGOTIATING, trial.dispute.stage());
        assertEquals(trial.now.plus(Duration.ofDays(7)), trial.dispute.deadline().orElseThrow());
    }

    @Test
    void atLeastADayComesBack() {
        DisputeTrial trial = DisputeTrial.of(MIDDLE).respond();
        trial.now = trial.dispute.deadline().orElseThrow().plus(Duration.ofMinutes(1));
        trial.does(trial.open(600_00, 600_00)).days(60).does(trial.open(600_00, 0));
        assertEquals(trial.now.plus(Duration.ofHours(24)), trial.dispute.deadline().orElseThrow());
    }

    @Test
    void anArbitersRequestStandsStillWithIt() {
        DisputeTrial trial = DisputeTrial.of(MIDDLE).toRuling();
        trial.does(new DisputeCommand.RequestEvidence(trial.person(Role.ARBITER))).wait(Duration.ofHours(8));
        trial.does(trial.open(600_00, 600_00)).days(60).does(trial.open(600_00, 0));
        assertEquals(
                trial.now.plus(Duration.ofHours(40)),
                trial.dispute.evidence().moreUntil().orElseThrow());
    }

    @Test
    void aBankStopsNoWithdrawal() {
        DisputeTrial trial = DisputeTrial.of(MIDDLE);
        trial.does(trial.open(600_00, 600_00)).does(new DisputeCommand.Withdraw(Side.PAYER));
        assertEquals("nothing", trial.says(trial.open(600_00, 600_00)));
        assertEquals("money_changed", trial.says(trial.open(550_00, 500_00)));
        assertEquals(1, demanded(trial), "it divides nothing, so it is the same demand");
        assertTrue(trial.dispute.demands().enforce().orElseThrow().division().isEmpty());
        trial.does(trial.ended(How.WITHDRAWN, Optional.empty(), Optional.of(1))).settle();
        assertEquals(Optional.of(Outcome.WITHDRAWN), trial.dispute.outcome());
    }

    @Test
    void aDecisionIsNotWithdrawnWhileABankStopsIt() {
        DisputeTrial trial = agreed();
        trial.does(trial.open(600_00, 50_00));
        assertEquals("transition_not_allowed", trial.says(new DisputeCommand.Withdraw(Side.PAYER)));
    }
}
