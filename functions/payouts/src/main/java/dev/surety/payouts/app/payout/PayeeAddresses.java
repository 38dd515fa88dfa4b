package dev.surety.payouts.app.payout;

import dev.surety.messages.pain.Address;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.standing.Standing;
import java.util.Optional;

/** The addresses of payees, as far as banks take them. */
public interface PayeeAddresses {
    /** Nothing if the payee gave no address, if its town has no writing for banks, or if it was destroyed. */
    Optional<Address> find(MarketplaceId marketplace, ParticipantId payee, Standing standing);
}
