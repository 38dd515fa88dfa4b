package dev.surety.escrow.domain.explore;

import dev.surety.escrow.domain.ChartSamples;
import dev.surety.escrow.domain.terms.Agreement;
import dev.surety.escrow.domain.terms.Fee;
import dev.surety.model.marketplace.FeeRule.Side;
import dev.surety.model.marketplace.TaxIncluded;
import dev.surety.model.money.BasisPoints;
import dev.surety.model.money.Money;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is explored: the escrows of one payment, and which of the world's moods take part.
 *
 * @param depth how many moves away from the beginning is looked by default
 * @param atLeast how many states there are to be found by then, about
 */
record Scenario(String name, List<Agreement> agreements, Set<Mood> moods, int depth, int atLeast) {
    enum Mood {
        /** The payee may be new, so that what is released matures. */
        NEW_PAYEE,
        /** The payer's bank draws money. */
        BANK,
        /** The bank draws twice. */
        BANK_TWICE,
        /** The gateway stays silent, and processes die between its word and ours. */
        SILENCE,
        /** The gateway refuses every refund. */
        REFUSALS,
        /** Commands come between a deadline and the timer that fires for it, and timers fire days late. */
        LATENESS,
        /** The payer asks for changes. */
        CHANGES,
        /** The marketplace names arbiters: disputes have chains of their own, and outages move their long stop. */
        ARBITERS,
        /** Each side may make three entries. */
        BUDGETS,
        /** It begins with a paid escrow: how it was paid is another scenario's. */
        PAID
    }

    Scenario {
        agreements = List.copyOf(agreements);
        moods = Set.copyOf(moods);
    }

    boolean has(Mood mood) {
        return moods.contains(mood);
    }

    static Fee fee(Side borneBy, long whole) {
        return new Fee("fee", new BasisPoints(100), borneBy, Money.of(whole, "EUR"));
    }

    /** A fee of which half or so is tax, so that each cent rounds. */
    static Fee taxed(Side borneBy, long whole) {
        var tax = new TaxIncluded("vat", new BasisPoints(BasisPoints.WHOLE));
        return new Fee("fee", new BasisPoints(100), borneBy, Money.of(whole, "EUR"), Optional.of(tax));
    }

    static Agreement agreement(long price, Fee... fees) {
        return ChartSamples.agreement(Money.of(price, "EUR"), List.of(fees));
    }
}
