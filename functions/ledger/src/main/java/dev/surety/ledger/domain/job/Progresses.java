package dev.surety.ledger.domain.job;

import dev.surety.model.journal.ChainId;
import java.time.Instant;
import java.util.Optional;

/** How far jobs have come, and who is at work on one. */
public interface Progresses {
    Optional<Progress> find(ChainId job);

    /** Takes the job until an instant; nothing if somebody else has it. */
    Optional<Progress> take(ChainId job, Instant now, Instant until);

    /** Saves a step; nothing if the job was taken by somebody else, who then goes on with it. */
    Optional<Progress> save(ChainId job, Progress progress, Instant until);

    /** Saves and lets go of the job before its time is over, so that the next message may take it at once. */
    Optional<Progress> leave(ChainId job, Progress progress, Instant until);

    /** Until when the last to take the job had it, let go of or not; nothing if nobody ever took it. */
    Optional<Instant> takenUntil(ChainId job);
}
