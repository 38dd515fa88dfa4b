package dev.surety.payouts.app.run;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import java.time.Instant;
import java.util.Optional;

/** The marketplace's own money, from which payouts are sent. */
public interface Funds {
    /** @param asOf until when the bank has told */
    record AtBank(Money amount, Instant asOf) {}

    /** Nothing while the bank has not told. */
    Optional<AtBank> atBank(MarketplaceId marketplace, String account, Currency currency);

    /** The money that the gateways hold. */
    Money atGateways(MarketplaceId marketplace, Currency currency);
}
