package dev.surety.escrow.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.escrow.domain.escrow.Decision;
import dev.surety.escrow.domain.escrow.DecisionContext;
import dev.surety.escrow.domain.escrow.Escrow;
import dev.surety.escrow.domain.escrow.EscrowCommand;
import dev.surety.escrow.domain.escrow.EscrowEvent;
import dev.surety.escrow.domain.escrow.EscrowRules;
import dev.surety.escrow.domain.funds.Charge;
import dev.surety.escrow.domain.funds.EscrowAmounts;
import dev.surety.escrow.domain.funds.EscrowFunds;
import dev.surety.escrow.domain.funds.PaymentFact;
import dev.surety.escrow.domain.terms.Agreement;
import dev.surety.escrow.domain.terms.Fee;
import dev.surety.model.id.Id;
import dev.surety.model.id.PaymentId;
import dev.surety.model.id.RefundId;
import dev.surety.model.marketplace.FeeRule.Side;
import dev.surety.model.marketplace.MoneyOut.Reserve;
import dev.surety.model.money.BasisPoints;
import dev.surety.model.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Refunds that a payee bears, at random: of parts, from the money on hold and from the rest, with a debt, with fees
 * kept or returned, done or refused by the gateway, among disputes
 * and chargebacks.
 */
class ChargedRefundsKeepTheBooksTest {
    private static final PaymentFact PAID = new PaymentFact(
            new PaymentId(Id.derive("pay", "x")), PaymentFact.Status.CAPTURED, "card_ok", "");
    private static final List<String> OF_THE_PAYEE = List.of("payable", "onHold", "reserve", "debt");

    private final Map<String, Long> books = new TreeMap<>();
    private Escrow escrow = delivered();
    private Instant now = ChartSamples.NOON;
    private int begun;
    private int failed;

    private static Escrow delivered() {
        var payees = new Fee("commission", new BasisPoints(1200), Side.PAYEE, Money.of(727, "EUR"));
        var payers = new Fee("care", new BasisPoints(300), Side.PAYER, Money.of(181, "EUR"));
        Agreement agreement = ChartSamples.agreement(Money.of(6000, "EUR"), List.of(payees, payers));
        return new Escrow.Delivered(
                agreement,
                EscrowFunds.of(EscrowAmounts.funded(agreement, agreement.charge()), PAID),
                ChartSamples.NOON.plus(Duration.ofDays(14)));
    }

    @Test
    void aRefusedOneGivesThePayeeAndTheFeesExactlyWhatItTook() {
        int moves = 0;
        for (int seed = 0; seed < 150; seed++) {
            var world = new ChargedRefundsKeepTheBooksTest();
            world.played(new Random(seed), false);
            moves += world.failed;
        }
        assertTrue(moves > 300, "refused refunds: " + moves);
    }

    @Test
    void amongDisputesAndChargebacksNothingIsTakenFromWhereNothingIs() {
        int moves = 0;
        for (int seed = 0; seed < 150; seed++) {
            var world = new ChargedRefundsKeepTheBooksTest();
            world.played(new Random(seed), true);
            moves += world.begun;
        }
        assertTrue(moves > 600, "refunds: " + moves);
    }

    private void played(Random random, boolean withOthers) {
        for (int part = 0; part < 3; part++) {
            Optional<Duration> hold = random.nextBoolean() ? Optional.of(Duration.ofDays(3)) : Optional.empty();
            Optional<Money> some = part < 2 ? Optional.of(some(random)) : Optional.empty();
            var when = new DecisionContext(now, hold, Optional.of(new Reserve(random.nextInt(2_000), 30)));
            apply(new EscrowCommand.Release(some, Optional.empty()), when);
        }
        for (int step = 0; step < 12; step++) {
            now = now.plusSeconds(random.nextInt(50_000));
            if (withOthers) {
                apply(other(random, step), DecisionContext.at(now));
            }
            if (random.nextInt(4) == 0) {
                apply(new EscrowCommand.DeadlineReached(refund(step)), DecisionContext.at(now));
            }
            refunded(random, step, withOthers);
        }
    }

