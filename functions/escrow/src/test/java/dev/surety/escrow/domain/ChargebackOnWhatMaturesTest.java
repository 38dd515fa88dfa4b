package dev.surety.escrow.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.surety.model.id.Id;
import dev.surety.model.id.PaymentId;
import dev.surety.model.marketplace.FeeRule.Side;
import dev.surety.model.money.BasisPoints;
import dev.surety.model.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A payer's bank draws from what was released to a new payee in two parts and still matures. */
class ChargebackOnWhatMaturesTest {
    private static final Instant NOON = ChartSamples.NOON;

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

    /** 7 and a payer's fee of 2, of which 3 and then the rest were released. */
    private static Escrow settled() {
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
                like.settingsVersion(),
                like.words());
        var paid = new PaymentFact(
                new PaymentId(Id.derive("pay", "ours")), PaymentFact.Status.CAPTURED, "card_ok", "");
        Escrow delivered = new Escrow.Delivered(
                agreement, Custody.of(Holdings.funded(agreement, agreement.charge()), paid), NOON.plusSeconds(60));
        Escrow part = after(delivered, release(Optional.of(cents(3))));
        return after(part, release(Optional.empty()));
    }

    private static EscrowCommand release(Optional<Money> amount) {
        return new EscrowCommand.Release(amount, Optional.empty(), Optional.empty());
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
