package dev.surety.escrow.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.marketplace.FeeRule.Side;
import dev.surety.model.money.BasisPoints;
import dev.surety.model.money.Money;
import dev.surety.testkit.SmallRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** However money is cut, sent, frozen, lost and mended again, every piece is whole and all pieces are all there is. */
class CutAndMendedTest {
    private static final int ROUNDS = 400;

    @Test
    void aPortionAndTheRestAreTheSlice() {
        SmallRunner.times(ROUNDS, (random, _) -> {
            Agreement agreement = agreement(random);
            Slice slice = slice(agreement, random);
            Money part = upTo(slice.price(), random);

            Slice portion = slice.portion(agreement, part);

            Slice rest = slice.minus(portion);
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
            Slice slice = slice(agreement, random);

            assertEquals(slice, slice.portion(agreement, slice.price()));
            assertEquals(slice, slice.portionOfGross(agreement, slice.gross(agreement)));
            assertTrue(slice.portionOfGross(agreement, cents(0)).weighsNothing());
            assertTrue(slice.price().isZero() || slice.portion(agreement, cents(0)).weighsNothing());
        });
    }

    @Test
    void aPortionOfTheGrossWeighsThatToTheCent() {
        SmallRunner.times(ROUNDS, (random, _) -> {
            Agreement agreement = agreement(random);
            Slice slice = slice(agreement, random);
            Money gross = upTo(slice.gross(agreement), random);

            Slice portion = slice.portionOfGross(agreement, gross);

            Slice rest = slice.minus(portion);
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
            Slice whole = slice(agreement, random);
            Slice left = whole;
            Slice sum = Slice.none(agreement);
            for (int i = 0; i < 8 && !left.weighsNothing(); i++) {
                Slice next = random.nextBoolean()
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
            Holdings holdings = tossed(agreement, random, false);

            holdings = holdings.release(holdings.allFree());

            assertEquals(cents(0), holdings.free());
            for (int i = 0; i < agreement.fees().size(); i++) {
                assertEquals(agreement.fees().get(i).whole(), holdings.released().shares().get(i));
            }
            assertEquals(agreement.price(), holdings.released().price());
            assertEquals(agreement.charge(), holdings.releasedNet().plus(holdings.fees()));
        });
    }

    @Test
    void whateverComesBackCanBeRefundedToTheLastCent() {
        SmallRunner.times(ROUNDS, (random, _) -> {
            Agreement agreement = agreement(random);
            Holdings holdings = tossed(agreement, random, true);

            Money free = holdings.free();
            Slice all = holdings.allFree();
            Holdings after = holdings.sendBack(all).comeBack(all).refund(all);

            assertEquals(free, all.gross(agreement));
            assertEquals(cents(0), after.free());
            assertEquals(
                    agreement.charge(),
                    after.releasedNet()
                            .plus(after.fees())
                            .plus(after.refundedGross())
                            .plus(after.lost().gross(agreement)));
        });
    }

    /** Released, sent back, refused by the gateway, and perhaps lost to a bank; nothing is left open. */
    private static Holdings tossed(Agreement agreement, RandomGenerator random, boolean alsoLost) {
        Holdings holdings = Holdings.funded(agreement, agreement.charge());
        List<Slice> flying = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Slice next = next(holdings, random);
            holdings = switch (random.nextInt(alsoLost ? 4 : 3)) {
                case 0 -> holdings.release(next);
                case 1 -> {
                    flying.add(next);
                    yield holdings.sendBack(next);
                }
                case 2 -> flying.isEmpty() ? holdings : holdings.comeBack(flying.removeFirst());
                default -> holdings.freeze(next).unfreeze(next).lose(next);
            };
            assertFalse(holdings.free().isNegative());
            assertEquals(holdings.free(), holdings.allFree().gross(agreement));
            paysEverybody(agreement, holdings.allFree());
        }
        for (Slice slice : flying) {
            holdings = holdings.comeBack(slice);
        }
        return holdings;
    }

    /** A party names a part of the price, a bank an amount of money. */
    private static Slice next(Holdings holdings, RandomGenerator random) {
        Money part = upTo(holdings.freePrice(), random);
        return random.nextInt(4) == 0
                ? holdings.allFree().portionOfGross(holdings.agreement(), upTo(holdings.free(), random))
                : holdings.next(part);
    }

    private static void paysEverybody(Agreement agreement, Slice slice) {
        assertFalse(slice.net(agreement).isNegative(), "the payee would pay for being paid");
        assertFalse(slice.gross(agreement).isNegative());
    }

    private static Slice slice(Agreement agreement, RandomGenerator random) {
        Holdings holdings = Holdings.funded(agreement, agreement.charge());
        Slice before = holdings.next(upTo(agreement.price(), random));
        return random.nextBoolean() ? before : holdings.release(before).allFree();
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