    private void refunded(Random random, int step, boolean withOthers) {
        Map<String, Long> before = new TreeMap<>(books);
        var refund = new EscrowCommand.RefundPayer(refund(step), Optional.of(some(random)), Optional.empty());
        if (!apply(charged(refund, random), DecisionContext.at(now))) {
            return;
        }
        begun++;
        if (withOthers) {
            apply(other(random, step), DecisionContext.at(now));
        }
        boolean isRefused = random.nextBoolean();
        EscrowCommand answer = isRefused
                ? new EscrowCommand.RefundDeclined(refund(step), "refused")
                : new EscrowCommand.RefundDone(refund(step));
        assertTrue(apply(answer, DecisionContext.at(now)), "the gateway's answer is heard");
        if (isRefused) {
            assertEquals(0, of("outgoing"), "nothing is left on its way");
        } else {
            // The payment's own entry brings it to the gateway.
            books.remove("outgoing");
        }
        if (isRefused && !withOthers) {
            failed++;
            assertEquals(payees(before), payees(books), "the payee's money");
            assertEquals(before.getOrDefault("fees", 0L), of("fees"), "the fees");
        }
    }

    /** As the charge is computed: a debt is a part of what would be taken from available money. */
    private EscrowCommand charged(EscrowCommand.RefundPayer refund, Random random) {
        boolean keeps = random.nextBoolean();
        EscrowCommand.RefundPayer paid = refund.charging(new Charge(Money.zero(some(random).currency()), keeps));
        if (!(EscrowRules.decide(escrow, paid, DecisionContext.at(now)) instanceof Decision.Accepted accepted)) {
            return paid;
        }
        long debit = Math.negateExact(sums(accepted).getOrDefault("payable", 0L));
        assertTrue(debit >= 0, "a refund never credits its payee");
        Money debt = Money.of(random.nextBoolean() ? 0 : random.nextLong(debit + 1), "EUR");
        return refund.charging(new Charge(debt, keeps));
    }

    private static EscrowCommand other(Random random, int step) {
        return switch (random.nextInt(5)) {
            case 3 -> new EscrowCommand.Dispute(Optional.of(some(random)));
            case 4 -> new EscrowCommand.Withdraw();
            case 0 -> new EscrowCommand.OpenChargeback("cb" + step, some(random));
            case 1 -> new EscrowCommand.WinChargeback("cb" + random.nextInt(step + 1));
            default -> new EscrowCommand.LoseChargeback("cb" + random.nextInt(step + 1));
        };
    }

    private boolean apply(EscrowCommand command, DecisionContext when) {
        if (!(EscrowRules.decide(escrow, command, when) instanceof Decision.Accepted accepted)) {
            return false;
        }
        escrow = ChartSamples.after(escrow, accepted.event(), when.now());
        sums(accepted).forEach((account, sum) -> books.merge(account, sum, Math::addExact));
        assertTrue(of("onHold") >= 0, "on hold after " + accepted.event());
        assertTrue(of("fees") >= 0, "fees after " + accepted.event());
        assertTrue(of("outgoing") >= 0, "outgoing after " + accepted.event());
        if (accepted.event() instanceof EscrowEvent.RefundStarted(var back)) {
            assertEquals(
                    back.part().gross(escrow.agreement()).amountMinor(), of("outgoing"), "what the payer is sent");
        }
        return true;
    }

    private static Map<String, Long> sums(Decision.Accepted accepted) {
        Map<String, Long> sums = new TreeMap<>();
        accepted.postings().list().forEach(posting -> sums.merge(
                posting.account().kind().code(), posting.money().amountMinor(), Math::addExact));
        return sums;
    }

    private long of(String account) {
        return books.getOrDefault(account, 0L);
    }

    private static long payees(Map<String, Long> books) {
        return OF_THE_PAYEE.stream().mapToLong(account -> books.getOrDefault(account, 0L)).sum();
    }

    private static RefundId refund(int step) {
        return new RefundId(Id.derive("ref", "step " + step));
    }

    private static Money some(Random random) {
        return Money.of(1 + random.nextInt(2_500), "EUR");
    }
}
