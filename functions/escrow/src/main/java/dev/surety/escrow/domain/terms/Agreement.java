package dev.surety.escrow.domain.terms;

import dev.surety.model.id.ParticipantId;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.marketplace.Preset;
import dev.surety.model.money.Money;
import java.util.List;

/**
 * Payer and payee agreed on these terms; they are frozen when the escrow is created. No later decision reads today's
 * settings.
 *
 * @param price the payer's amount before fees
 * @param fees each with its whole amount for this price
 * @param settingsVersion the marketplace's settings in force at creation
 */
public record Agreement(
        ParticipantId payer,
        ParticipantId payee,
        Money price,
        List<Fee> fees,
        Terms terms,
        String reference,
        Mode mode,
        int settingsVersion) {

    public Agreement {
        fees = List.copyOf(fees);
    }

    /** The payer's charge: the price and the fees that the payer bears. */
    public Money charge() {
        return fees.stream().filter(Fee::isPayers).map(Fee::whole).reduce(price, Money::plus);
    }

    /** The preset's name and version, with the times of this escrow. */
    public record Terms(String preset, int version, Preset.Timers timers) {}
}
