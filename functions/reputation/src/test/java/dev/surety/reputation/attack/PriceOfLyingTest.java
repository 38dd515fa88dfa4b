package dev.surety.reputation.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.function.LongToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The attack simulator: the costs of lying, in fees, beside the usual ways to score; medians of five years. */
final class PriceOfLyingTest {
    private static final double ABOUT = 0.1;

    @Test
    void freshAccountsLiftANewSeller() {
        near("stuffing with fresh accounts, EUR", 105, seed -> Attacks.stuffing(seed) / 100.0);
    }

    @Test
    void fiveAccountsLiftANewSeller() {
        near("five accounts, EUR", 96, seed -> Attacks.accounts(seed, 5).orElseThrow() / 100.0);
    }

    @Test
    void oneAccountNeverDoes() {
        assertTrue(LongStream.rangeClosed(1, 5).allMatch(seed -> Attacks.accounts(seed, 1).isEmpty()));
    }

    @Test
    void aRingOfFive() {
        near("a ring of 5 x 5, EUR a seller", 60, seed -> Attacks.ring(seed, 5) / 100.0);
    }

    @Test
    void badMouthing() {
        near("bad-mouthing down by a tenth, EUR", 19.2, seed -> Attacks.badMouthing(seed, 0.9) / 100.0);
        near("bad-mouthing down to a half, EUR", 145, seed -> Attacks.badMouthing(seed, 0.5) / 100.0);
    }

    @Test
    void aNameOfCheapSalesIsWorthLittleAtADearOne() {
        near("cheap sales, read at 500.00, of the reference", 0.15, seed -> Attacks.imbalance(seed).before());
        double ruled = median(seed -> Attacks.imbalance(seed).afterOneRuling());
        print("the same after one ruling", ruled);
        assertTrue(ruled < 0.01, () -> "" + ruled);
    }

    @Test
    void theUsualScoresAreCheap() {
        usual("mean of stars, EUR", 0.12, of -> of.good() * 5.0 / (of.good() + of.bad()));
        usual("percent positive, EUR", 0.12, of -> of.good() / (double) (of.good() + of.bad()));
        usual("Beta mean, EUR", 0.72, PriceOfLyingTest::beta);
        usual("Beta lower bound, EUR", 1.56, of -> {
            double mean = beta(of);
            return mean - 1.282 * Math.sqrt(mean * (1 - mean) / (of.good() + of.bad() + 3.0));
        });
    }

    private static double beta(Town.Counts of) {
        return (of.good() + 1.0) / (of.good() + of.bad() + 2.0);
    }

    private static void usual(String what, double euros, ToDoubleFunction<Town.Counts> score) {
        double median = median(seed -> Attacks.usual(seed, score) / 100.0);
        print(what, median);
        assertEquals(euros, median, euros * ABOUT, what);
    }

    private static void near(String what, double expected, LongToDoubleFunction of) {
        double median = median(of);
        print(what, median);
        assertEquals(expected, median, expected * ABOUT, what);
    }

    private static double median(LongToDoubleFunction of) {
        List<Double> all = LongStream.rangeClosed(1, 5).mapToDouble(of).sorted().boxed().toList();
        return all.get(2);
    }

    private static void print(String what, double value) {
        System.out.printf(Locale.ROOT, "%s: %.4f%n", what, value);
    }
}
