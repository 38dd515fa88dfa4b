package dev.surety.payouts.domain.approval;

import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.marketplace.MoneyOut.Approval;
import dev.surety.model.marketplace.MoneyOut.StaffMember;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** How many people approve a sum, and who counts. A person is the name in the token; settings link names of one. */
public final class Approvals {
    public static final String SCOPE = "payouts:approve";

    /** The shipped rule, in whole units of each currency: one person up to this sum, two above it. */
    private static final long ONE_UP_TO = 50_000;

    private static final int ABOVE = 2;

    private Approvals() {}

    /** How many people have to approve a sum. Settings that name sums only below it ask for as many as the highest. */
    public static int needed(MoneyOut settings, Money sum) {
        List<Approval> rows = settings.approvals().stream()
                .filter(row -> row.currency().equals(sum.currency().code()))
                .sorted(Comparator.comparing((Approval row) -> row.upTo().orElse(Long.MAX_VALUE)))
                .toList();
        if (rows.isEmpty()) {
            return sum.compareTo(units(ONE_UP_TO, sum.currency())) <= 0 ? 1 : ABOVE;
        }
        return rows.stream()
                .filter(row -> row.upTo().filter(most -> sum.amountMinor() > most).isEmpty())
                .findFirst()
                .orElse(rows.getLast())
                .approvers();
    }

    /** Of a list of amounts the one in this currency; else so many whole units, as shipped. */
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

    /** Why this person does not count for that sum of payouts, if so. */
    public static Optional<Refusal> forbidden(MoneyOut settings, String person, Money sum) {
        return forbidden(settings, SCOPE, person, sum);
    }

    public static Optional<Refusal> forbidden(MoneyOut settings, String scope, String person, Money sum) {
        return settings.counts(person, scope, sum)
                ? Optional.empty()
                : Optional.of(CommonReason.FORBIDDEN.with(
                        "The settings' staff does not let this person approve " + sum + "."));
    }

    public static boolean isMaker(MoneyOut settings, String person, Collection<String> makers) {
        return makers.stream().anyMatch(maker -> settings.isSamePerson(maker, person));
    }

    public static boolean isCounted(MoneyOut settings, String person, Collection<String> before) {
        return before.stream().anyMatch(other -> settings.isSamePerson(other, person));
    }

    /** The same for a sum of payouts. */
    public static OptionalInt eligible(MoneyOut settings, Money sum, Collection<String> makers) {
        return eligible(settings, SCOPE, sum, makers);
    }

    /** How many people may approve a sum that the makers did not make; nothing if the settings name no staff. */
    public static OptionalInt eligible(
            MoneyOut settings, String scope, Money sum, Collection<String> makers) {
        if (settings.staff().isEmpty()) {
            return OptionalInt.empty();
        }
        List<String> counted = new ArrayList<>();
        for (StaffMember member : settings.staff()) {
            String person = member.person();
            if (settings.counts(person, scope, sum)
                    && !isMaker(settings, person, makers)
                    && !isCounted(settings, person, counted)) {
                counted.add(person);
            }
        }
        return OptionalInt.of(counted.size());
    }
}
