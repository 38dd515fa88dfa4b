package dev.surety.payouts.app.payout;

import dev.surety.model.id.PayoutId;
import dev.surety.model.money.Money;
import java.util.Optional;

/**
 * How far the payout of a run's item has come.
 *
 * @param state as the API names it
 * @param reason why it was excluded, cancelled or failed
 */
public record RunStep(PayoutId payout, String state, Money amount, Optional<String> reason) {}
