package dev.surety.escrow.app;

import dev.surety.model.journal.Postings;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;

/** What a use case came to. */
public sealed interface Outcome {
    /**
     * The escrow as the answering entry left it.
     *
     * @param replayed whether an earlier request with this key did it
     */
    record Stands(EscrowChain escrow, boolean replayed) implements Outcome {}

    /** What would have happened, had this been more than a question. */
    record Would(EscrowChain escrow, Postings postings) implements Outcome {}

    record Refused(Refusal refusal) implements Outcome {}

    static Outcome refuse(CommonReason reason) {
        return new Refused(reason.with(reason.title()));
    }
}
