package dev.surety.escrow.domain.funds;

import dev.surety.escrow.domain.terms.Agreement;
import dev.surety.model.dispute.DisputedMoney.How;
import dev.surety.model.id.RefundId;
import dev.surety.model.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The payer's dispute and the bank's chargebacks, which hold money beside the escrow's state. Money that both claim is
 * frozen once.
 *
 * @param dispute the open dispute
 * @param ended the disputes that are over, oldest first
 * @param chargebacks all that banks ever opened, oldest first
 */
public record FundsHolds(Optional<OpenDispute> dispute, List<EndedDispute> ended, List<Chargeback> chargebacks) {
    static final FundsHolds NONE = new FundsHolds(Optional.empty(), List.of(), List.of());

    /** No case at all. */
    public static FundsHolds none() {
        return NONE;
    }

    public FundsHolds {
        ended = List.copyOf(ended);
        chargebacks = List.copyOf(chargebacks);
    }

    /** How many disputes the payer ever opened. */
    public int opened() {
        return ended.size() + (dispute.isPresent() ? 1 : 0);
    }

    /** How long the closed disputes ran, without the time in which a bank had the money. */
    public Duration ran() {
        return ended.stream().map(EndedDispute::ran).reduce(Duration.ZERO, Duration::plus);
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

    /** The disputed money that banks have debited and not decided about. */
    public Portion drawn(Agreement agreement) {
        Portion rest = dispute.map(OpenDispute::part).orElse(Portion.none(agreement));
        Portion drawn = Portion.none(agreement);
        for (Chargeback bank : freezing()) {
            Portion of = rest.covering(agreement, bank.shared());
            drawn = drawn.plus(of);
            rest = rest.minus(of);
        }
        return drawn;
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
        return new FundsHolds(Optional.of(next), ended, chargebacks);
    }

    /** Closes the dispute. The banks' part of it stays frozen for them alone, or is lost. */
    public FundsHolds closed(How how, Instant at, String key, Optional<RefundId> refund) {
        List<EndedDispute> all = new ArrayList<>(ended);
        dispute.ifPresent(of -> all.add(of.ended(how, at, key, refund)));
        return new FundsHolds(Optional.empty(), all, chargebacks);
    }

    /** Takes a part out of the dispute, which is closed with the next {@link #at} if nothing is left. */
    public FundsHolds less(Portion gone) {
        return onDispute(of -> of.less(gone));
    }

    /** Moves the long stop because of outages, by {@code total} in all. */
    public FundsHolds extended(Instant longStop, Duration total) {
        return onDispute(of -> of.extended(longStop, total));
    }

    /** We looked for the dispute's own chain. */
    public FundsHolds looked(boolean known, Optional<Instant> next) {
        return onDispute(of -> of.looked(known, next));
    }

    private FundsHolds onDispute(UnaryOperator<OpenDispute> change) {
        return new FundsHolds(dispute.map(change), ended, chargebacks);
    }

    /** Replaces a chargeback, or adds it. */
    public FundsHolds with(Chargeback bank) {
        List<Chargeback> next = new ArrayList<>(chargebacks);
        next.replaceAll(known -> known.id().equals(bank.id()) ? bank : known);
        if (chargeback(bank.id()).isEmpty()) {
            next.add(bank);
        }
        return new FundsHolds(dispute, ended, next);
    }

    FundsHolds taking(Agreement agreement, Taking found) {
        return with(chargeback(found.chargeback()).orElseThrow().with(agreement, found)).less(found.ofDispute());
    }

    /**
     * After a change of the banks' money: the long stop stands still while a bank has some of the dispute. A dispute of
     * which banks kept all is over.
     *
     * @param key of the command that changed it
     */
    public FundsHolds at(Instant at, String key) {
        if (dispute.filter(of -> of.part().isZero()).isPresent()) {
            return closed(How.LOST, at, key, Optional.empty());
        }
        boolean has = isBankDeciding();
        return onDispute(of -> of.withBank(has, at));
    }
}
