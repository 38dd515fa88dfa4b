package dev.surety.reputation.score;

import static dev.surety.reputation.score.ScoreWorld.DEMO;
import static dev.surety.reputation.score.ScoreWorld.RULE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.money.Money;
import dev.surety.reputation.domain.score.Buckets;
import dev.surety.reputation.domain.score.Count;
import dev.surety.reputation.domain.score.Role;
import dev.surety.reputation.domain.tally.ScoreEvent.Opinion;
import dev.surety.reputation.score.ScoreWorld.Selling;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Opinions, silence, facts and fees that go back become weights, each once. */
final class CountingSalesTest {
    private static final long ONE = RULE.one();
    private final ScoreWorld world = new ScoreWorld();

    @Test
    void aFirstOpinionOfAStrangerCountsAQuarter() {
        world.sale("anna", "bert", 2_000).settled().reviewed(true);
        assertEquals(ONE / 4, good("bert"));
        assertEquals(1, world.payee("bert").count(Count.GOOD));
        assertEquals(1, world.payee("bert").count(Count.SETTLED));
        assertEquals(1, world.of("anna", Role.PAYER).count(Count.SETTLED));
    }

    @Test
    void everythingHeardTwiceCountsOnce() {
        Selling sale = world.sale("anna", "bert", 2_000).settled().reviewed(true).reversed(-100);
        sale.heard();
        var once = world.memory.items("ledger");
        int entries = world.memory.items("journal").size();
        sale.heard();
        sale.reviewed(true);
        sale.reviewed(false);
        assertEquals(once, world.memory.items("ledger"));
        assertEquals(entries, world.memory.items("journal").size());
    }

    @Test
    void aPayerWhoHasPaidFeesCountsForMore() {
        for (String seller : new String[] {"s1", "s2", "s3"}) {
            world.sale("anna", seller, 2_000).settled().reviewed(true);
        }
        world.clock.advance(Duration.ofHours(3));
        world.sale("anna", "bert", 2_000).settled().reviewed(true);
        assertEquals(ONE / 4 + ONE * 3 / 4 / 2, good("bert"));
    }

    @Test
    void feesOfTheLastHoursDoNotCountYet() {
        world.sale("anna", "s1", 2_000).settled().reviewed(true);
        // The first was weighed at 12:20, so the second, weighed at 13:19, is read as of 12:00.
        Selling next = world.sale("anna", "bert", 2_000).settled();
        world.clock.advance(Duration.ofMinutes(59));
        Instant now = world.clock.instant();
        Instant published = now.minus(ScoreWorld.WEIGHED_AFTER);
        world.counting.weigh(DEMO, next.id, new Opinion(Role.PAYER, true, false, published, Optional.empty()), now);
        assertEquals(ONE / 4, good("bert"));
    }

    @Test
    void theSamePayersOpinionsCountForLessAndLess() {
        long before = 0;
        long[] shares = new long[6];
        for (int i = 0; i < 6; i++) {
            world.sale("anna", "bert", 2_000).settled().reviewed(true);
            shares[i] = good("bert") - before;
            before = good("bert");
        }
        assertEquals(0, shares[4]);
        assertEquals(0, shares[5]);
        assertEquals(6, world.payee("bert").count(Count.GOOD));
        assertEquals(
                4,
                world.memory.items("journal").stream()
                        .filter(item -> item.get("pk").s().startsWith("pair#"))
                        .count());
    }

    @Test
    void silenceIsASmallGoodOpinion() {
        world.sale("anna", "bert", 2_000).settled().weighed(Role.PAYER, true, true);
        assertEquals(ONE / 4 * 3 / 10, good("bert"));
        assertEquals(0, world.payee("bert").count(Count.REVIEWED));
    }

    @Test
    void feesThatGoBackTakeTheirExactWeight() {
        Selling sale = world.sale("anna", "bert", 2_000).settled().reviewed(true);
        world.clock.advance(Duration.ofDays(70));
        sale.reversed(-60).heard();
        assertEquals(ONE * 3 / 4 / 4, good("bert"));
        assertEquals(1, buckets("bert").good().size());
        sale.reversed(-180).heard();
        assertEquals(0, good("bert"));
        assertEquals(0, world.scores.unitsBefore(DEMO, ScoreWorld.person("anna"), world.clock.instant()
                .plus(Duration.ofDays(1))));
        sale.reversed(240).heard();
        assertEquals(ONE / 4, good("bert"));
    }

