package dev.surety.disputes.store;

import dev.surety.disputes.app.chargeback.ChargebackChains.Stored;
import dev.surety.disputes.app.chargeback.LockedEvidence;
import dev.surety.disputes.app.dispute.DisputeChains;
import dev.surety.disputes.domain.dispute.Dispute;
import dev.surety.disputes.domain.dispute.Evidence.Round;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.domain.evidence.EvidenceItem;
import dev.surety.model.id.DisputeId;
import java.util.List;

/** Reads the payee's evidence in the chains of our own disputes. */
public final class DisputesEvidence implements LockedEvidence {
    private final DisputeChains disputes;

    public DisputesEvidence(DisputeChains disputes) {
        this.disputes = disputes;
    }

    @Override
    public List<EvidenceItem> of(Stored bankCase, DisputeId id) {
        return disputes
                .find(bankCase.marketplace(), id)
                .map(DisputeChains.Stored::dispute)
                .filter(dispute -> isOf(bankCase, dispute))
                .filter(dispute -> dispute.evidence().hasSubmitted(Side.PAYEE, Round.FIRST))
                .map(dispute -> dispute.evidence().items(Side.PAYEE).stream()
                        .filter(EvidenceItem::isAttached)
                        .toList())
                .orElse(List.of());
    }

    private static boolean isOf(Stored bankCase, Dispute dispute) {
        return bankCase.state().facts().told().shares().stream()
                .anyMatch(share -> share.escrow().equals(dispute.opening().escrow()));
    }
}
