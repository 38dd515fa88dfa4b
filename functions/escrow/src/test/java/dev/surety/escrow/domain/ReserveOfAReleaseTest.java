package dev.surety.escrow.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.escrow.domain.escrow.Decision;
import dev.surety.escrow.domain.escrow.DecisionContext;
import dev.surety.escrow.domain.escrow.Escrow;
import dev.surety.escrow.domain.escrow.EscrowCommand;
import dev.surety.escrow.domain.escrow.EscrowEvent;
import dev.surety.escrow.domain.escrow.EscrowRules;
import dev.surety.model.id.Id;
import dev.surety.model.id.RefundId;
import dev.surety.model.journal.Postings;
import dev.surety.model.marketplace.MoneyOut.Reserve;
import dev.surety.model.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A release keeps a part of the payee's money in its reserve; a sale never takes it back from there by itself. */
class ReserveOfAReleaseTest {
    private static final Instant NOON = ChartSamples.NOON;
    private static final Duration HOLD = Duration.ofDays(3);
    private static final EscrowCommand ALL = new EscrowCommand.Release(Optional.empty(), Optional.empty());

    private static DecisionContext keeping(Optional<Duration> hold) {
        return new DecisionContext(NOON, hold, Optional.of(new Reserve(1_000, 30)));
    }

    private static Decision.Accepted decide(Escrow escrow, EscrowCommand command, DecisionContext when) {
        return assertInstanceOf(Decision.Accepted.class, EscrowRules.decide(escrow, command, when));
    }

    private static Escrow after(Escrow escrow, Decision.Accepted decided) {
        return ChartSamples.after(escrow, decided.event(), NOON);
    }

    /** The sum of each kind of account. */
    private static Map<String, Long> sums(Postings postings) {
        Map<String, Long> sums = new TreeMap<>();
        postings.list().forEach(posting -> sums.merge(
                posting.account().kind().code(), posting.money().amountMinor(), Math::addExact));
        return sums;
    }

    @Test
    void ofAReleaseAPartGoesToTheReserveAndTheRestIsAvailable() {
        Decision.Accepted released = decide(ChartSamples.escrow("delivered"), ALL, keeping(Optional.empty()));
        assertEquals(
                Map.of("escrow", -6_000L, "payable", 4_752L, "reserve", 528L, "fees", 720L),
                sums(released.postings()));
        assertEquals(
                Optional.of(new EscrowEvent.Kept(Money.of(528, "EUR"), 30)),
                ((EscrowEvent.Released) released.event()).reserve());
    }

    @Test
    void ofAnAwardThePayeesPartIsKeptAsAReleasesIs() {
        Escrow disputed = ChartSamples.escrow("delivered");
        disputed = after(disputed, decide(
                disputed, new EscrowCommand.Dispute(Optional.empty()), keeping(Optional.empty())));
        var award = new EscrowCommand.Award(
                new RefundId(Id.derive("ref", "award")), Money.of(6_000, "EUR"), Money.of(0, "EUR"));
        Decision.Accepted awarded = decide(disputed, award, keeping(Optional.empty()));
        assertEquals(
                Map.of("escrow", -6_000L, "payable", 4_752L, "reserve", 528L, "fees", 720L),
                sums(awarded.postings()));
    }

    @Test
    void lessThanACentIsNotKept() {
        var one = new EscrowCommand.Release(Optional.of(Money.of(4, "EUR")), Optional.empty());
        Decision.Accepted released = decide(ChartSamples.escrow("delivered"), one, keeping(Optional.empty()));
        assertEquals(Optional.empty(), ((EscrowEvent.Released) released.event()).reserve());
    }

