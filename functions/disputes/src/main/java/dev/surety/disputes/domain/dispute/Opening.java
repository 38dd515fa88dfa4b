package dev.surety.disputes.domain.dispute;

import dev.surety.model.dispute.DisputeReason;
import dev.surety.model.dispute.Division;
import dev.surety.model.id.DisputeId;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.marketplace.DisputeTerms;
import dev.surety.model.money.Money;
import java.time.Instant;
import java.util.Optional;

/**
 * The facts of a dispute that never change.
 *
 * @param ordinal 1 for the escrow's first dispute, 2 for its second
 * @param reference the marketplace's own name of the escrow; may be empty
 * @param preset the name of the escrow's terms
 * @param termsVersion the version of the escrow's terms
 * @param openedAt when the escrow froze the money
 * @param words the vault's commitment to the opener's own words, in the escrow's chain
 * @param asks how the opener wants the claim to be divided
 * @param settings the version of the settings that the terms are from
 */
public record Opening(
        DisputeId id,
        EscrowId escrow,
        int ordinal,
        String reference,
        String preset,
        int termsVersion,
        ParticipantId payer,
        ParticipantId payee,
        Side opener,
        Instant openedAt,
        DisputeReason reason,
        Optional<String> words,
        Division asks,
        Money claim,
        int settings,
        DisputeTerms terms) {
    public Side respondent() {
        return opener.other();
    }

    public ParticipantId party(Side side) {
        return side == Side.PAYER ? payer : payee;
    }
}
