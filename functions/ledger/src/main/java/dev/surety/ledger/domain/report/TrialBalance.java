package dev.surety.ledger.domain.report;

import dev.surety.ledger.domain.account.Balance;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All balances of a marketplace by currency. */
public record TrialBalance(List<OfCurrency> currencies) {
    /** Up to this many accounts are named one by one; beyond, those of participants are added up by kind. */
    static final int MOST_NAMED = 2_000;

    public TrialBalance {
        currencies = List.copyOf(currencies);
    }

    /** @param sum zero once everything is posted */
    public record OfCurrency(Currency currency, Money sum, List<Row> accounts) {}

    /**
     * One account, or all of a kind.
     *
     * @param account such as {@code fees} or {@code payable:par_…}; only the kind where accounts were added up
     * @param holders how many accounts this row stands for
     */
    public record Row(String account, Money balance, int holders) {}

    public static TrialBalance of(List<Balance> balances) {
        boolean named = balances.size() <= MOST_NAMED;
        Map<Currency, List<Balance>> byCurrency = new TreeMap<>();
        for (Balance balance : balances) {
            byCurrency
                    .computeIfAbsent(balance.account().currency(), _ -> new ArrayList<>())
                    .add(balance);
        }
        return new TrialBalance(byCurrency.entrySet().stream()
                .map(each -> new OfCurrency(
                        each.getKey(),
                        each.getValue().stream().map(Balance::money).reduce(Money.zero(each.getKey()), Money::plus),
                        rows(each.getValue(), named)))
                .toList());
    }

    /** Whether the books balance in every currency, as they do when no posting is on its way. */
    public boolean isZeroInSum() {
        return currencies.stream().allMatch(of -> of.sum().isZero());
    }

    private static List<Row> rows(List<Balance> balances, boolean named) {
        List<Row> rows = new ArrayList<>();
        Map<AccountKind, Row> added = new TreeMap<>();
        for (Balance balance : balances) {
            AccountKind kind = balance.account().kind();
            if (named || !kind.isParticipants()) {
                rows.add(new Row(balance.account().account().toString(), balance.money(), 1));
            } else {
                added.merge(kind, new Row(kind.code(), balance.money(), 1), TrialBalance::together);
            }
        }
        rows.addAll(added.values());
        return List.copyOf(rows);
    }

    private static Row together(Row one, Row other) {
        return new Row(one.account(), one.balance().plus(other.balance()), one.holders() + other.holders());
    }
}
