package dev.surety.model.marketplace;

import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The terms of a dispute's procedure. Amounts are given per currency. A dispute keeps the terms under which it was
 * opened.
 *
 * @param mediationFrom claims of this amount or more are mediated; without an amount, 100 units of the currency
 * @param confirmedAbove a second arbiter confirms rulings on larger claims; without an amount, 1,000 units
 * @param submittedByTwoAbove a second person submits evidence on larger chargebacks; without an amount, 1,000 units
 * @param least smaller claims end after the negotiation, without mediator and arbiter; without an amount, none do
 * @param fee that a payee bears who was ruled against; without an amount, none
 * @param bodies where parties may go outside the marketplace, in plain words
 * @param outageShare the part of the last 24 hours, in percent, that an outage may cover without moving a deadline
 */
public record DisputeTerms(
        Timers timers,
        List<Money> mediationFrom,
        List<Money> confirmedAbove,
        List<Money> submittedByTwoAbove,
        List<Money> least,
        List<Money> fee,
        List<String> bodies,
        int outageShare) {
    public static final int SHIPPED_OUTAGE_SHARE = 10;

    /** The terms of a marketplace that has set none. */
    public static final DisputeTerms SHIPPED = new DisputeTerms(
            Timers.SHIPPED,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            SHIPPED_OUTAGE_SHARE);

    /** A dispute's escrow gives the money back to the payer after this time. */
    public static final Duration LONG_STOP = Duration.ofDays(75);

    /** The most by which outages move the deadlines of one dispute. */
    public static final Duration MOST_OUTAGES = Duration.ofDays(10);

    /** The time in which the escrow carries a decision out. */
    public static final Duration ENFORCING = Duration.ofDays(2);

    /** The time by which the first deadline moves, once, if the respondent has had no notice. */
    public static final Duration LATER_NOTICE = Duration.ofDays(5);

    private static final int MEDIATION_UNITS = 100;
    private static final int TWO_PEOPLE_UNITS = 1_000;

    public DisputeTerms {
        mediationFrom = List.copyOf(mediationFrom);
        confirmedAbove = List.copyOf(confirmedAbove);
        submittedByTwoAbove = List.copyOf(submittedByTwoAbove);
        least = List.copyOf(least);
        fee = List.copyOf(fee);
        bodies = List.copyOf(bodies);
    }

    public boolean isMediated(Money claim) {
        return claim.compareTo(given(mediationFrom, claim.currency())
                        .orElseGet(() -> units(MEDIATION_UNITS, claim.currency())))
                >= 0;
    }

    public boolean isConfirmed(Money claim) {
        return claim.compareTo(given(confirmedAbove, claim.currency())
                        .orElseGet(() -> units(TWO_PEOPLE_UNITS, claim.currency())))
                > 0;
    }

    public boolean isSubmittedByTwo(Money chargeback) {
        return chargeback.compareTo(given(submittedByTwoAbove, chargeback.currency())
                        .orElseGet(() -> units(TWO_PEOPLE_UNITS, chargeback.currency())))
                > 0;
    }

    /** Whether the claim ends after the negotiation, by the terms. */
    public boolean isTooSmall(Money claim) {
        return given(least, claim.currency()).filter(from -> claim.compareTo(from) < 0).isPresent();
    }

    public Optional<Money> fee(Currency currency) {
        return given(fee, currency);
    }

    /** The different people that a dispute needs: arbiter and appeal's arbiter, and mediator and second arbiter. */
    public int neededArbiters(Money claim) {
        if (isTooSmall(claim)) {
            return 0;
        }
        return 2 + (isMediated(claim) ? 1 : 0) + (isConfirmed(claim) ? 1 : 0);
    }

    /** The longest time from opening a dispute to the end of its enforcement. */
    public Duration longest() {
        return timers.longestPath().plus(MOST_OUTAGES).plus(ENFORCING);
    }

    private static Optional<Money> given(List<Money> amounts, Currency currency) {
        return amounts.stream()
                .filter(amount -> amount.currency().equals(currency))
                .findFirst();
    }

    private static Money units(int units, Currency currency) {
        long minor = units;
        for (int i = 0; i < currency.decimals(); i++) {
            minor = Math.multiplyExact(minor, 10L);
        }
        return Money.of(minor, currency);
    }

    /**
     * The time for each step.
     *
     * @param respond until the respondent answers
     * @param negotiate for all offers together
     * @param evidence until both sides have submitted
     * @param rebuttal for words on the other side's evidence
     * @param propose until the mediator has made a proposal
     * @param answer until both sides have answered it
     * @param rule until the ruling, with recusals and confirmation; in an appeal, too
     * @param reassign for the next arbiter, once, if no ruling has come
     * @param appealWindow in which either side may appeal
     * @param appealEvidence for new evidence in an appeal
     */
    public record Timers(
            Duration respond,
            Duration negotiate,
            Duration evidence,
            Duration rebuttal,
            Duration propose,
            Duration answer,
            Duration rule,
            Duration reassign,
            Duration appealWindow,
            Duration appealEvidence) {
        public static final Timers SHIPPED = new Timers(
                Duration.ofDays(5),
                Duration.ofDays(10),
                Duration.ofDays(5),
                Duration.ofDays(2),
                Duration.ofDays(2),
                Duration.ofDays(2),
                Duration.ofDays(7),
                Duration.ofDays(3),
                Duration.ofDays(7),
                Duration.ofDays(3));

        public Duration mediation() {
            return propose.plus(answer);
        }

        /** The longest time until a decision is final, a late notice included; no outage and no bank. */
        public Duration longestPath() {
            return respond.plus(LATER_NOTICE)
                    .plus(negotiate)
                    .plus(evidence)
                    .plus(rebuttal)
                    .plus(mediation())
                    .plus(rule)
                    .plus(reassign)
                    .plus(appealWindow)
                    .plus(appealEvidence)
                    .plus(rule);
        }
    }
}
