package dev.surety.reputation.domain.sale;

import dev.surety.reputation.domain.score.Kind;
import dev.surety.reputation.domain.score.Role;
import java.time.Duration;
import java.util.Optional;

/** Which facts of a sale count against a side. */
public final class FactRules {
    /** A payee may change its mind so soon after the payer has paid. */
    public static final Duration CANCELS_FREELY = Duration.ofHours(24);

    private static final String PAYEE = "payee";

    private FactRules() {}

    /**
     * A fact against a side.
     *
     * @param part how much of the sale's money it is about, of {@code whole}
     */
    public record Fact(Kind kind, Role about, long part, long whole) {
        static Fact whole(Kind kind, Role about) {
            return new Fact(kind, about, 1, 1);
        }
    }

    /** The fact that a sale's end tells. */
    public static Optional<Fact> ofEnd(Sale sale) {
        if (sale.end().isEmpty() || !sale.isOwned()) {
            return Optional.empty();
        }
        Sale.End end = sale.end().get();
        if (isCancelled(sale, end)) {
            return Optional.of(Fact.whole(Kind.CANCELLED_AFTER_FUNDING, Role.PAYEE));
        }
        return end.ends().late() && sale.fundedAt().isPresent()
                ? Optional.of(Fact.whole(Kind.NOT_DELIVERED, Role.PAYEE))
                : Optional.empty();
    }

    private static boolean isCancelled(Sale sale, Sale.End end) {
        return end.ends().cancelledBy().filter(PAYEE::equals).isPresent()
                && sale.fundedAt()
                        .filter(funded -> !sale.refundAskedAt()
                                .orElse(end.at())
                                .isBefore(funded.plus(CANCELS_FREELY)))
                        .isPresent();
    }

    /** How a dispute was decided, as its chain tells it. */
    public record Decision(String outcome, Optional<String> finding, long toPayer, long amount) {}

    /**
     * The fact that an enforced dispute tells. A ruling counts as far as the money went to the payer. An agreement, a
     * concession and a withdrawal count nothing, so that giving in is never dearer than being ruled against.
     */
    public static Optional<Fact> ofDispute(Sale sale, Decision decision) {
        boolean lost = sale.isOwned() && decision.toPayer() > 0 && decision.amount() > 0;
        Optional<Kind> kind = switch (decision.outcome()) {
            case "ruled", "appealed" -> Optional.of(Kind.RULED_AGAINST);
            case "defaulted" ->
                decision.finding().filter("no_response"::equals).map(_ -> Kind.DEFAULTED);
            default -> Optional.empty();
        };
        return kind.filter(_ -> lost)
                .map(of -> new Fact(of, Role.PAYEE, decision.toPayer(), decision.amount()));
    }

    /**
     * The fact that a bank's decision tells.
     *
     * @param isFraud whether the payer's bank called the payment a fraud, for which no payee can answer
     */
    public static Optional<Fact> ofChargeback(Sale sale, boolean isWon, boolean isFraud) {
        if (isWon) {
            return Optional.of(Fact.whole(Kind.CHARGEBACK_WON, Role.PAYER));
        }
        return sale.isOwned() && !isFraud
                ? Optional.of(Fact.whole(Kind.CHARGEBACK_LOST, Role.PAYEE))
                : Optional.empty();
    }
}
