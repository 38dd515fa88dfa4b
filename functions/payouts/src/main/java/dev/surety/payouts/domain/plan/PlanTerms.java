package dev.surety.payouts.domain.plan;

import dev.surety.model.marketplace.FeeRule;
import dev.surety.model.bank.Sepa;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The terms that every row of a plan is made under.
 *
 * @param kind of the rail, such as sandbox
 * @param minimum the larger of the wish and the rail's own
 * @param railMinimum the rail's own
 * @param fees the prices of a payout, which its payee bears
 * @param maximum the rail's, in one payout
 * @param firstPayout the most that an account takes before it is verified
 * @param isPaused whether money may not go out at present
 */
public record PlanTerms(
        Currency currency,
        String kind,
        Money minimum,
        Money railMinimum,
        List<FeeRule> fees,
        Optional<Money> maximum,
        Money firstPayout,
        boolean isPaused) {
    private static final long FIRST_PAYOUT_UNITS = 250;
    private static final String US = "US";

    public PlanTerms {
        fees = List.copyOf(fees);
    }

    /** The least payout: money that has lain for a year is paid from one whole unit on, if the rail takes that. */
    Money least(boolean isDormant) {
        return isDormant ? max(units(1, currency), railMinimum) : minimum;
    }

    /** The least last payout of a payee who is closing: what the rail takes. */
    Money leastAtClosing() {
        return max(Money.of(1, currency), railMinimum);
    }

    /** @param wish what request or settings ask for; it stays as it is stored, whatever the rail asks */
    public static Money minimum(Currency currency, Optional<Money> wish, Optional<Money> rails) {
        Money least = Money.of(1, currency);
        return max(max(least, wish.orElse(least)), rails.orElse(least));
    }

    /** The shipped most of a first payout: 250 whole units. */
    public static Money shippedFirstPayout(Currency currency) {
        return units(FIRST_PAYOUT_UNITS, currency);
    }

    static Money units(long whole, Currency currency) {
        long minor = whole;
        for (int i = 0; i < currency.decimals(); i++) {
            minor *= 10;
        }
        return Money.of(minor, currency);
    }

    private static Money max(Money one, Money other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** Why the rail does not take an account of a kind that it takes. */
    Optional<ExclusionReason> unpayable(Candidate.Destination to) {
        if (kind.equals(MoneyOut.SEPA)) {
            return unpayableBySepa(to.country(), to.isWritable(), to.hasAddress());
        }
        if (kind.equals(MoneyOut.ACH)) {
            return unpayableByAch(to.country(), to.isWritable(), to.lives());
        }
        return to.isWritable() ? Optional.empty() : Optional.of(ExclusionReason.NAME_UNWRITABLE);
    }

    /**
     * Why an ACH file cannot name an account.
     *
     * @param lives the country of the payee, as far as it is known
     */
    public static Optional<ExclusionReason> unpayableByAch(
            String country, boolean isWritable, Optional<String> lives) {
        if (!isWritable) {
            return Optional.of(ExclusionReason.NAME_UNWRITABLE);
        }
        return Stream.concat(Stream.of(country), lives.stream()).allMatch(US::equals)
                ? Optional.empty()
                : Optional.of(ExclusionReason.IAT_REQUIRED);
    }

    /** Why a file of SEPA payments cannot name an account. */
    public static Optional<ExclusionReason> unpayableBySepa(String country, boolean isWritable, boolean hasAddress) {
        if (!isWritable) {
            return Optional.of(ExclusionReason.NAME_UNWRITABLE);
        }
        if (!Sepa.reaches(country)) {
            return Optional.of(ExclusionReason.RAIL_MISMATCH);
        }
        return Sepa.isInEea(country) || hasAddress
                ? Optional.empty()
                : Optional.of(ExclusionReason.ADDRESS_REQUIRED);
    }
}
