package dev.surety.escrow.domain.funds;

import dev.surety.escrow.domain.terms.Agreement;
import dev.surety.model.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The payer's dispute and the bank's chargebacks, which hold money beside the escrow's state. Money that both claim is
 * frozen once.
 *
 * @param dispute the open dispute
 * @param opened how many disputes the payer ever opened
 * @param ran how long the closed disputes ran, without the time in which a bank had the money
 * @param chargebacks all that banks ever opened, oldest first
 */
public record FundsHolds(Optional<OpenDispute> dispute, int opened, Duration ran, List<Chargeback> chargebacks) {
    static final FundsHolds NONE = new FundsHolds(Optional.empty(), 0, Duration.ZERO, List.of());

    /** No case at all. */
    public static FundsHolds none() {
        return NONE;
    }

    public FundsHolds {
        chargebacks = List.copyOf(chargebacks);
    }

    public Optional<Chargeback> chargeback(String id) {
        return chargebacks.stream().filter(known -> known.id().equals(id)).findFirst();
    }

    /** The chargebacks that keep money frozen. */
    public List<Chargeback> freezing() {
        return chargebacks.stream().filter(Chargeback::freezes).toList();
    }

    /** Whether a bank has some of the disputed money. */
    public boolean isBankDeciding() {
        return dispute.isPresent()
                && chargebacks.stream().anyMatch(bank -> bank.isOpen() && bank.shared().isPositive());
    }

    /** The disputed money that no bank has debited. */
    public Money unshared(Agreement agreement) {
        Money disputed = dispute.map(of -> of.part().gross(agreement))
                .orElse(Money.zero(agreement.price().currency()));
        return chargebacks.stream().map(Chargeback::shared).reduce(disputed, Money::minus);
    }

    /** The charged-back money that the escrow does not have: the payer has it by a refund or another chargeback. */
    public Money shortfall(Agreement agreement) {
        return sum(agreement, chargebacks);
    }

    /** Money that banks gave back after it was lost: it waits in suspense. */
    public Money wonLate(Agreement agreement) {
        return chargebacks.stream()
                .filter(bank -> bank.status() == ChargebackStatus.WON)
                .map(bank -> bank.held().gross(agreement))
                .reduce(Money.zero(agreement.price().currency()), Money::plus);
    }

    public Money shortfallKept(Agreement agreement, Instant now) {
        return sum(agreement, chargebacks.stream().filter(bank -> bank.isKept(now)).toList());
    }

    private static Money sum(Agreement agreement, List<Chargeback> of) {
        return of.stream()
                .map(bank -> bank.shortfall(agreement))
                .reduce(Money.zero(agreement.price().currency()), Money::plus);
    }

    /** When the next undecided bank with a shortfall counts as having kept its debit. */
    public Instant bankAnswersBy(Agreement agreement, Instant now) {
        return chargebacks.stream()
                .filter(bank -> !bank.isKept(now) && bank.shortfall(agreement).isPositive())
                .map(Chargeback::answerBy)
                .min(Instant::compareTo)
                .orElse(now);
    }

    /** When the first undecided bank counts as having kept its debit. */
    public Optional<Instant> silentAt() {
        return chargebacks.stream().filter(Chargeback::isOpen).map(Chargeback::answerBy).min(Instant::compareTo);
    }

    public FundsHolds opened(OpenDispute next) {
        return new FundsHolds(Optional.of(next), opened + 1, ran, chargebacks);
    }

    /** Closes the dispute. The banks' part of it stays frozen for them alone, or is lost. */
    public FundsHolds closed(Instant at) {
        Duration more = dispute.map(of -> of.ran(at)).orElse(Duration.ZERO);
        return new FundsHolds(Optional.empty(), opened, ran.plus(more), chargebacks);
    }

    /** Takes a part out of the dispute; an empty dispute is closed. */
    public FundsHolds less(Portion gone, Instant at) {
        Optional<OpenDispute> rest = dispute.flatMap(of -> of.less(gone));
        return rest.isPresent() ? new FundsHolds(rest, opened, ran, chargebacks) : closed(at);
    }

    /** Replaces a chargeback, or adds it. */
    public FundsHolds with(Chargeback bank) {
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

    /** After a change of the banks' money: the long stop stands still while a bank has some of the dispute. */
    public FundsHolds at(Instant at) {
        boolean has = isBankDeciding();
        return new FundsHolds(dispute.map(of -> of.withBank(has, at)), opened, ran, chargebacks);
    }
}