    @Test
    void anOpinionThatIsWeighedAfterARefundIsWeighedByTheRest() {
        Selling sale = world.sale("anna", "bert", 2_000).settled().reversed(-120);
        sale.heard();
        sale.reviewed(false);
        assertEquals(ONE / 2 / 4, bad("bert"));
    }

    @Test
    void aModeratorTakesAWeightAndGivesItBack() {
        Selling sale = world.sale("anna", "bert", 2_000).settled().reviewed(false);
        world.counting.remove(DEMO, sale.id, Role.PAYER, world.clock.instant());
        assertEquals(0, bad("bert"));
        assertEquals(0, world.payee("bert").count(Count.BAD));
        sale.reversed(-120).heard();
        assertEquals(0, bad("bert"));
        world.counting.restore(DEMO, sale.id, Role.PAYER, world.clock.instant());
        assertEquals(ONE / 2 / 4, bad("bert"));
        assertEquals(1, world.payee("bert").count(Count.BAD));
    }

    @Test
    void aSaleWithoutATypicalFeeWeighsNothingAndIsShown() {
        world.new Selling("anna", "bert", Money.of(2_000, "USD"), "backend:shop").settled().reviewed(true);
        assertEquals(0, good("bert"));
        assertEquals(1, world.payee("bert").count(Count.UNPRICED));
    }

    @Test
    void aSaleThatWasNotDeliveredCountsByItsQuotedFee() {
        Money none = Money.of(0, "EUR");
        world.sale("anna", "bert", 2_000).ended("refunded", none, none, true, Optional.empty()).heard();
        assertEquals(ONE, bad("bert"));
        assertEquals(1, world.payee("bert").count(Count.LATE));
        assertEquals(0, world.payee("bert").count(Count.SETTLED));
    }

    @Test
    void aRulingCountsAsFarAsTheMoneyWentToThePayer() {
        Selling sale = world.sale("anna", "bert", 2_000);
        String dispute = world.disputed(sale, "ruled", "claim_partly_proved", 500);
        world.counting.dispute(DEMO, dispute);
        world.counting.dispute(DEMO, dispute);
        sale.settled().heard();
        assertEquals(ONE / 4, bad("bert"));
        assertEquals(1, world.payee("bert").count(Count.DISPUTES_LOST));
    }

    @Test
    void praiseBetweenSidesWithOneVerifiedAccountCountsNothing() {
        world.joinWithAccount("anna", "same", "verified");
        world.joinWithAccount("bert", "same", "verified");
        world.joinWithAccount("carl", "same", "new");
        world.sale("anna", "bert", 2_000).settled().reviewed(true);
        assertEquals(0, good("bert"));
        assertEquals(1, world.payee("bert").count(Count.GOOD));
        world.sale("anna", "bert", 2_000).settled().reviewed(false);
        assertTrue(bad("bert") > 0);
        world.sale("anna", "carl", 2_000).settled().reviewed(true);
        assertTrue(good("carl") > 0);
    }

    @Test
    void anAgreementCountsNothing() {
        Selling sale = world.sale("anna", "bert", 2_000);
        world.counting.dispute(DEMO, world.disputed(sale, "agreed", "", 1_500));
        assertEquals(0, world.memory.items("ledger").size());
    }

    @Test
    void aChargebackThatIsWonAfterAllCountsAgainstThePayer() {
        Selling sale = world.sale("anna", "bert", 2_000).settled().chargedBack("cb_1", false);
        sale.heard();
        assertEquals(ONE, bad("bert"));
        sale.chargedBack("cb_1", true).heard();
        assertEquals(0, bad("bert"));
        assertEquals(0, world.payee("bert").count(Count.DISPUTES_LOST));
        assertEquals(ONE, sum(world.of("anna", Role.PAYER).buckets(), false));
    }

    @Test
    void nothingIsWeighedBeforeTheEnd() {
        Selling sale = world.sale("anna", "bert", 2_000);
        var opinion = new Opinion(Role.PAYER, true, false, world.clock.instant(), Optional.empty());
        assertFalse(world.counting.weigh(DEMO, sale.id, opinion, world.clock.instant()));
        assertEquals(0, world.memory.items("ledger").size());
    }

    private Buckets buckets(String person) {
        return world.payee(person).buckets();
    }

    private long good(String person) {
        return sum(buckets(person), true);
    }

    private long bad(String person) {
        return sum(buckets(person), false);
    }

    private static long sum(Buckets buckets, boolean isGood) {
        return (isGood ? buckets.good() : buckets.bad())
                .values().stream().mapToLong(Long::longValue).sum();
    }
}
