package dev.surety.onboarding.inbox;

import dev.surety.model.journal.ChainId;
import dev.surety.onboarding.app.rescreening.Nudges;
import dev.surety.runtime.journal.JournalIndexes.Deadline;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.timers.TimerMessages;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Nudges by a wake with the number 0 on the queue of runs. */
public final class WakeNudges implements Nudges {
    private static final Logger LOG = LoggerFactory.getLogger(WakeNudges.class);

    private final TimerMessages wakes;
    private final InstantSource clock;

    public WakeNudges(TimerMessages wakes, InstantSource clock) {
        this.wakes = wakes;
        this.clock = clock;
    }

    @Override
    public void nudge(ChainId chain) {
        try {
            wakes.send(List.of(new Deadline(chain, 0, clock.instant())));
        } catch (Outage lost) {
            LOG.atWarn().setCause(lost).log("a nudge is lost");
        }
    }
}
