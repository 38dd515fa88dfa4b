package dev.surety.payouts.domain.payout;

import dev.surety.model.marketplace.FeeRule;
import dev.surety.model.money.Money;
import java.util.List;
import java.util.Optional;

/** The price of a payout by the rules of the settings. */
public final class PayoutFee {
    private PayoutFee() {}

    /** The sum of the rules' fees; a rule that names amounts of other currencies alone adds nothing. */
    public static Money of(List<FeeRule> rules, Money amount) {
        return rules.stream()
                .flatMap(rule -> of(rule, amount).stream())
                .reduce(Money.zero(amount.currency()), Money::plus);
    }

    /** The largest amount that is there together with its fee; zero if the money does not cover a fee. */
    public static Money payable(List<FeeRule> rules, Money available) {
        long least = 0;
        long most = Math.max(0, available.amountMinor());
        while (least < most) {
            // No fee falls as the amount rises, so whole amounts do not either.
            long middle = most - (most - least) / 2;
            Money amount = Money.of(middle, available.currency());
            if (amount.plus(of(rules, amount)).compareTo(available) <= 0) {
                least = middle;
            } else {
                most = middle - 1;
            }
        }
        return Money.of(least, available.currency());
    }

    private static Optional<Money> of(FeeRule rule, Money amount) {
        for (List<Money> amounts : List.of(rule.fixed(), rule.min(), rule.max())) {
            if (!amounts.isEmpty() && in(amounts, amount).isEmpty()) {
                return Optional.empty();
            }
        }
        Money share = rule.basisPoints().ofHalfEven(amount);
        Money fee = in(rule.fixed(), amount).map(share::plus).orElse(share);
        Money least = in(rule.min(), amount).orElse(fee);
        fee = fee.compareTo(least) < 0 ? least : fee;
        Money most = in(rule.max(), amount).orElse(fee);
        return Optional.of(fee.compareTo(most) > 0 ? most : fee);
    }

    private static Optional<Money> in(List<Money> amounts, Money like) {
        return amounts.stream()
                .filter(each -> each.currency().equals(like.currency()))
                .findFirst();
    }
}
