package dev.surety.disputes.app.chargeback;

import dev.surety.disputes.app.chargeback.ChargebackChains.Stored;
import dev.surety.disputes.domain.evidence.EvidenceItem;
import dev.surety.model.id.DisputeId;
import java.util.List;

/** The evidence that a payee has submitted in our own dispute. */
public interface LockedEvidence {
    /** Items that count; none if the dispute is of another payment, or its payee has not submitted yet. */
    List<EvidenceItem> of(Stored bankCase, DisputeId dispute);
}
