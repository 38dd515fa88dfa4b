package dev.surety.escrow.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.surety.escrow.domain.escrow.Decision;
import dev.surety.escrow.domain.escrow.DecisionContext;
import dev.surety.escrow.domain.escrow.Escrow;
import dev.surety.escrow.domain.escrow.EscrowCommand;
import dev.surety.escrow.domain.escrow.EscrowEvent;
import dev.surety.escrow.domain.escrow.EscrowRules;
import dev.surety.escrow.domain.funds.Chargeback;
import dev.surety.escrow.domain.funds.EscrowAmounts;
import dev.surety.escrow.domain.funds.EscrowFunds;
import dev.surety.escrow.domain.funds.PaymentFact;
import dev.surety.escrow.domain.terms.Agreement;
import dev.surety.escrow.domain.terms.Fee;
import dev.surety.model.id.Id;
import dev.surety.model.id.PaymentId;
import dev.surety.model.id.RefundId;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Postings;
import dev.surety.model.marketplace.FeeRule.Side;
import dev.surety.model.money.BasisPoints;
import dev.surety.model.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A payer's bank debits what was released to a new payee and is still on hold, or is the payee's already. */
class ChargebackOnWhatMaturesTest {
    private static final Instant NOON = ChartSamples.NOON;
    private static final RefundId REFUND = new RefundId(Id.derive(RefundId.PREFIX, "ours"));

    @Test
    void takesExactlyWhatTheBankDebitedAtOnceWhateverTheFeesRoundTo() {
        for (long drawn = 1; drawn <= 9; drawn++) {
            Escrow settled = settled();

            Decision.Accepted opened = decide(settled, new EscrowCommand.OpenChargeback("cb", cents(drawn)));
            Escrow taken = ChartSamples.after(settled, opened.event(), NOON);
            Decision.Accepted lost = decide(taken, new EscrowCommand.LoseChargeback("cb"));

            Agreement agreement = settled.agreement();
            EscrowFunds left = taken.fundsNow().orElseThrow();
            assertEquals("settled", taken.stateName());
            assertEquals(cents(drawn), left.amounts().lost().gross(agreement));
            assertEquals(cents(9 - drawn), left.allMaturing().gross(agreement));
            assertEquals(left.amounts().released(), left.allMaturing());
            assertEquals(drawn, sum(opened.postings(), AccountKind.DISPUTE));
            assertEquals(0, sum(opened.postings(), AccountKind.DEBT), "all of it was on hold");
            assertEquals(Postings.NONE, lost.postings(), "it was taken when the bank took it");
        }
    }

    @Test
    void whatIsThePayeesAlreadyIsOwedAndTheFeesGiveBackTheirShare() {
        Escrow settled = settled();
        Instant mature = NOON.plus(Duration.ofDays(3));
        Escrow paid = ChartSamples.after(
                settled,
                new EscrowEvent.Matured(settled.fundsNow().orElseThrow().allMaturing(), mature),
                mature);

        Decision.Accepted opened = decide(paid, new EscrowCommand.OpenChargeback("cb", cents(9)));
        Escrow taken = ChartSamples.after(paid, opened.event(), NOON);
        Decision.Accepted won = decide(taken, new EscrowCommand.WinChargeback("cb"));

        assertEquals(-6, sum(opened.postings(), AccountKind.DEBT));
        assertEquals(-3, sum(opened.postings(), AccountKind.FEES));
        assertEquals(9, sum(opened.postings(), AccountKind.DISPUTE));
        assertEquals(6, sum(won.postings(), AccountKind.DEBT));
        assertEquals(3, sum(won.postings(), AccountKind.FEES));
        assertEquals(-9, sum(won.postings(), AccountKind.DISPUTE));
        assertEquals(paid.amountsNow(), ChartSamples.after(taken, won.event(), NOON).amountsNow());
    }

    @Test
    void whatWasCountedAsLostAndComesBackIsReleasedAgain() {
        Escrow lost = after(
                after(settled(), new EscrowCommand.OpenChargeback("cb", cents(9))),
                new EscrowCommand.LoseChargeback("cb"));
        assertEquals(Escrow.Outcome.LOST, ((Escrow.Settled) lost).outcome());

        Escrow won = after(lost, new EscrowCommand.WinChargeback("cb"));

        assertEquals(Escrow.Outcome.RELEASED, ((Escrow.Settled) won).outcome());
        assertEquals(settled().amountsNow(), won.amountsNow());
    }

    @Test
    void recordsWhatIsNotThereAnyMoreAsAShortfall() {
        Escrow drawn = after(settled(), new EscrowCommand.OpenChargeback("cb", cents(12)));

        Chargeback bank = drawn.fundsNow().orElseThrow().holds().chargeback("cb").orElseThrow();
        assertEquals(cents(9), bank.covered(drawn.agreement()));
        assertEquals(cents(3), bank.shortfall(drawn.agreement()));
    }

