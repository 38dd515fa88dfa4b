package dev.surety.escrow.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.escrow.domain.escrow.Decision;
import dev.surety.escrow.domain.escrow.DecisionContext;
import dev.surety.escrow.domain.escrow.Escrow;
import dev.surety.escrow.domain.escrow.EscrowCommand;
import dev.surety.escrow.domain.escrow.EscrowEvent;
import dev.surety.escrow.domain.escrow.EscrowRules;
import dev.surety.escrow.domain.funds.EscrowAmounts;
import dev.surety.escrow.domain.funds.EscrowFunds;
import dev.surety.escrow.domain.funds.PaymentFact;
import dev.surety.escrow.domain.payment.Payment;
import dev.surety.escrow.domain.payment.PaymentEvent;
import dev.surety.escrow.domain.terms.Agreement;
import dev.surety.escrow.domain.terms.Fee;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.Id;
import dev.surety.model.id.PaymentId;
import dev.surety.model.id.RefundId;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Postings;
import dev.surety.model.marketplace.FeeRule;
import dev.surety.model.money.BasisPoints;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.CommonReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Mistakes that cost others money, each by the name it has in the design, as far as the rules alone can make them. */
class MistakesOthersMadeTest {
    private static final RefundId REFUND = new RefundId(Id.derive("ref", "mistaken"));
    private static final PaymentId OURS = new PaymentId(Id.derive("pay", "ours"));

    @Test
    void negativeRefundsPassedACheckThatTheyWereAtMostWhatRemained() {
        for (String state : List.of("held", "delivered", "held: part disputed", "settled", "settled: on hold")) {
            for (long amount : new long[] {0, -1, -6000, Long.MIN_VALUE + 1}) {
                Optional<Money> less = Optional.of(cents(amount));
                assertEquals(CommonReason.INVALID.code(), refused(state, giveBack(less)), state + " " + amount);
                var release = new EscrowCommand.Release(less, Optional.empty());
                assertEquals(CommonReason.INVALID.code(), refused(state, release), state + " " + amount);
                var dispute = new EscrowCommand.Dispute(less);
                assertEquals(CommonReason.INVALID.code(), refused(state, dispute), state + " " + amount);
            }
        }
        // Two lines that sum to what is in dispute, one of them by being less than nothing.
        assertEquals(CommonReason.INVALID.code(), refused("delivered: all disputed", award(6001, -1)));
        assertEquals(CommonReason.INVALID.code(), refused("delivered: all disputed", award(-1, 6001)));
    }

    @Test
    void aHoldWasVoidedAndCaptured() {
        var captured = new EscrowCommand.Captured(OURS, ChartSamples.PRICE);
        var declined = new EscrowCommand.Declined(OURS, "cancelled");
        Escrow voided = after(in("funding"), declined);

        assertInstanceOf(Decision.Refused.class, EscrowRules.decide(voided, captured, atNoon()));
        assertInstanceOf(Decision.Refused.class, EscrowRules.decide(in("held"), declined, atNoon()));
        assertInstanceOf(Decision.Refused.class, EscrowRules.decide(in("held"), captured, atNoon()));

        // The payment stays declined; the money that came all the same is a fact beside it, in suspense.
        var requested = new PaymentEvent.Requested(
                ChartSamples.agreement().payer(),
                List.of(new PaymentEvent.Part(new EscrowId(Id.derive("esc", "x")), ChartSamples.PRICE)),
                ChartSamples.PRICE,
                "sandbox",
                "card_ok");
        Payment payment = Payment.of(List.of(
                        requested,
                        new PaymentEvent.Declined("cancelled"),
                        new PaymentEvent.CapturedLate(ChartSamples.PRICE, "late")))
                .orElseThrow();
        assertEquals(PaymentFact.Status.DECLINED, payment.status());
        assertEquals(Payment.Stage.IN_SUSPENSE, payment.back().orElseThrow().stage());
    }

