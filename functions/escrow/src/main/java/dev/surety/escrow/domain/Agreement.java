package dev.surety.escrow.domain;

import dev.surety.model.id.ParticipantId;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.marketplace.Preset;
import dev.surety.model.money.Money;
import java.util.List;

/**
 * What payer and payee agreed on, frozen when the escrow was created. Nothing decided later looks at today's settings.
 *
 * @param price what is to be paid, before fees
 * @param fees each with the whole amount it comes to for this price
 * @param settingsVersion the marketplace's settings under which this was made
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

    /** What the payer is charged: the price and the fees that are the payer's to bear. */
    public Money charge() {
        return fees.stream().filter(Fee::isPayers).map(Fee::whole).reduce(price, Money::plus);
    }

    /** Terms by name and version, with the times that hold for this escrow. */
    public record Terms(String preset, int version, Preset.Timers timers) {}
}
