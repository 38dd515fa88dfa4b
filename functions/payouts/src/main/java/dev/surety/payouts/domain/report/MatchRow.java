package dev.surety.payouts.domain.report;

import dev.surety.model.money.Money;
import dev.surety.payouts.domain.report.PaymentFacts.Fact;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Compares a row with our journal. An amount alone never explains one. The row names a payment of ours, and the payment
 * has such a movement, which no other row has explained.
 */
public final class MatchRow {
    private MatchRow() {}

    /** The reason why a row waits for a person. The API has the lower-case word. */
    public enum Why {
        UNKNOWN_TYPE,
        UNKNOWN_PAYMENT,
        /** The payment is another gateway's. */
        OTHER_GATEWAY,
        /** The payment has no such movement. */
        NOT_IN_JOURNAL,
        /** The movement has another amount. */
        AMOUNT_DIFFERS,
        /** Another row told the movement before. */
        REPORTED_BEFORE
    }

    public sealed interface Match {
        /** Our journal has it with this amount. */
        record Explained(Fact fact) implements Match {}

        /**
         * @param fact the movement that the row is about all the same
         * @param suspense the part of the row that nothing explains, as the gateway counts it
         */
        record Unexplained(Why why, Optional<Fact> fact, Money suspense) implements Match {}
    }

    /**
     * The movements that the row may be about, the likeliest first. The first that no other row has is the one.
     *
     * @param payment the payment that the row names, if we have it
     */
    public static List<Fact> candidates(String gateway, ReportRow row, Optional<PaymentFacts> payment) {
        if (!row.kind().isOfPayment() || payment.filter(of -> of.gateway().equals(gateway)).isEmpty()) {
            return List.of();
        }
        List<Fact> all = payment.get().facts().stream()
                .filter(fact -> fact.kind() == row.kind())
                .filter(fact -> fact.amount().currency().equals(row.gross().currency()))
                .toList();
        if (row.kind() == RowKind.REFUND && row.refund().isPresent()) {
            return all.stream().filter(fact -> fact.reference().equals(row.refund().get())).toList();
        }
        return Stream.concat(
                        all.stream().filter(fact -> isEqual(row, fact)),
                        // Of several movements none is guessed by the rows' amounts.
                        all.size() == 1 ? all.stream().filter(fact -> !isEqual(row, fact)) : Stream.empty())
                .toList();
    }

    /**
     * @param free the first candidate that no other row has
     * @param hadCandidates whether another row has them all
     */
    public static Match decide(
            String gateway,
            ReportRow row,
            Optional<PaymentFacts> payment,
            Optional<Fact> free,
            boolean hadCandidates) {
        if (free.isPresent()) {
            Money known = signed(row, free.get());
            return known.equals(row.gross())
                    ? new Match.Explained(free.get())
                    : new Match.Unexplained(Why.AMOUNT_DIFFERS, free, row.gross().minus(known));
        }
        return new Match.Unexplained(why(gateway, row, payment, hadCandidates), Optional.empty(), row.gross());
    }

    private static Why why(
            String gateway, ReportRow row, Optional<PaymentFacts> payment, boolean hadCandidates) {
        if (!row.kind().isOfPayment()) {
            return Why.UNKNOWN_TYPE;
        }
        if (payment.isEmpty()) {
            return Why.UNKNOWN_PAYMENT;
        }
        if (!payment.get().gateway().equals(gateway)) {
            return Why.OTHER_GATEWAY;
        }
        return hadCandidates ? Why.REPORTED_BEFORE : Why.NOT_IN_JOURNAL;
    }

    private static boolean isEqual(ReportRow row, Fact fact) {
        return signed(row, fact).equals(row.gross());
    }

    /** The movement as the gateway counts it. */
    private static Money signed(ReportRow row, Fact fact) {
        return row.gross().isNegative() ? fact.amount().negated() : fact.amount();
    }
}