    @Test
    void perPartRoundingLostACent() {
        // A third of 100 three times over is 99 where each part is rounded for itself.
        Agreement agreement = ChartSamples.agreement(
                cents(100), List.of(fee(FeeRule.Side.PAYEE, 10), fee(FeeRule.Side.PAYER, 10)));
        Escrow escrow = delivered(agreement);
        long paid = 0;
        for (Optional<Money> part : List.of(Optional.of(cents(33)), Optional.of(cents(33)), Optional.<Money>empty())) {
            Decision.Accepted accepted = accepted(escrow, new EscrowCommand.Release(part, Optional.empty()));
            escrow = ChartSamples.after(escrow, accepted.event(), ChartSamples.NOON);
            paid += posted(accepted.postings(), AccountKind.PAYABLE) + posted(accepted.postings(), AccountKind.FEES);
        }
        assertEquals(110, paid);
        assertEquals(cents(20), escrow.amountsNow().fees());
        assertInstanceOf(Escrow.Settled.class, escrow);
    }

    @Test
    void allFeesLayOnOneAccountAndNobodyCouldTellThemApart() {
        List<Fee> two = List.of(
                new Fee("Commission", new BasisPoints(1000), FeeRule.Side.PAYEE, cents(600)),
                new Fee("buyer_protection", new BasisPoints(500), FeeRule.Side.PAYER, cents(300)));
        Escrow settled = after(
                delivered(ChartSamples.agreement(ChartSamples.PRICE, two)), new EscrowCommand.Accept());
        Postings third = accepted(settled, giveBack(Optional.of(cents(2000)))).postings();
        assertEquals(
                List.of("fees:buyer_protection -100", "fees:commission -200"),
                third.stream()
                        .filter(posting -> posting.account().kind() == AccountKind.FEES)
                        .map(posting -> posting.account() + " " + posting.money().amountMinor())
                        .toList());
    }

    @Test
    void theFeeOnARefundWasComputedFromTodaysRateInsteadOfTheFrozenOne() {
        // The rate now says 20 %; what was agreed and taken is 7.20 of 60.00.
        var frozen = new Fee("commission", new BasisPoints(2000), FeeRule.Side.PAYEE, cents(720));
        Escrow delivered = delivered(ChartSamples.agreement(ChartSamples.PRICE, List.of(frozen)));
        Escrow settled = after(delivered, new EscrowCommand.Accept());

        Postings all = accepted(settled, giveBack(Optional.empty())).postings();
        Postings third = accepted(settled, giveBack(Optional.of(cents(2000)))).postings();

        assertEquals(-720, posted(all, AccountKind.FEES));
        assertEquals(-5280, posted(all, AccountKind.DEBT));
        assertEquals(6000, posted(all, AccountKind.OUTGOING));
        assertEquals(-240, posted(third, AccountKind.FEES));
        assertEquals(-1760, posted(third, AccountKind.DEBT));
    }

    @Test
    void refundAndChargebackWereBothPaid() {
        // The bank has it: nobody can give it back as well.
        Escrow charged = after(in("held"), new EscrowCommand.OpenChargeback("cb", ChartSamples.PRICE));
        assertEquals(CommonReason.BANK_DECIDES.code(), refused(charged, giveBack(Optional.empty())));
        assertEquals(CommonReason.BANK_DECIDES.code(), refused(charged, giveBack(Optional.of(cents(1)))));
        assertEquals(
                CommonReason.BANK_DECIDES.code(), refused("held: all disputed, part charged back", award(0, 6000)));

        // It is on its way back already: the bank finds nothing, and that is recorded.
        var drawn = assertInstanceOf(
                EscrowEvent.ChargebackOpened.class,
                accepted(in("held: refund of all"), new EscrowCommand.OpenChargeback("cb", ChartSamples.PRICE))
                        .event());
        assertEquals(cents(0), drawn.found().covered());
        assertTrue(drawn.found().held().isZero());

        // Part of it: the bank finds the rest and no more.
        var rest = assertInstanceOf(
                EscrowEvent.ChargebackOpened.class,
                accepted(in("held: refund of part"), new EscrowCommand.OpenChargeback("cb", ChartSamples.PRICE))
                        .event());
        assertEquals(cents(5000), rest.found().covered());
    }

