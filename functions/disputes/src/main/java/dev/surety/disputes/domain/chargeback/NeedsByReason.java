package dev.surety.disputes.domain.chargeback;

/** The table of what banks need to see. */
public interface NeedsByReason {
    EvidenceNeeds of(ChargebackReason reason);
}
