package dev.surety.payouts.app.run;

import dev.surety.model.journal.ChainId;
import dev.surety.runtime.journal.JournalIndexes.Deadline;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.timers.TimerMessages;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wakes a chain at once. A nudge that is lost costs time and nothing else: each chain that waits has a deadline. */
final class Nudges {
    private static final Logger LOG = LoggerFactory.getLogger(Nudges.class);

    private final TimerMessages wakes;

    Nudges(TimerMessages wakes) {
        this.wakes = wakes;
    }

    void nudge(List<ChainId> chains, Instant now) {
        try {
            wakes.send(chains.stream().map(chain -> new Deadline(chain, 0, now)).toList());
        } catch (Outage outage) {
            LOG.atWarn().setCause(outage).log("a nudge was lost; a deadline stands for it");
        }
    }
}
