package dev.surety.ledger.domain.job;

import dev.surety.model.journal.ChainId;
import java.time.Instant;
import java.util.Optional;

/** How far jobs have come, and which worker has each. */
public interface Progresses {
    Optional<Progress> find(ChainId job);

    /** Takes the job until an instant; nothing if another worker has it. */
    Optional<Progress> take(ChainId job, Instant now, Instant until);

    /** Saves a step; nothing if another worker has taken the job, which then goes on with it. */
    Optional<Progress> save(ChainId job, Progress progress, Instant until);

    /** Saves and lets go of the job before its time is over, so that the next message may take it at once. */
    Optional<Progress> leave(ChainId job, Progress progress, Instant until);

    /** Until when the last worker had the job, whether it let go early or not; nothing if no worker ever took it. */
    Optional<Instant> takenUntil(ChainId job);
}
