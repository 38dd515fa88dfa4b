package dev.surety.payouts.domain.debt;

import dev.surety.model.id.ParticipantId;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A payee's debt in one currency over time, from when it could not be collected at once. Its chain tells the debt once,
 * however many payout runs exclude the payee.
 *
 * @param owed the debt when the stage began
 * @param since when it could not be collected at once
 */
public record DebtCase(ParticipantId payee, Money owed, Instant since, Stage stage) {
    /** Each day we look again, so that a lost message delays a collection by a day. */
    public static final Duration LOOK = Duration.ofDays(1);

    public static final Duration WARNED_AFTER = Duration.ofDays(20);
    public static final Duration AGED_AFTER = Duration.ofDays(180);

    public enum Stage {
        OPENED,
        /** Not collected within 20 days. */
        WARNED,
        /** Not collected within 180 days: finance decides. */
        AGED,
        RECOVERED,
        /** Nothing is owed any more, because finance has written off some of it, or all. */
        WRITTEN_OFF
    }

    public sealed interface Step {
        DebtCase after();

        /** The case reached another stage. */
        record Reached(DebtCase after) implements Step {}

        /** We looked, and the debt is the same case as before. */
        record Looked(DebtCase after) implements Step {}
    }

    public boolean isOpen() {
        return stage != Stage.RECOVERED && stage != Stage.WRITTEN_OFF;
    }

    /** A debt that was never told, or has ended. */
    public static DebtCase none(ParticipantId payee, Currency currency, Instant now) {
        return new DebtCase(payee, Money.zero(currency), now, Stage.RECOVERED);
    }

    /**
     * The next step of a case, after all that could be collected is collected.
     *
     * @param before nothing if the payee has never been in debt
     * @param isDue whether the day after the last entry is over
     * @param writtenOff whether some of it was written off since the case began; asked only at its end
     */
    public static Optional<Step> next(
            Optional<DebtCase> before,
            ParticipantId payee,
            Money debt,
            Instant now,
            boolean isDue,
            Predicate<DebtCase> writtenOff) {
        Optional<DebtCase> open = before.filter(DebtCase::isOpen);
        if (open.isEmpty()) {
            return debt.isNegative()
                    ? Optional.of(new Step.Reached(new DebtCase(payee, debt.negated(), now, Stage.OPENED)))
                    : Optional.empty();
        }
        if (!debt.isNegative()) {
            Stage end = writtenOff.test(open.get()) ? Stage.WRITTEN_OFF : Stage.RECOVERED;
            return Optional.of(new Step.Reached(open.get().at(end, Money.zero(debt.currency()))));
        }
        return isDue ? Optional.of(open.get().looked(debt.negated(), now)) : Optional.empty();
    }

    private Step looked(Money still, Instant now) {
        if (stage == Stage.OPENED && !now.isBefore(since.plus(WARNED_AFTER))) {
            return new Step.Reached(at(Stage.WARNED, still));
        }
        if (stage == Stage.WARNED && !now.isBefore(since.plus(AGED_AFTER))) {
            return new Step.Reached(at(Stage.AGED, still));
        }
        return new Step.Looked(at(stage, still));
    }

    private DebtCase at(Stage next, Money still) {
        return new DebtCase(payee, still, since, next);
    }
}
