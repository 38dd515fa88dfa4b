package dev.surety.escrow.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.surety.model.id.Id;
import dev.surety.model.id.PaymentId;
import dev.surety.model.id.RefundId;
import dev.surety.model.marketplace.FeeRule.Side;
import dev.surety.model.money.BasisPoints;
import dev.surety.model.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A payer's bank draws from what was released to a new payee and still matures. */
class ChargebackOnWhatMaturesTest {
    private static final Instant NOON = ChartSamples.NOON;
    private static final RefundId REFUND = new RefundId(Id.derive(RefundId.PREFIX, "ours"));

    @Test
    void freezesAndLosesExactlyWhatTheBankDrewWhateverTheFeesRoundTo() {
        for (long drawn = 1; drawn <= 9; drawn++) {
            Escrow settled = settled();
            var draw = new EscrowCommand.DrawChargeback("cb", cents(drawn));

            Escrow disputed = after(settled, draw);
            Escrow lost = after(disputed, new EscrowCommand.LoseChargeback("cb"));

            Agreement agreement = settled.agreement();
            assertEquals(cents(drawn), disputed.holdingsNow().frozen().gross(agreement));
            assertEquals(cents(drawn), lost.holdingsNow().lost().gross(agreement));
            Custody left = lost.custodyNow().orElseThrow();
            assertEquals(cents(9 - drawn), left.allMaturing().gross(agreement));
            assertEquals(left.holdings().released(), left.allMaturing());
        }
    }

    @Test
    void recordsWhatIsNotThereAnyMoreAsUncovered() {
        Decision.Happens happens = decide(settled(), new EscrowCommand.DrawChargeback("cb", cents(12)));

        var drawn = assertInstanceOf(EscrowEvent.ChargebackDrawn.class, happens.event());
        assertEquals(cents(9), drawn.covered());
        assertEquals(cents(12), drawn.amount());
    }

    @Test
    void whatMaturesIsReachedBehindWhatIsFreeWhateverTheEscrowIsAt() {
        for (long drawn = 1; drawn <= 9; drawn++) {
            Escrow disputed = after(partlyReleased(), new EscrowCommand.DrawChargeback("cb", cents(drawn)));

            Agreement agreement = disputed.agreement();
            Holdings holdings = disputed.holdingsNow();
            Money maturing = disputed.custodyNow().orElseThrow().allMaturing().gross(agreement);
            assertEquals(cents(drawn), holdings.frozen().gross(agreement));
            assertEquals(cents(9 - drawn), holdings.free().plus(maturing));
            assertEquals(cents(Math.max(0, 5 - drawn)), holdings.free());
            assertEquals(List.of(), disputed.custodyNow().orElseThrow().uncovered());
        }
    }

    @Test
    void whatIsWonMaturesAgainWithTheTimeItHadLeftAndTheRestIsFree() {
        Escrow before = partlyReleased();
        Escrow disputed = after(before, new EscrowCommand.DrawChargeback("cb", cents(8)));

        Escrow won = after(disputed, new EscrowCommand.WinChargeback("cb"));

        var again = assertInstanceOf(Escrow.Delivered.class, won);
        assertEquals(before.holdingsNow(), again.holdingsNow());
        Agreement agreement = won.agreement();
        assertEquals(
                List.of(cents(1), cents(3)),
                again.custody().maturing().stream()
                        .map(there -> there.part().gross(agreement))
                        .toList());
        assertEquals(NOON.plus(Duration.ofDays(3)), again.custody().maturesNext().orElseThrow());
        assertEquals(NOON.plus(Duration.ofDays(1)), again.inspectUntil());
    }

    @Test
    void whatIsLostIsLostOfWhatWasMaturingToo() {
        Escrow disputed = after(partlyReleased(), new EscrowCommand.DrawChargeback("cb", cents(9)));

        Escrow lost = after(disputed, new EscrowCommand.LoseChargeback("cb"));

        assertInstanceOf(Escrow.Settled.class, lost);
        assertEquals(cents(9), lost.holdingsNow().lost().gross(lost.agreement()));
        assertEquals(List.of(), lost.custodyNow().orElseThrow().maturing());
    }

    @Test
    void anEscrowWhoseFreeMoneyWentMeanwhileIsSettledWhenTheBankGivesBack() {
        Escrow refunding = after(
                partlyReleased(),
                new EscrowCommand.GiveBack(REFUND, Optional.empty(), Optional.empty()));
        Escrow disputed = after(refunding, new EscrowCommand.DrawChargeback("cb", cents(4)));
        Escrow arrived = after(disputed, new EscrowCommand.RefundDone(REFUND));

        Escrow won = after(arrived, new EscrowCommand.WinChargeback("cb"));

        var settled = assertInstanceOf(Escrow.Settled.class, won);
        assertEquals(Escrow.Outcome.SPLIT, settled.outcome());
        assertEquals(cents(4), settled.custody().allMaturing().gross(settled.agreement()));
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
                agreement, Custody.of(Holdings.funded(agreement, agreement.charge()), paid), NOON.plusSeconds(60));
    }

    private static EscrowCommand release(Optional<Money> amount) {
        return new EscrowCommand.Release(amount, Optional.empty());
    }

    private static Decision.Happens decide(Escrow escrow, EscrowCommand command) {
        var newPayee = new Circumstances(NOON, Optional.of(Duration.ofDays(3)));
        return assertInstanceOf(Decision.Happens.class, EscrowRules.decide(escrow, command, newPayee));
    }

    private static Escrow after(Escrow escrow, EscrowCommand command) {
        return EscrowFold.after(escrow, ChartSamples.step(9, decide(escrow, command).event(), NOON));
    }

    private static Money cents(long amount) {
        return Money.of(amount, "EUR");
    }
}
