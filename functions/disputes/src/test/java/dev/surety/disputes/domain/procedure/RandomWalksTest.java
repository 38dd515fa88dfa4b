package dev.surety.disputes.domain.procedure;

import static dev.surety.disputes.domain.procedure.DisputeTrial.A_FACT;
import static dev.surety.disputes.domain.procedure.DisputeTrial.LARGE;
import static dev.surety.disputes.domain.procedure.DisputeTrial.MIDDLE;
import static dev.surety.disputes.domain.procedure.DisputeTrial.SMALL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.disputes.domain.dispute.Bench;
import dev.surety.disputes.domain.dispute.Dispute;
import dev.surety.disputes.domain.dispute.DisputeTimes;
import dev.surety.disputes.domain.dispute.Enforcement;
import dev.surety.disputes.domain.dispute.Offer;
import dev.surety.disputes.domain.dispute.Parties;
import dev.surety.disputes.domain.dispute.Role;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.domain.dispute.Stage;
import dev.surety.model.dispute.DisputedMoney.How;
import dev.surety.model.dispute.DisputedMoney.Refund;
import dev.surety.model.dispute.Division;
import dev.surety.model.marketplace.DisputeTerms;
import dev.surety.model.money.Money;
import dev.surety.testkit.SmallRunner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Parties, people, banks and outages do what they like; each dispute ends, in time, and divides the money exactly. */
class RandomWalksTest {
    private static final int MOST_STEPS = 2_000;

    @Test
    void everyWalkEndsBeforeTheEscrowsLongStop() {
        SmallRunner.times(250, (random, _) -> new Walk(random, true).walk());
    }

    @Test
    void aDisputeInWhichOnlyTimeActsEnds() {
        SmallRunner.times(50, (random, _) -> new Walk(random, false).walk());
    }

    /** The slowest that parties and people can be: each step at its last instant, and one outage after another. */
    @Test
    void theLongestPathWithItsOutagesIsShorterThanTheLongStop() {
        DisputeTrial trial = DisputeTrial.of(LARGE);
        trial.outages.add(new Context.Outage(DisputeTrial.START, DisputeTrial.START.plus(Duration.ofDays(200))));
        trial.pass();
        while (trial.dispute.stage() == Stage.AWAITING_RESPONSE) {
            if (trial.dispute.delays().hasWaitedForNotice()
                    && trial.dispute.delays().outages().equals(DisputeTerms.MOST_OUTAGES)) {
                trial.toDeadline().does(new DisputeCommand.Reject(Side.PAYEE));
            } else {
                trial.pass();
            }
        }
        while (trial.dispute.stage() != Stage.RULING || !trial.dispute.bench().isOverdue()) {
            trial.toDeadline();
            if (trial.dispute.stage() == Stage.MEDIATION && trial.dispute.judgement().proposal().isEmpty()) {
                Division half = ChartSamples.half(trial);
                trial.does(new DisputeCommand.Propose(trial.person(Role.MEDIATOR), half, List.of(A_FACT)));
            } else {
                trial.settle();
            }
        }
        trial.toDeadline().settle();
        trial.toDeadline().does(new DisputeCommand.Appeal(Side.PAYER, Optional.empty())).settle();
        trial.pass().toDeadline().settle();
        assertEquals(Stage.ENFORCING, trial.dispute.stage());
        Duration path = Duration.between(DisputeTrial.START, trial.now);
        DisputeTerms terms = DisputeTerms.SHIPPED;
        assertEquals(terms.timers().longestPath().plus(DisputeTerms.MOST_OUTAGES), path);
        assertTrue(terms.longest().compareTo(DisputeTerms.LONG_STOP) < 0, "the terms' own sum: " + terms.longest());
    }

    /** One walk: the world around the dispute, and the checks at each step. */
    private static final class Walk {
        private final SplittableRandom random;
        private final boolean areAwake;
        private final DisputeTrial trial;
        private Duration open = Duration.ZERO;
        private Duration toppedUp = Duration.ZERO;
        private int banks;
        private int exhibits;

