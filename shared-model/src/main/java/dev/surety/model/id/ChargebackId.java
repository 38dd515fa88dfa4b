package dev.surety.model.id;

import dev.surety.model.Invariants;

/** Our case about a chargeback. The same chargeback of the same payment always has the same id. */
public record ChargebackId(String value) {
    public static final String PREFIX = "chb";

    public ChargebackId {
        Invariants.hold(Id.isWellFormed(PREFIX, value), "an id of this kind starts with " + PREFIX + "_");
    }

    /** @param chargeback the gateway's own name for it */
    public static ChargebackId of(MarketplaceId marketplace, PaymentId payment, String chargeback) {
        return new ChargebackId(Id.derive(PREFIX, marketplace.value(), payment.value(), chargeback));
    }

    @Override
    public String toString() {
        return value;
    }
}
