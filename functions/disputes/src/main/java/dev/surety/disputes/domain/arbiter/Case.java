package dev.surety.disputes.domain.arbiter;

import dev.surety.model.dispute.DisputeReason;
import dev.surety.model.id.DisputeId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.money.Money;
import java.util.Optional;
import java.util.Set;

/**
 * The facts of a dispute by which a person may or may not decide it.
 *
 * @param claim the money that is to be divided now
 * @param language in which the parties write, if it is known
 * @param methods fingerprints of the payout methods of both sides
 * @param served people who have or had a role in this dispute
 */
public record Case(
        DisputeId dispute,
        ParticipantId payer,
        ParticipantId payee,
        DisputeReason reason,
        Money claim,
        Optional<String> language,
        Set<String> methods,
        Set<String> served) {
    public Case {
        methods = Set.copyOf(methods);
        served = Set.copyOf(served);
    }

    boolean hasParty(String name) {
        return name.equals(payer.value()) || name.equals(payee.value());
    }
}