        Walk(SplittableRandom random, boolean areAwake) {
            this.random = random;
            this.areAwake = areAwake;
            this.trial = DisputeTrial.of(List.of(SMALL, MIDDLE, LARGE).get(random.nextInt(3)));
            if (random.nextInt(8) == 0) {
                trial.eligible = trial.eligible.subList(0, random.nextInt(3));
            }
            for (int i = random.nextInt(4); i > 0; i--) {
                Instant from = trial.now.plus(Duration.ofHours(random.nextInt(50 * 24)));
                trial.outages.add(new Context.Outage(from, from.plus(Duration.ofHours(random.nextInt(1, 100)))));
            }
        }

        void walk() {
            for (int step = 0; !trial.dispute.isClosed(); step++) {
                assertTrue(step < MOST_STEPS, () -> "no end in " + trial.dispute.state());
                Dispute before = trial.dispute;
                if (areAwake && random.nextInt(3) > 0) {
                    act();
                } else {
                    timer();
                }
                check(before);
            }
            Duration most = DisputeTerms.SHIPPED.timers().longestPath().plus(DisputeTerms.MOST_OUTAGES);
            Duration path = open.minus(toppedUp);
            assertTrue(path.compareTo(most) <= 0, () -> "it took " + path);
            trial.settle();
            trial.wait(Duration.ofMinutes(5)).settle();
            assertEquals(List.of(), trial.dispute.attention(), "no person looks for work that is done");
            assertEquals(Optional.empty(), DisputeTimes.due(trial.dispute, trial.dispute.at()));
        }

        /** The next due comes; a party that acts before it does so at some time until then. */
        private void timer() {
            Instant due = DisputeTimes.due(trial.dispute, trial.dispute.at()).orElseThrow();
            trial.now = due.isAfter(trial.now) ? due : trial.now;
            if (trial.dispute.stage() == Stage.SUSPENDED || trial.dispute.stage() == Stage.ENFORCING) {
                outside();
            }
            if (!trial.dispute.isClosed()) {
                String said = trial.says(new DisputeCommand.Time());
                assertTrue(
                        !said.equals("nothing") || !trial.dispute.at().isBefore(due),
                        "a wake with nothing to do leaves an entry");
            }
        }

        private void act() {
            Instant due = DisputeTimes.due(trial.dispute, trial.dispute.at()).orElseThrow();
            long until = Math.max(1, Duration.between(trial.now, due).toMillis());
            trial.wait(Duration.ofMillis(random.nextLong(until) / (1 + random.nextInt(20))));
            if (random.nextInt(40) == 0) {
                outside();
                return;
            }
            List<DisputeCommand> all = new ArrayList<>();
            ChartSamples.commands().forEach((name, make) -> {
                DisputeCommand command = distinct(make.apply(trial));
                if (!name.endsWith("escrow") && isLikely(name) && isAccepted(command)) {
                    all.add(command);
                }
            });
            if (!all.isEmpty()) {
                trial.says(all.get(random.nextInt(all.size())));
            }
        }

        private DisputeCommand distinct(DisputeCommand command) {
            return command instanceof DisputeCommand.AddEvidence(var side, var _)
                    ? new DisputeCommand.AddEvidence(side, DisputeTrial.file("exhibit " + exhibits++))
                    : command;
        }

        private boolean isAccepted(DisputeCommand command) {
            return trial.decide(command) instanceof DisputeDecision.Append;
        }

        /** Ways out are rarely taken, or no walk would see the later stages. */
        private boolean isLikely(String command) {
            return switch (command.split(" ")[0]) {
                case "withdraw", "concede" -> random.nextInt(40) == 0;
                case "accept-offer", "recuse", "challenge" -> random.nextInt(10) == 0;
                case "add-evidence", "remove-evidence", "notify", "offer" -> random.nextInt(3) == 0;
                default -> true;
            };
        }