    @Test
    void aChargebackTakesTheEscrowsOwnHoldAndTheRestIsDebtToBeCollected() {
        Escrow delivered = ChartSamples.escrow("delivered");
        Decision.Accepted released = decide(delivered, ALL, keeping(Optional.of(HOLD)));
        assertEquals(
                Map.of("escrow", -6_000L, "onHold", 4_752L, "reserve", 528L, "fees", 720L),
                sums(released.postings()));
        Escrow settled = after(delivered, released);

        var all = new EscrowCommand.OpenChargeback("cb", Money.of(6_000, "EUR"));
        Decision.Accepted opened = decide(settled, all, DecisionContext.at(NOON));
        assertEquals(
                Map.of("onHold", -4_752L, "debt", -528L, "fees", -720L, "dispute", 6_000L),
                sums(opened.postings()));
        var half = new EscrowCommand.OpenChargeback("cb", Money.of(3_000, "EUR"));
        assertEquals(
                Map.of("onHold", -2_376L, "debt", -264L, "fees", -360L, "dispute", 3_000L),
                sums(decide(settled, half, DecisionContext.at(NOON)).postings()));
    }

    @Test
    void anAvailableSalesChargebackIsAllDebt() {
        Escrow delivered = ChartSamples.escrow("delivered");
        Escrow settled = after(delivered, decide(delivered, ALL, keeping(Optional.empty())));
        var all = new EscrowCommand.OpenChargeback("cb", Money.of(6_000, "EUR"));
        assertEquals(
                Map.of("debt", -5_280L, "fees", -720L, "dispute", 6_000L),
                sums(decide(settled, all, DecisionContext.at(NOON)).postings()));
    }

    @Test
    void whateverHappensToASaleNoReserveAndNoAvailableMoneyIsDebited() {
        int moves = 0;
        for (int seed = 0; seed < 400; seed++) {
            moves += played(new Random(seed));
        }
        assertTrue(moves > 2_000, "moves: " + moves);
    }

    /** The postings' builder refuses a debit of {@code payable} and {@code reserve}; here are the other accounts. */
    private static int played(Random random) {
        Escrow escrow = ChartSamples.escrow("delivered");
        Map<String, Long> books = new TreeMap<>();
        int moves = 0;
        Instant now = NOON;
        for (int step = 0; step < 25; step++) {
            List<EscrowCommand> possible = commands(random, step);
            EscrowCommand command = possible.get(random.nextInt(possible.size()));
            Optional<Duration> hold = random.nextBoolean() ? Optional.of(HOLD) : Optional.empty();
            var when = new DecisionContext(now, hold, Optional.of(new Reserve(random.nextInt(2_000), 30)));
            if (EscrowRules.decide(escrow, command, when) instanceof Decision.Accepted decided) {
                escrow = ChartSamples.after(escrow, decided.event(), now);
                sums(decided.postings()).forEach((account, sum) -> books.merge(account, sum, Math::addExact));
                assertTrue(books.getOrDefault("onHold", 0L) >= 0, "on hold after " + decided.event());
                assertEquals(0, books.values().stream().mapToLong(Long::longValue).sum());
                moves++;
            }
            now = now.plusSeconds(random.nextInt(100_000));
        }
        return moves;
    }

    private static List<EscrowCommand> commands(Random random, int step) {
        var refund = new RefundId(Id.derive("ref", "step " + step));
        var earlier = new RefundId(Id.derive("ref", "step " + random.nextInt(step + 1)));
        Money some = Money.of(1 + random.nextInt(3_000), "EUR");
        List<EscrowCommand> commands = new ArrayList<>();
        commands.add(new EscrowCommand.Release(Optional.of(some), Optional.empty()));
        commands.add(new EscrowCommand.RefundPayer(refund, Optional.of(some), Optional.empty()));
        commands.add(new EscrowCommand.RefundDone(earlier));
        commands.add(new EscrowCommand.RefundDeclined(earlier, "refused"));
        commands.add(new EscrowCommand.Dispute(Optional.of(some)));
        commands.add(new EscrowCommand.Withdraw());
        commands.add(new EscrowCommand.OpenChargeback("cb" + step, some));
        commands.add(new EscrowCommand.WinChargeback("cb" + random.nextInt(step + 1)));
        commands.add(new EscrowCommand.LoseChargeback("cb" + random.nextInt(step + 1)));
        commands.add(new EscrowCommand.DeadlineReached(refund));
        return commands;
    }
}
