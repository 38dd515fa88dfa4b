package dev.surety.payouts.domain.approval;

import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.marketplace.MoneyOut.Approval;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import java.util.Comparator;
import java.util.List;

/** How many people approve a sum that leaves the marketplace. */
public final class Approvers {
    private static final long ONE_UP_TO_UNITS = 50_000;

    private Approvers() {}

    /** By the settings; where they name no rule for the currency, one up to 50,000.00 and two above. */
    public static int needed(MoneyOut rules, Money sum) {
        List<Approval> own = rules.approvals().stream()
                .filter(rule -> rule.currency().equals(sum.currency().code()))
                .sorted(Comparator.comparing(rule -> rule.upTo().orElse(Long.MAX_VALUE)))
                .toList();
        if (own.isEmpty()) {
            return sum.compareTo(units(ONE_UP_TO_UNITS, sum.currency())) <= 0 ? 1 : 2;
        }
        return own.stream()
                .filter(rule -> sum.amountMinor() <= rule.upTo().orElse(Long.MAX_VALUE))
                .findFirst()
                .orElse(own.getLast())
                .approvers();
    }

    /** Of a list of amounts the one in this currency; else so many whole units. */
    public static Money orShipped(List<Money> amounts, long units, Currency currency) {
        return amounts.stream()
                .filter(amount -> amount.currency().equals(currency))
                .findFirst()
                .orElseGet(() -> units(units, currency));
    }

    private static Money units(long units, Currency currency) {
        long minor = units;
        for (int i = 0; i < currency.decimals(); i++) {
            minor = Math.multiplyExact(minor, 10);
        }
        return Money.of(minor, currency);
    }
}
