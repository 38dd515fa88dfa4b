package dev.surety.payouts.app.run;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.standing.Standing;
import dev.surety.payouts.domain.plan.Candidate.Destination;
import dev.surety.payouts.domain.plan.Candidate.Past;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The facts that a plan looks up of a payee who can be paid. */
public interface PayeeLookups {
    /**
     * The account that an item of a plan names, as the vault has it; nothing if it was destroyed.
     *
     * @param words the vault's commitment to the account
     * @param standing which names the payee's profile
     */
    Optional<Destination> destination(
            MarketplaceId marketplace, ParticipantId payee, String words, Standing standing);

    /** The payee's last payouts that took money and did not come back, newest first. */
    List<Past> payouts(MarketplaceId marketplace, ParticipantId payee, int most);

    /** Holder, masked number and bank of an account as people see them; nothing if they were destroyed. */
    Optional<ObjectNode> shown(MarketplaceId marketplace, ParticipantId payee, String words);
}