        /** The escrow and the payer's bank, which are always right. */
        private void outside() {
            long frozen = trial.dispute.frozen().amountMinor();
            switch (trial.dispute.stage()) {
                case ENFORCING -> {
                    boolean isDivided = trial.enforcement().division().isPresent();
                    if (isDivided && random.nextInt(8) == 0 && banks < 4) {
                        draw(frozen, 1 + random.nextLong(frozen));
                    } else if (random.nextInt(3) > 0) {
                        boolean isPending = random.nextInt(3) == 0 && trial.enforcement().done().isEmpty();
                        trial.says(trial.ended(
                                How.AWARDED,
                                Optional.of(isPending ? Refund.PENDING : Refund.DONE),
                                Optional.of(trial.enforcement().n())));
                    }
                }
                case SUSPENDED -> {
                    if (random.nextInt(6) == 0) {
                        trial.says(trial.ended(How.LOST, Optional.empty(), Optional.empty()));
                    } else if (random.nextInt(3) == 0) {
                        giveBack(random.nextInt(3) == 0 && frozen > 20 ? frozen - 10 : frozen);
                    }
                }
                case AWAITING_RESPONSE, NEGOTIATING, EVIDENCE, REBUTTAL, MEDIATION, RULING, RULED, APPEAL -> {
                    if (banks < 4) {
                        draw(frozen, 1 + random.nextLong(frozen));
                    }
                }
                case CLOSED -> throw new AssertionError("it has ended");
            }
        }

        private void draw(long frozen, long drawn) {
            if (trial.says(trial.open(frozen, drawn)).equals("suspended")) {
                banks++;
            }
        }

        private void giveBack(long frozen) {
            Duration left = trial.dispute.suspension().orElseThrow().left();
            trial.says(trial.open(frozen, 0));
            Duration day = Duration.ofDays(1);
            toppedUp = toppedUp.plus(left.compareTo(day) < 0 ? day.minus(left) : Duration.ZERO);
        }

        private void check(Dispute before) {
            Dispute now = trial.dispute;
            open = before.stage().isOpen() ? open.plus(Duration.between(before.at(), now.at())) : open;
            Money frozen = now.frozen();
            now.enforcement()
                    .flatMap(Enforcement::division)
                    .ifPresent(division -> assertEquals(frozen, division.sum(), "a decision divides all of it"));
            now.ruling().ifPresent(ruling -> assertEquals(
                    now.enforcement().isPresent() ? ruling.division().sum() : frozen, ruling.division().sum()));
            for (Offer offer : now.offers()) {
                boolean isFit = offer.division().sum().equals(frozen);
                assertTrue(!offer.isStanding() || isFit, "a standing offer divides all of it");
            }
            for (Side side : Side.values()) {
                long standing = now.offers().stream()
                        .filter(offer -> offer.side() == side && offer.isStanding())
                        .count();
                assertTrue(standing <= 1, "one standing offer a side");
            }
            assertEquals(now.stage().isOpen(), now.deadline().isPresent(), "an open stage has a deadline");
            boolean isWaiting = DisputeTimes.due(now, now.at()).isPresent();
            assertTrue(now.isClosed() || isWaiting, "an entry leaves a due until the end");
            assertEquals(before.isClosed() || now.isClosed(), now.outcome().isPresent());
            assertTrue(now.delays().outages().compareTo(DisputeTerms.MOST_OUTAGES) <= 0, "outages are bounded");
            assertTrue(
                    now.bench().assignments().stream().map(Bench.Assignment::person).distinct().count()
                            == now.bench().assignments().size(),
                    "no person judges twice");
            assertTrue(
                    before.enforcement().isEmpty()
                            || now.enforcement().orElseThrow().n() >= before.enforcement().get().n(),
                    "a number of a decision never comes again");
        }
    }
}