    @Test
    void whatMaturesIsReachedBehindWhatIsFreeWhateverTheEscrowIsAt() {
        for (long drawn = 1; drawn <= 9; drawn++) {
            Escrow taken = after(partlyReleased(), new EscrowCommand.OpenChargeback("cb", cents(drawn)));

            Agreement agreement = taken.agreement();
            EscrowAmounts amounts = taken.amountsNow();
            Money maturing = taken.fundsNow().orElseThrow().allMaturing().gross(agreement);
            assertEquals(cents(Math.min(5, drawn)), amounts.frozen().gross(agreement));
            assertEquals(cents(Math.max(0, drawn - 5)), amounts.lost().gross(agreement));
            assertEquals(cents(9 - drawn), amounts.uncommitted().plus(maturing));
            assertEquals(cents(Math.max(0, 5 - drawn)), amounts.uncommitted());
            assertEquals(cents(0), taken.fundsNow().orElseThrow().holds().shortfall(agreement));
        }
    }

    @Test
    void whatIsWonMaturesAgainWithTheTimeItHadLeftAndTheRestIsFree() {
        Escrow before = partlyReleased();
        Escrow drawn = after(before, new EscrowCommand.OpenChargeback("cb", cents(8)));

        Escrow won = after(drawn, new EscrowCommand.WinChargeback("cb"));

        var again = assertInstanceOf(Escrow.Delivered.class, won);
        assertEquals(before.amountsNow(), again.amountsNow());
        Agreement agreement = won.agreement();
        assertEquals(
                List.of(cents(1), cents(3)),
                again.funds().maturing().stream()
                        .map(there -> there.part().gross(agreement))
                        .toList());
        assertEquals(NOON.plus(Duration.ofDays(3)), again.funds().maturesNext().orElseThrow());
        assertEquals(NOON.plus(Duration.ofDays(1)), again.inspectUntil());
    }

    @Test
    void whatIsLostIsLostOfWhatWasMaturingToo() {
        Escrow drawn = after(partlyReleased(), new EscrowCommand.OpenChargeback("cb", cents(9)));

        Escrow lost = after(drawn, new EscrowCommand.LoseChargeback("cb"));

        assertEquals(Escrow.Outcome.LOST, assertInstanceOf(Escrow.Settled.class, lost).outcome());
        assertEquals(cents(9), lost.amountsNow().lost().gross(lost.agreement()));
        assertEquals(List.of(), lost.fundsNow().orElseThrow().maturing());
    }

    @Test
    void anEscrowWhoseFreeMoneyWentMeanwhileIsSettledAndTheBankGivesBackToTheHold() {
        Escrow refunding = after(
                partlyReleased(),
                new EscrowCommand.RefundPayer(REFUND, Optional.empty(), Optional.empty()));
        Escrow drawn = after(refunding, new EscrowCommand.OpenChargeback("cb", cents(4)));
        Escrow arrived = after(drawn, new EscrowCommand.RefundDone(REFUND));
        assertEquals("settled", arrived.stateName());

        Escrow won = after(arrived, new EscrowCommand.WinChargeback("cb"));

        var settled = assertInstanceOf(Escrow.Settled.class, won);
        assertEquals(Escrow.Outcome.SPLIT, settled.outcome());
        assertEquals(cents(4), settled.funds().allMaturing().gross(settled.agreement()));
    }

    private static long sum(Postings postings, AccountKind kind) {
        return postings.list().stream()
                .filter(posting -> posting.account().kind() == kind)
                .mapToLong(posting -> posting.money().amountMinor())
                .sum();
    }

    /** Of 7 and a payer's fee of 2, 3 and their part of the fee were released; the rest is free. */
    private static Escrow partlyReleased() {
        return after(delivered(), release(Optional.of(cents(3))));
    }

    /** All released, in two parts. */
    private static Escrow settled() {
        return after(partlyReleased(), release(Optional.empty()));
    }

    private static Escrow delivered() {
        Agreement like = ChartSamples.agreement();
        var agreement = new Agreement(
                like.payer(),
                like.payee(),
                cents(7),
                List.of(
                        new Fee("theirs", new BasisPoints(100), Side.PAYEE, cents(1)),
                        new Fee("ours", new BasisPoints(100), Side.PAYER, cents(2))),
                like.terms(),
                like.reference(),
                like.mode(),
                like.settingsVersion());
        var paid = new PaymentFact(
                new PaymentId(Id.derive("pay", "ours")), PaymentFact.Status.CAPTURED, "card_ok", "");
        return new Escrow.Delivered(
                agreement,
                EscrowFunds.of(EscrowAmounts.funded(agreement, agreement.charge()), paid),
                NOON.plusSeconds(60));
    }

    private static EscrowCommand release(Optional<Money> amount) {
        return new EscrowCommand.Release(amount, Optional.empty());
    }

    private static Decision.Accepted decide(Escrow escrow, EscrowCommand command) {
        var newPayee = new DecisionContext(NOON, Optional.of(Duration.ofDays(3)));
        return assertInstanceOf(Decision.Accepted.class, EscrowRules.decide(escrow, command, newPayee));
    }

    private static Escrow after(Escrow escrow, EscrowCommand command) {
        return ChartSamples.after(escrow, decide(escrow, command).event(), NOON);
    }

    private static Money cents(long amount) {
        return Money.of(amount, "EUR");
    }
}
