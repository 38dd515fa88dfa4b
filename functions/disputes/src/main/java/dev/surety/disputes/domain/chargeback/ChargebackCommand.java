package dev.surety.disputes.domain.chargeback;

import dev.surety.disputes.domain.evidence.CheckOutcome;
import dev.surety.disputes.domain.evidence.EvidenceItem;
import dev.surety.model.id.DisputeId;
import java.util.List;
import java.util.Optional;

/** A request to a case, or news of the bank about it. */
public sealed interface ChargebackCommand {
    /**
     * @param by the principal that adds it
     * @param of our dispute that holds the items; empty if they are new
     */
    record AddEvidence(String by, Optional<DisputeId> of, List<EvidenceItem> items) implements ChargebackCommand {
        public AddEvidence {
            items = List.copyOf(items);
        }
    }

    /** The check of a file's bytes has ended. */
    record EvidenceArrived(String item, CheckOutcome outcome) implements ChargebackCommand {}

    /** @param evenIfIncomplete the sender knows that the bank needs more */
    record Submit(String by, boolean evenIfIncomplete) implements ChargebackCommand {}

    /** @param hash of the set that is agreed to */
    record ApproveSubmit(String by, String hash) implements ChargebackCommand {}

    record Accept(String by) implements ChargebackCommand {}

    record GatewaySaid(ChargebackFacts facts) implements ChargebackCommand {}

    record Time() implements ChargebackCommand {}
}
