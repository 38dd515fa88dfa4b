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
     * @param waits whether somebody outside has not said yet what became of what was asked
     */
    record Stands(EscrowChain escrow, boolean replayed, boolean waits) implements Outcome {}

    /** The answer of a command that nobody outside has to say anything to. */
    static Outcome stands(EscrowChain escrow, boolean replayed) {
        return new Stands(escrow, replayed, false);
    }

    /** What would have happened, had this been more than a question. */
    record Would(EscrowChain escrow, Postings postings) implements Outcome {}

    record Refused(Refusal refusal) implements Outcome {}

    static Outcome refuse(CommonReason reason) {
        return new Refused(reason.with(reason.title()));
    }
}
