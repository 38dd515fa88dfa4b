package dev.surety.escrow.app.escrow;

import dev.surety.model.id.ChargebackId;
import dev.surety.model.id.DisputeId;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Entry;

/** The chains of disputes and of cases about chargebacks, which another function writes. */
public interface Disputes {
    /** The type of a dispute's chain. */
    String TYPE = "dispute";

    /** The type of the chain of a case about a chargeback. */
    String CHARGEBACK = "chargeback";

    boolean exists(MarketplaceId marketplace, DisputeId id);

    boolean exists(MarketplaceId marketplace, ChargebackId id);

    /** Asks the other function to make the chain that this entry of an escrow or a payment tells of. */
    void open(Entry cause);
}
