package dev.surety.disputes.domain.chargeback;

import dev.surety.disputes.domain.evidence.EvidenceItem;
import dev.surety.model.id.DisputeId;
import java.util.List;
import java.util.Optional;

/** A fact of a case. */
public sealed interface ChargebackEvent {
    record Opened(ChargebackFacts facts) implements ChargebackEvent {}

    record EvidenceAdded(String by, Optional<DisputeId> of, List<EvidenceItem> items) implements ChargebackEvent {
        public EvidenceAdded {
            items = List.copyOf(items);
        }
    }

    /** A file was checked; this is the item since. */
    record EvidenceChecked(EvidenceItem item) implements ChargebackEvent {}

    /** A person wants to submit it, and another has to agree. */
    record SubmitAsked(String by, String hash) implements ChargebackEvent {}

    /**
     * The intent: from here on the gateway may have the evidence.
     *
     * @param n of this case's answers
     * @param by who decided it; {@link #TIMER} if time did
     * @param file for the bank; empty before it is written
     */
    record Submitting(int n, String hash, String by, Optional<CaseFile> file) implements ChargebackEvent {
        public Submitting with(CaseFile written) {
            return new Submitting(n, hash, by, Optional.of(written));
        }
    }

    /**
     * The file that the bank gets.
     *
     * @param key of the stored file
     * @param leftOut ids of items for which the bank's limits had no room
     */
    record CaseFile(String key, String sha256, int pages, List<String> leftOut) {
        public CaseFile {
            leftOut = List.copyOf(leftOut);
        }
    }

    /** The intent: from here on the gateway may have heard that the chargeback is given up. */
    record Accepting(int n, String by) implements ChargebackEvent {}

    /** The outcome is unknown, and the command goes to the escrow function again. */
    record SentAgain(boolean isStuck) implements ChargebackEvent {}

    /** Evidence is due in a day, and the set is not complete. */
    record EvidenceDue() implements ChargebackEvent {}

    /** The gateway's deadline has passed without an answer. */
    record Expired() implements ChargebackEvent {}

    /** The gateway's word has changed. */
    record Told(Turn turn, ChargebackFacts facts) implements ChargebackEvent {}

    /** A deadline came, and nothing was to be done. */
    record Looked() implements ChargebackEvent {}

    String TIMER = "timer";

    /** The meaning of the gateway's word for the case. */
    enum Turn {
        /** Nothing but facts. */
        NOTICED,
        /** A warning came true: the bank has debited the amount. */
        OPENED,
        /** The gateway has the evidence. */
        SUBMITTED,
        /** The gateway has the acceptance. */
        ACCEPTED,
        /** The gateway refused an answer, so another may be given. */
        ANSWER_DECLINED,
        WARNING_CLOSED,
        WON,
        LOST
    }
}
