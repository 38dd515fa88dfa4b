package dev.surety.disputes.domain.procedure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.disputes.domain.dispute.DisputeEvent;
import dev.surety.disputes.domain.dispute.DisputeTimes;
import dev.surety.disputes.domain.dispute.Offer;
import dev.surety.disputes.domain.dispute.Outcome;
import dev.surety.disputes.domain.dispute.Side;
import java.time.Instant;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Every command meets the timer at the very deadline, in both orders: the dispute is decided once, and goes on. */
class TimerRacesTest {
    private static final DisputeCommand TIME = new DisputeCommand.Time();

    @Test
    void aCommandThatIsFirstBeatsTheTimer() {
        ChartSamples.states().forEach((state, sample) -> ChartSamples.commands().forEach((name, make) -> {
            DisputeTrial trial = atDeadline(sample);
            trial.says(make.apply(trial));
            trial.settle();
            check(trial, state + ", " + name);
        }));
    }

    @Test
    void aCommandThatIsSecondFindsWhatTheTimerDecided() {
        ChartSamples.states().forEach((state, sample) -> ChartSamples.commands().forEach((name, make) -> {
            DisputeTrial trial = atDeadline(sample);
            DisputeCommand command = make.apply(trial);
            trial.says(TIME);
            trial.says(command);
            trial.settle();
            check(trial, state + ", " + name);
        }));
    }

    /** An acceptance at the same instant as the timer wins, as the other side's silence loses only after it. */
    @Test
    void anAcceptanceAtTheDeadlineIsNoDefault() {
        DisputeTrial trial = atDeadline(ChartSamples.states().get("awaiting_response"));
        Offer offer = trial.dispute.offers().getFirst();
        trial.does(new DisputeCommand.AcceptOffer(Side.PAYEE, offer.id(), offer.hash())).settle();
        assertEquals(Outcome.AGREED, trial.enforcement().outcome());
    }

    private static DisputeTrial atDeadline(Supplier<DisputeTrial> sample) {
        DisputeTrial trial = sample.get();
        Instant due = trial.dispute.deadline().orElse(trial.now);
        trial.now = due;
        return trial;
    }

    private static void check(DisputeTrial trial, String where) {
        long decided = trial.events.stream()
                .filter(DisputeEvent.Enforcing.class::isInstance)
                .count();
        assertTrue(decided <= 1, where + " was decided " + decided + " times");
        assertEquals(trial.dispute.stage().isOpen(), trial.dispute.deadline().isPresent(), where);
        assertTrue(
                trial.dispute.isClosed()
                        || DisputeTimes.due(trial.dispute, trial.dispute.at()).isPresent(),
                where + " waits for nothing");
    }
}
