package dev.surety.runtime.timers;

import dev.surety.model.journal.ChainId;
import dev.surety.runtime.journal.JournalIndexes.Deadline;
import dev.surety.runtime.resilience.Outage;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for a look at a chain at once, by a wake with the number 0 on the function's own queue. A lost nudge costs time
 * only: the chain's deadline leads to the same look.
 */
public final class WakeNudges {
    private static final Logger LOG = LoggerFactory.getLogger(WakeNudges.class);

    private final TimerMessages wakes;
    private final InstantSource clock;

    public WakeNudges(TimerMessages wakes, InstantSource clock) {
        this.wakes = wakes;
        this.clock = clock;
    }

    public void nudge(ChainId chain) {
        try {
            wakes.send(List.of(new Deadline(chain, 0, clock.instant())));
        } catch (Outage lost) {
            LOG.atWarn().setCause(lost).log("a nudge is lost");
        }
    }
}
