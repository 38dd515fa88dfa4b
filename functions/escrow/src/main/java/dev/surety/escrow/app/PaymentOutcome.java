package dev.surety.escrow.app;

import dev.surety.model.journal.Posting;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;
import java.util.List;

/** What a use case of a payment came to. */
public sealed interface PaymentOutcome {
    /**
     * The payment as the answering entry left it.
     *
     * @param replayed whether an earlier request with this key did it
     */
    record Stands(PaymentChain payment, boolean replayed) implements PaymentOutcome {}

    /** What would have happened, had this been more than a question. */
    record Would(PaymentChain payment, List<Posting> postings) implements PaymentOutcome {
        public Would {
            postings = List.copyOf(postings);
        }
    }

    record Refused(Refusal refusal) implements PaymentOutcome {}

    static PaymentOutcome refuse(CommonReason reason) {
        return new Refused(reason.with(reason.title()));
    }
}
