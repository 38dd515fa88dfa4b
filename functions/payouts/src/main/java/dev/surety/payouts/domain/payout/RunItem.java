package dev.surety.payouts.domain.payout;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.PayoutId;
import dev.surety.model.id.RunId;
import dev.surety.model.money.Money;
import java.util.Optional;

/**
 * An item of a run as its plan shows it.
 *
 * @param payLessDownTo if less is available, the payout pays that much, but never less than this
 */
public record RunItem(
        MarketplaceId marketplace,
        RunId run,
        ParticipantId payee,
        Money amount,
        Money fee,
        String rail,
        String bankAccount,
        String method,
        String fingerprint,
        String words,
        Optional<Money> payLessDownTo) {
    /** A run pays a payee once, so the two name the payout. */
    public PayoutId payout() {
        return payout(run, payee);
    }

    public static PayoutId payout(RunId run, ParticipantId payee) {
        return new PayoutId(Id.derive(PayoutId.PREFIX, run.value(), payee.value()));
    }
}
