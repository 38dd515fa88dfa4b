package dev.surety.escrow.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.escrow.domain.escrow.Decision;
import dev.surety.escrow.domain.escrow.DecisionContext;
import dev.surety.escrow.domain.escrow.Escrow;
import dev.surety.escrow.domain.escrow.EscrowCommand;
import dev.surety.escrow.domain.escrow.EscrowRules;
import dev.surety.escrow.domain.funds.EscrowAmounts;
import dev.surety.escrow.domain.funds.EscrowFunds;
import dev.surety.escrow.domain.funds.PaymentFact;
import dev.surety.escrow.domain.terms.Agreement;
import dev.surety.escrow.domain.terms.Fee;
import dev.surety.model.id.Id;
import dev.surety.model.id.PaymentId;
import dev.surety.model.marketplace.FeeRule.Side;
import dev.surety.model.money.BasisPoints;
import dev.surety.model.money.Money;
import dev.surety.testkit.SmallRunner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Whatever fees there are and however the price is cut, every part can be released and nothing is lost by rounding. */
class ManyFeesTest {
    private static final PaymentFact PAID = new PaymentFact(
            new PaymentId(Id.derive("pay", "x")), PaymentFact.Status.CAPTURED, "card_ok", "");

    @Test
    void everyCutOfEveryPriceUnderEveryFeesSumsToTheWhole() {
        SmallRunner.times(400, (random, _) -> {
            Money price = Money.of(random.nextLong(1, 500), "EUR");
            Agreement agreement = agreement(price, random);
            Escrow escrow = new Escrow.Delivered(
                    agreement,
                    EscrowFunds.of(EscrowAmounts.funded(agreement, agreement.charge()), PAID),
                    Instant.EPOCH);
            while (escrow instanceof Escrow.Delivered delivered) {
                escrow = released(delivered, random);
            }
            EscrowAmounts end = escrow.amountsNow();
            for (int i = 0; i < agreement.fees().size(); i++) {
                assertEquals(agreement.fees().get(i).whole(), end.released().shares().get(i));
            }
            assertEquals(agreement.charge(), end.releasedNet().plus(end.fees()));
        });
    }

    @Test
    void threeFeesOfThirtyPercentLeaveTheLastPartReleasable() {
        var thirty = new Fee("f", new BasisPoints(3000), Side.PAYEE, Money.of(30, "EUR"));
        Agreement agreement = ChartSamples.agreement(Money.of(100, "EUR"), List.of(thirty, thirty, thirty));
        var delivered = new Escrow.Delivered(
                agreement, EscrowFunds.of(EscrowAmounts.funded(agreement, agreement.price()), PAID), Instant.EPOCH);

        Escrow later = after(delivered, Optional.of(Money.of(95, "EUR")));

        assertInstanceOf(Escrow.Settled.class, after((Escrow.Delivered) later, Optional.empty()));
    }

    private static Escrow released(Escrow.Delivered delivered, RandomGenerator random) {
        Money left = delivered.amountsNow().uncommittedPrice();
        Money part = Money.of(random.nextLong(1, left.amountMinor() + 1), "EUR");
        return after(delivered, Optional.of(part));
    }

    private static Escrow after(Escrow.Delivered delivered, Optional<Money> part) {
        var release = new EscrowCommand.Release(part, Optional.empty());
        var accepted = assertInstanceOf(
                Decision.Accepted.class, EscrowRules.decide(delivered, release, DecisionContext.at(Instant.EPOCH)));
        assertFalse(accepted.postings().isEmpty());
        assertTrue(accepted.postings().stream()
                .noneMatch(posting -> posting.account().kind().isGuarded() && posting.money().isNegative()));
        return ChartSamples.after(delivered, accepted.event(), ChartSamples.NOON);
    }

    private static Agreement agreement(Money price, RandomGenerator random) {
        List<Fee> fees = new ArrayList<>();
        long payees = price.amountMinor();
        for (int i = 0; i < random.nextInt(0, 6); i++) {
            boolean payers = random.nextBoolean();
            Money whole = Money.of(random.nextLong(0, payees + 1), "EUR");
            payees -= payers ? 0 : whole.amountMinor();
            fees.add(new Fee("f" + i, new BasisPoints(100), payers ? Side.PAYER : Side.PAYEE, whole));
        }
        return ChartSamples.agreement(price, fees);
    }
}
