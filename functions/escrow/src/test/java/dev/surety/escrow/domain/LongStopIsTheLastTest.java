package dev.surety.escrow.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.escrow.domain.escrow.Decision;
import dev.surety.escrow.domain.escrow.DecisionContext;
import dev.surety.escrow.domain.escrow.Escrow;
import dev.surety.escrow.domain.escrow.EscrowCommand;
import dev.surety.escrow.domain.escrow.EscrowEvent;
import dev.surety.escrow.domain.escrow.EscrowRules;
import dev.surety.escrow.domain.funds.FundsHolds;
import dev.surety.model.dispute.DisputedMoney.How;
import dev.surety.model.id.Id;
import dev.surety.model.id.RefundId;
import dev.surety.model.marketplace.DisputeTerms;
import dev.surety.model.money.Money;
import dev.surety.testkit.SmallRunner;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * The long stop of an escrow never comes before the end of the longest path that a dispute can take: all its stages, 10
 * days of outages, and 2 days in which the decision is sent. A bank that has the money stops both clocks.
 */
class LongStopIsTheLastTest {
    private static final Duration OUTAGES = DisputeTerms.MOST_OUTAGES;
    private static final Duration PATH =
            DisputeTerms.SHIPPED.timers().longestPath().plus(OUTAGES).plus(DisputeTerms.ENFORCING);
    private static final RefundId REFUND = new RefundId(Id.derive(RefundId.PREFIX, "nobody's"));
    private static final int ROUNDS = 300;

    @Test
    void aCaseLastsLongerThanTheLongestPathOfTheShippedTerms() {
        assertEquals(Duration.ofDays(70), PATH);
        var walk = new Walk(new SplittableRandom(1), DisputeWalk.NEVER_TOLD);
        walk.opens();
        walk.passes(PATH);
        walk.must(new EscrowCommand.Award(REFUND, walk.left(), Money.of(0, "EUR")));
    }

    @Test
    void inTwoCasesWithBanksAndOutagesEachPathEndsFirst() {
        SmallRunner.times(ROUNDS, (random, _) -> {
            var walk = new Walk(random, DisputeWalk.TOLD_NOW_AND_THEN);
            walk.opens();
            walk.path();
            walk.must(new EscrowCommand.Withdraw());
            walk.opens();
            walk.path();
            walk.must(new EscrowCommand.Award(REFUND, walk.left(), Money.of(0, "EUR")));
            assertEquals(
                    2,
                    walk.holds().ended().stream().filter(of -> of.how() != How.TIMED_OUT).count());
        });
    }

    @Test
    void withoutOneWordOfTheOutagesItEndsFirstToo() {
        SmallRunner.times(ROUNDS, (random, _) -> {
            var walk = new Walk(random, DisputeWalk.NEVER_TOLD);
            walk.opens();
            walk.path();
            assertTrue(walk.holds().dispute().isPresent());
        });
    }

    /** Two cases that both run to their end leave the second a whole path, whatever outages the first had. */
    @Test
    void theOutagesOfTheFirstCaseTakeNoTimeFromTheSecond() {
        var walk = new Walk(new SplittableRandom(7), DisputeWalk.NEVER_TOLD);
        walk.opens();
        Instant opened = walk.now;
        walk.must(new EscrowCommand.ExtendCase(OUTAGES));
        walk.passes(Duration.ofDays(85).minusSeconds(1));
        walk.must(new EscrowCommand.Withdraw());
        assertEquals(Duration.ofDays(75).minusSeconds(1), walk.holds().ran());
        walk.opens();
        assertEquals(
                walk.now.plus(Duration.ofDays(75)), walk.holds().dispute().orElseThrow().longStop());
        assertTrue(walk.now.isAfter(opened.plus(Duration.ofDays(84))));
    }

    private enum DisputeWalk {
        TOLD_NOW_AND_THEN,
        NEVER_TOLD
    }

    private static final class Walk {
        private final SplittableRandom random;
        private final DisputeWalk word;
        private Escrow escrow = ChartSamples.escrow("delivered");
        private Instant now = ChartSamples.NOON;
        private Duration outages;
        private int banks;

        Walk(SplittableRandom random, DisputeWalk word) {
            this.random = random;
            this.word = word;
        }

        FundsHolds holds() {
            return escrow.fundsNow().orElseThrow().holds();
        }

        Money left() {
            return holds().dispute().orElseThrow().part().price();
        }

        Optional<EscrowEvent> ask(EscrowCommand command) {
            DecisionContext when = DecisionContext.at(now).withArbiters();
            if (!(EscrowRules.decide(escrow, command, when) instanceof Decision.Accepted accepted)) {
                return Optional.empty();
            }
            escrow = ChartSamples.after(escrow, accepted.event(), now);
            return Optional.of(accepted.event());
        }

        void must(EscrowCommand command) {
            assertTrue(ask(command).isPresent(), command + " was refused");
        }

        void opens() {
            outages = Duration.ZERO;
            must(new EscrowCommand.Dispute(Optional.empty()));
        }

        /** The timer comes as soon as the rules let it, without its five minutes. */
        void passes(Duration step) {
            now = now.plus(step);
            Consumer<EscrowEvent> check =
                    event -> assertFalse(event instanceof EscrowEvent.CaseTimedOut, "the long stop came first");
            ask(new EscrowCommand.DeadlineReached(REFUND)).ifPresent(check);
        }

        /** Until the dispute has had all its time. While a bank has the money, its deadlines stand still. */
        void path() {
            Duration ran = Duration.ZERO;
            while (ran.compareTo(PATH) < 0 || holds().isBankDeciding()) {
                boolean stands = holds().isBankDeciding();
                Duration step = Duration.ofHours(1 + random.nextInt(72));
                Duration rest = PATH.minus(ran);
                step = !stands && step.compareTo(rest) > 0 ? rest : step;
                passes(step);
                ran = stands ? ran : ran.plus(step);
                outage();
                bank();
            }
            passes(Duration.ZERO);
        }

        private void outage() {
            Duration more = outages.plusHours(random.nextInt(24));
            outages = more.compareTo(OUTAGES) > 0 ? OUTAGES : more;
            if (word == DisputeWalk.TOLD_NOW_AND_THEN && random.nextInt(4) == 0) {
                ask(new EscrowCommand.ExtendCase(outages));
            }
        }

        /** Up to three banks draw 10.00 each, give it back or keep it. */
        private void bank() {
            if (random.nextInt(5) > 0) {
                return;
            }
            if (!holds().isBankDeciding() && banks < 3) {
                must(new EscrowCommand.OpenChargeback("cb_" + ++banks, Money.of(1000, "EUR")));
            } else if (holds().isBankDeciding()) {
                String open = "cb_" + banks;
                must(random.nextBoolean()
                        ? new EscrowCommand.WinChargeback(open)
                        : new EscrowCommand.LoseChargeback(open));
            }
        }
    }
}
