package dev.surety.escrow.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.escrow.domain.funds.EscrowAmounts;
import dev.surety.escrow.domain.funds.Portion;
import dev.surety.escrow.domain.terms.Agreement;
import dev.surety.escrow.domain.terms.Fee;
import dev.surety.model.marketplace.FeeRule.Side;
import dev.surety.model.money.BasisPoints;
import dev.surety.model.money.Money;
import dev.surety.testkit.SmallRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** However money is cut, sent, frozen, lost and mended again, every piece is whole and all pieces are all there is. */
class PortionLawsTest {
    private static final int ROUNDS = 400;

    @Test
    void aPortionAndTheRestAreTheSlice() {
        SmallRunner.times(ROUNDS, (random, _) -> {
            Agreement agreement = agreement(random);
            Portion slice = slice(agreement, random);
            Money part = upTo(slice.price(), random);

            Portion portion = slice.portion(agreement, part);

            Portion rest = slice.minus(portion);
            assertEquals(part, portion.price());
            assertEquals(slice, portion.plus(rest));
            paysEverybody(agreement, portion);
            paysEverybody(agreement, rest);
            assertTrue(slice.covers(portion));
        });
    }

    @Test
    void allOfASliceAndNothingOfItArePortionsToo() {
        SmallRunner.times(ROUNDS, (random, _) -> {
            Agreement agreement = agreement(random);
            Portion slice = slice(agreement, random);

            assertEquals(slice, slice.portion(agreement, slice.price()));
            assertEquals(slice, slice.portionOfGross(agreement, slice.gross(agreement)));
            assertTrue(slice.portionOfGross(agreement, cents(0)).isZero());
            assertTrue(slice.price().isZero() || slice.portion(agreement, cents(0)).isZero());
        });
    }

    @Test
    void aPortionOfTheGrossWeighsThatToTheCent() {
        SmallRunner.times(ROUNDS, (random, _) -> {
            Agreement agreement = agreement(random);
            Portion slice = slice(agreement, random);
            Money gross = upTo(slice.gross(agreement), random);

            Portion portion = slice.portionOfGross(agreement, gross);

            Portion rest = slice.minus(portion);
            assertEquals(gross, portion.gross(agreement));
            assertEquals(slice.gross(agreement), gross.plus(rest.gross(agreement)));
            paysEverybody(agreement, portion);
            paysEverybody(agreement, rest);
        });
    }

    @Test
    void portionsOfPortionsStillSumToTheSlice() {
        SmallRunner.times(ROUNDS, (random, _) -> {
            Agreement agreement = agreement(random);
            Portion whole = slice(agreement, random);
            Portion left = whole;
            Portion sum = Portion.none(agreement);
            for (int i = 0; i < 8 && !left.isZero(); i++) {
                Portion next = random.nextBoolean()
                        ? left.portion(agreement, upTo(left.price(), random))
                        : left.portionOfGross(agreement, upTo(left.gross(agreement), random));
                sum = sum.plus(next);
                left = left.minus(next);
            }
            assertEquals(whole, sum.plus(left));
        });
    }

    @Test
    void whateverComesBackCanBeReleasedToTheLastCent() {
        SmallRunner.times(ROUNDS, (random, _) -> {
            Agreement agreement = agreement(random);
            EscrowAmounts amounts = tossed(agreement, random, false);

            amounts = amounts.release(amounts.allUncommitted());

            assertEquals(cents(0), amounts.uncommitted());
            for (int i = 0; i < agreement.fees().size(); i++) {
                assertEquals(agreement.fees().get(i).whole(), amounts.released().shares().get(i));
            }
            assertEquals(agreement.price(), amounts.released().price());
            assertEquals(agreement.charge(), amounts.releasedNet().plus(amounts.fees()));
        });
    }

    @Test
    void whateverComesBackCanBeRefundedToTheLastCent() {
        SmallRunner.times(ROUNDS, (random, _) -> {
            Agreement agreement = agreement(random);
            EscrowAmounts amounts = tossed(agreement, random, true);

            Money uncommitted = amounts.uncommitted();
            Portion all = amounts.allUncommitted();
            EscrowAmounts after = amounts.sendBack(all).refundReturned(all).refund(all);

            assertEquals(uncommitted, all.gross(agreement));
            assertEquals(cents(0), after.uncommitted());
            assertEquals(
                    agreement.charge(),
                    after.releasedNet()
                            .plus(after.fees())
                            .plus(after.refundedGross())
                            .plus(after.lost().gross(agreement)));
        });
    }

    /** Released, sent back, refused by the gateway, and perhaps lost to a bank; nothing is left open. */
    private static EscrowAmounts tossed(Agreement agreement, RandomGenerator random, boolean alsoLost) {
        EscrowAmounts amounts = EscrowAmounts.funded(agreement, agreement.charge());
        List<Portion> flying = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Portion next = next(amounts, random);
            amounts = switch (random.nextInt(alsoLost ? 4 : 3)) {
                case 0 -> amounts.release(next);
                case 1 -> {
                    flying.add(next);
                    yield amounts.sendBack(next);
                }
                case 2 -> flying.isEmpty() ? amounts : amounts.refundReturned(flying.removeFirst());
                default -> amounts.freeze(next).unfreeze(next).lose(next);
            };
            assertFalse(amounts.uncommitted().isNegative());
            assertEquals(amounts.uncommitted(), amounts.allUncommitted().gross(agreement));
            paysEverybody(agreement, amounts.allUncommitted());
        }
        for (Portion slice : flying) {
            amounts = amounts.refundReturned(slice);
        }
        return amounts;
    }

    /** A party names a part of the price, a bank an amount of money. */
    private static Portion next(EscrowAmounts amounts, RandomGenerator random) {
        Money part = upTo(amounts.uncommittedPrice(), random);
        return random.nextInt(4) == 0
                ? amounts.allUncommitted().portionOfGross(amounts.agreement(), upTo(amounts.uncommitted(), random))
                : amounts.next(part);
    }

    private static void paysEverybody(Agreement agreement, Portion slice) {
        assertFalse(slice.net(agreement).isNegative(), "the payee would pay for being paid");
        assertFalse(slice.gross(agreement).isNegative());
    }

    private static Portion slice(Agreement agreement, RandomGenerator random) {
        EscrowAmounts amounts = EscrowAmounts.funded(agreement, agreement.charge());
        Portion before = amounts.next(upTo(agreement.price(), random));
        return random.nextBoolean() ? before : amounts.release(before).allUncommitted();
    }

    private static Agreement agreement(RandomGenerator random) {
        Money price = cents(random.nextLong(1, random.nextBoolean() ? 10 : 500));
        List<Fee> fees = new ArrayList<>();
        long payees = price.amountMinor();
        long payers = price.amountMinor();
        for (int i = 0; i < random.nextInt(0, 6); i++) {
            boolean payer = random.nextBoolean();
            Money whole = cents(random.nextLong(0, (payer ? payers : payees) + 1));
            payers -= payer ? whole.amountMinor() : 0;
            payees -= payer ? 0 : whole.amountMinor();
            fees.add(new Fee("f" + i, new BasisPoints(100), payer ? Side.PAYER : Side.PAYEE, whole));
        }
        return ChartSamples.agreement(price, fees);
    }

    private static Money upTo(Money most, RandomGenerator random) {
        return cents(random.nextLong(0, most.amountMinor() + 1));
    }

    private static Money cents(long amount) {
        return Money.of(amount, "EUR");
    }
}
