package dev.surety.model.marketplace;

import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import java.util.List;
import java.util.Optional;

/**
 * How a marketplace's sales are weighed in scores.
 *
 * @param units the fee of a typical sale, per currency; sales in a currency without one weigh nothing
 */
public record Reputation(List<Money> units) {
    public Reputation {
        units = List.copyOf(units);
    }

    public Optional<Money> unit(Currency currency) {
        return units.stream().filter(unit -> unit.currency().equals(currency)).findFirst();
    }
}
