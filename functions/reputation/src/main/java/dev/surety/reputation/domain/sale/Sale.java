package dev.surety.reputation.domain.sale;

import dev.surety.model.event.Ends;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.money.Money;
import dev.surety.reputation.domain.score.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A sale as its escrow's entries tell it.
 *
 * @param quotedFees the fees that were agreed
 * @param isOwned whether facts may count against the payee: the marketplace created the sale, or the payee delivered
 * @param refundAskedAt when the first money started on its way back
 * @param reversals of the fees, after the end
 * @param chargebacks that a bank has decided
 */
public record Sale(
        ParticipantId payer,
        ParticipantId payee,
        Money price,
        Money quotedFees,
        boolean isOwned,
        Optional<Instant> fundedAt,
        Optional<Instant> refundAskedAt,
        Optional<End> end,
        List<Change> reversals,
        List<Decided> chargebacks) {
    public Sale {
        reversals = List.copyOf(reversals);
        chargebacks = List.copyOf(chargebacks);
    }

    /** @param entry the number of the entry that ended it */
    public record End(int entry, Instant at, Ends ends) {
        public boolean isSettled() {
            return ends.released().isPositive();
        }
    }

    /** @param entry the number of the entry that changed the fees */
    public record Change(int entry, Instant at, Money fees) {}

    /** @param entry the number of the entry with the bank's decision */
    public record Decided(int entry, Instant at, String chargeback, boolean isWon) {}

    public ParticipantId party(Role role) {
        return role == Role.PAYER ? payer : payee;
    }
}
