package dev.surety.payouts.domain.adjustment;

import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Money;
import java.util.List;
import java.util.Optional;

/**
 * A booking by finance.
 *
 * @param resolves the line of a bank, row of a gateway, debt or chargeback that it clears
 */
public record AdjustmentOrder(List<AdjustedLine> lines, Reason reason, Optional<String> resolves) {
    public static final int LEAST_LINES = 2;

    public AdjustmentOrder {
        lines = List.copyOf(lines);
    }

    /** Why finance books it. The API and the journal have the lower-case word. */
    public enum Reason {
        /** A debt becomes a loss of the platform, or a loss becomes a debt again. */
        WRITE_OFF,
        SUSPENSE_CLEARED,
        GOODWILL,
        FEES_SWEPT,
        OWN_MONEY,
        CORRECTION
    }

    /** The sum of its credits, which is that of its debits. */
    public Money sum() {
        return lines.stream()
                .map(AdjustedLine::amount)
                .filter(Money::isPositive)
                .reduce(Money.zero(lines.getFirst().amount().currency()), Money::plus);
    }

    /** The sum that it posts to all accounts of a kind. */
    public Money posted(AccountKind kind) {
        return lines.stream()
                .filter(line -> line.kind() == kind)
                .map(AdjustedLine::amount)
                .reduce(Money.zero(lines.getFirst().amount().currency()), Money::plus);
    }

    /** The postings, which may debit guarded accounts. */
    public Postings postings() {
        Postings.Builder postings = Postings.building();
        lines.forEach(line -> postings.credit(line.posted(), line.amount()));
        return postings.guarded();
    }
}