    @Test
    void theAvailableBalanceIgnoredHolds() {
        // A new payee's money matures before it can be paid out.
        Decision.Accepted accepted = (Decision.Accepted) EscrowRules.decide(
                in("delivered"),
                new EscrowCommand.Accept(),
                new DecisionContext(ChartSamples.NOON.minus(Duration.ofDays(1)), Optional.of(Duration.ofDays(3))));
        assertEquals(0, posted(accepted.postings(), AccountKind.PAYABLE));
        assertEquals(5280, posted(accepted.postings(), AccountKind.ON_HOLD));

        // What a case freezes is released by nobody, however the part is named.
        Escrow disputed = in("held: part disputed");
        var all = new EscrowCommand.Release(Optional.empty(), Optional.empty());
        assertEquals(4400, posted(accepted(disputed, all).postings(), AccountKind.PAYABLE));
        var more = new EscrowCommand.Release(Optional.of(cents(5001)), Optional.empty());
        assertEquals(CommonReason.FROZEN_BY_CASE.code(), refused(disputed, more));

        // What matured, was taken back by a dispute, and was let go again does not skip its hold.
        Decision.Accepted withdrawn = accepted(in("settled: disputed on hold"), new EscrowCommand.Withdraw());
        assertEquals(0, posted(withdrawn.postings(), AccountKind.PAYABLE));
        assertEquals(5280, posted(withdrawn.postings(), AccountKind.ON_HOLD));
    }

    private static Escrow in(String state) {
        return ChartSamples.escrow(state);
    }

    private static Escrow delivered(Agreement agreement) {
        var paid = new PaymentFact(OURS, PaymentFact.Status.CAPTURED, "card_ok", "");
        Instant later = ChartSamples.NOON.plus(Duration.ofDays(14));
        return new Escrow.Delivered(
                agreement, EscrowFunds.of(EscrowAmounts.funded(agreement, agreement.charge()), paid), later);
    }

    private static Fee fee(FeeRule.Side side, long whole) {
        return new Fee("fee", new BasisPoints(1000), side, cents(whole));
    }

    private static EscrowCommand giveBack(Optional<Money> amount) {
        return new EscrowCommand.RefundPayer(REFUND, amount, Optional.empty());
    }

    private static EscrowCommand award(long toPayee, long toPayer) {
        return new EscrowCommand.Award(REFUND, cents(toPayee), cents(toPayer));
    }

    private static DecisionContext atNoon() {
        return DecisionContext.at(ChartSamples.NOON.minus(Duration.ofMinutes(15)));
    }

    private static Decision.Accepted accepted(Escrow escrow, EscrowCommand command) {
        return assertInstanceOf(Decision.Accepted.class, EscrowRules.decide(escrow, command, atNoon()));
    }

    private static Escrow after(Escrow escrow, EscrowCommand command) {
        return ChartSamples.after(escrow, accepted(escrow, command).event(), atNoon().now());
    }

    private static String refused(String state, EscrowCommand command) {
        return refused(in(state), command);
    }

    private static String refused(Escrow escrow, EscrowCommand command) {
        return assertInstanceOf(Decision.Refused.class, EscrowRules.decide(escrow, command, atNoon()))
                .refusal()
                .reason()
                .code();
    }

    private static long posted(Postings postings, AccountKind kind) {
        return postings.stream()
                .filter(posting -> posting.account().kind() == kind)
                .mapToLong(posting -> posting.money().amountMinor())
                .sum();
    }

    private static Money cents(long amount) {
        return Money.of(amount, "EUR");
    }
}
