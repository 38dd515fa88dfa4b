package dev.surety.events.domain;

import dev.surety.model.journal.Attention;
import dev.surety.model.journal.ChainId;
import java.util.List;
import java.util.Optional;

/** Brings events to other functions. */
public interface Bus {
    /**
     * An event, its chain, which only our own functions learn, and the work that it opens or closes, or a person's act
     * on it.
     */
    record Notice(Event event, ChainId chain, Optional<Attention> attention, Optional<Handling> handling) {
        public Notice(Event event, ChainId chain, Optional<Attention> attention) {
            this(event, chain, attention, Optional.empty());
        }

        public Notice republished() {
            return new Notice(event.republished(), chain, attention, handling);
        }
    }

    /**
     * Counts the notices, from the first, that the bus took before it failed to take one. A notice without a listener
     * counts as taken. An outage may have taken some.
     */
    int publish(List<Notice> notices);
}
