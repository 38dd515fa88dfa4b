package dev.surety.escrow.domain;

import dev.surety.escrow.domain.EscrowEvent.Taking;
import dev.surety.model.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What holds money beside the state the escrow is in: the payer's dispute and the bank's chargebacks. One lock: what
 * both are about is frozen once.
 *
 * @param dispute the one that is open
 * @param opened how many the payer ever opened
 * @param ran how long those that are over ran, without the time in which a bank had the money
 * @param chargebacks all that were ever opened, oldest first
 */
public record FundsHolds(Optional<OpenDispute> dispute, int opened, Duration ran, List<Chargeback> chargebacks) {
    static final FundsHolds NONE = new FundsHolds(Optional.empty(), 0, Duration.ZERO, List.of());

    /** Those of an escrow that nobody has disputed. */
    public static FundsHolds none() {
        return NONE;
    }

    public FundsHolds {
        chargebacks = List.copyOf(chargebacks);
    }

    public Optional<Chargeback> chargeback(String id) {
        return chargebacks.stream().filter(known -> known.id().equals(id)).findFirst();
    }

    /** Those that keep money under the lock. */
    public List<Chargeback> freezing() {
        return chargebacks.stream().filter(Chargeback::freezes).toList();
    }

    /** Whether a bank has some of what the payer disputes. */
    public boolean isBankDeciding() {
        return dispute.isPresent()
                && chargebacks.stream().anyMatch(bank -> bank.isOpen() && bank.shared().isPositive());
    }

    /** How much of the dispute no bank has drawn. */
    Money unshared(Agreement agreement) {
        Money disputed = dispute.map(of -> of.part().gross(agreement))
                .orElse(Money.zero(agreement.price().currency()));
        return chargebacks.stream().map(Chargeback::shared).reduce(disputed, Money::minus);
    }

    /** What is not here and that the payer has all the same. */
    public Money shortfall(Agreement agreement) {
        return sum(agreement, chargebacks);
    }

    Money shortfallKept(Agreement agreement, Instant now) {
        return sum(agreement, chargebacks.stream().filter(bank -> bank.isKept(now)).toList());
    }

    private static Money sum(Agreement agreement, List<Chargeback> of) {
        return of.stream()
                .map(bank -> bank.shortfall(agreement))
                .reduce(Money.zero(agreement.price().currency()), Money::plus);
    }

    /** When the next bank that has more than was found and has not decided counts as having kept it. */
    Instant bankAnswersBy(Agreement agreement, Instant now) {
        return chargebacks.stream()
                .filter(bank -> !bank.isKept(now) && bank.shortfall(agreement).isPositive())
                .map(Chargeback::answerBy)
                .min(Instant::compareTo)
                .orElse(now);
    }

    /** When the first bank that has not decided counts as having kept it. */
    public Optional<Instant> silentAt() {
        return chargebacks.stream().filter(Chargeback::isOpen).map(Chargeback::answerBy).min(Instant::compareTo);
    }

    FundsHolds opened(OpenDispute next) {
        return new FundsHolds(Optional.of(next), opened + 1, ran, chargebacks);
    }

    /** The dispute is over; what banks have of it is frozen for them alone, or lost. */
    FundsHolds closed(Instant at) {
        Duration more = dispute.map(of -> of.ran(at)).orElse(Duration.ZERO);
        return new FundsHolds(Optional.empty(), opened, ran.plus(more), chargebacks);
    }

    /** With less in dispute; with nothing left it is over. */
    FundsHolds less(Portion gone, Instant at) {
        Optional<OpenDispute> rest = dispute.flatMap(of -> of.less(gone));
        return rest.isPresent() ? new FundsHolds(rest, opened, ran, chargebacks) : closed(at);
    }

    /** With a chargeback as it has become, or one more. */
    FundsHolds with(Chargeback bank) {
        List<Chargeback> next = new ArrayList<>(chargebacks);
        next.replaceAll(known -> known.id().equals(bank.id()) ? bank : known);
        if (chargeback(bank.id()).isEmpty()) {
            next.add(bank);
        }
        return new FundsHolds(dispute, opened, ran, next);
    }

    FundsHolds taking(Agreement agreement, Taking found) {
        FundsHolds next = with(chargeback(found.chargeback()).orElseThrow().with(agreement, found));
        return found.ofDispute().isZero()
                ? next
                : new FundsHolds(dispute.flatMap(of -> of.less(found.ofDispute())), opened, ran, next.chargebacks);
    }

    /** After whatever changed what banks have: the long stop stands still while one has some of the dispute. */
    FundsHolds at(Instant at) {
        boolean has = isBankDeciding();
        return new FundsHolds(dispute.map(of -> of.withBank(has, at)), opened, ran, chargebacks);
    }
}
