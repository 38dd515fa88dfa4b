package dev.surety.reputation.app.score;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import java.time.Instant;
import java.util.OptionalLong;

/** A marketplace's settings and time, as scores need them. */
public interface TypicalFees {
    /** The fee of a typical sale in minor units; empty where the marketplace has set none. */
    OptionalLong unit(MarketplaceId marketplace, Currency currency);

    /** The fees of a sale at this price. */
    long fee(MarketplaceId marketplace, Money price);

    Instant now(MarketplaceId marketplace);
}
