package dev.surety.disputes.domain.chargeback;

import dev.surety.disputes.domain.evidence.CheckOutcome;
import dev.surety.disputes.domain.evidence.EvidenceItem;
import java.util.List;

/** A request to a case, or news of the bank about it. */
public sealed interface ChargebackCommand {
    /** @param by the principal that adds it */
    record AddEvidence(String by, List<EvidenceItem> items) implements ChargebackCommand {
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
