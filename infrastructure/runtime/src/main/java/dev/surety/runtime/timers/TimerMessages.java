package dev.surety.runtime.timers;

import dev.surety.runtime.journal.JournalIndexes.Deadline;
import java.util.List;

/** Where wakes go: the queue of the function that owns the aggregate. Sending twice does no harm. */
public interface TimerMessages {
    /** Hands over all or throws an {@code Outage}; some may then be on the queue already. */
    void send(List<Deadline> deadlines);
}
