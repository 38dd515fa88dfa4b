package dev.surety.escrow.domain.explore;

import static dev.surety.escrow.domain.explore.Scenario.agreement;
import static dev.surety.escrow.domain.explore.Scenario.fee;
import static dev.surety.escrow.domain.explore.Scenario.taxed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.escrow.domain.escrow.Escrow;
import dev.surety.escrow.domain.explore.Scenario.Mood;
import dev.surety.escrow.domain.funds.ChargebackStatus;
import dev.surety.escrow.domain.funds.Refund;
import dev.surety.model.marketplace.FeeRule.Side;
import dev.surety.model.refusal.CommonReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every state of one and of two escrows of a payment that so many moves can lead to. {@code -Dsurety.deeper=n} looks n
 * moves further than by default: about three times as many states for each.
 */
class ModelExplorerTest {
    private static final int DEEPER = Integer.getInteger("surety.deeper", 0);

    private static final Scenario BUDGETS = new Scenario(
            "budgets of three entries a side",
            List.of(agreement(6)),
            Set.of(Mood.PAID, Mood.BUDGETS, Mood.CHANGES),
            6,
            9_000);

    static List<Scenario> scenarios() {
        return List.of(
                new Scenario(
                        "one escrow from its creation, at a silent gateway",
                        List.of(agreement(3, fee(Side.PAYEE, 1))),
                        Set.of(Mood.SILENCE, Mood.LATENESS, Mood.CHANGES, Mood.BANK),
                        7,
                        30_000),
                new Scenario(
                        "awkward fees on both sides, the payer's with tax",
                        List.of(agreement(7, fee(Side.PAYEE, 1), taxed(Side.PAYER, 2))),
                        Set.of(Mood.PAID, Mood.NEW_PAYEE, Mood.BANK),
                        5,
                        45_000),
                new Scenario(
                        "a fee with tax that takes the whole price",
                        List.of(agreement(3, taxed(Side.PAYEE, 3))),
                        Set.of(Mood.PAID, Mood.NEW_PAYEE, Mood.BANK, Mood.LATENESS),
                        6,
                        28_000),
                new Scenario(
                        "a payer's fee as large as the price, and a bank that draws twice",
                        List.of(agreement(2, fee(Side.PAYER, 2))),
                        Set.of(Mood.PAID, Mood.NEW_PAYEE, Mood.BANK, Mood.BANK_TWICE),
                        6,
                        30_000),
                new Scenario(
                        "no fee, a silent gateway, and a bank that draws twice",
                        List.of(agreement(2)),
                        Set.of(Mood.PAID, Mood.SILENCE, Mood.LATENESS, Mood.BANK, Mood.BANK_TWICE),
                        6,
                        60_000),
                new Scenario(
                        "a gateway that refuses every refund, and a fee with tax",
                        List.of(agreement(4, taxed(Side.PAYEE, 3))),
                        Set.of(Mood.PAID, Mood.REFUSALS),
                        8,
                        5_700),
                new Scenario(
                        "a gateway that refuses every refund, and a bank that draws twice",
                        List.of(agreement(4, fee(Side.PAYEE, 1))),
                        Set.of(Mood.PAID, Mood.REFUSALS, Mood.NEW_PAYEE, Mood.BANK, Mood.BANK_TWICE),
                        5,
                        10_000),
                new Scenario(
                        "disputes that have a procedure of their own, outages, and a bank",
                        List.of(agreement(2)),
                        Set.of(Mood.PAID, Mood.ARBITERS, Mood.BANK, Mood.LATENESS),
                        6,
                        20_000),
                BUDGETS,
                new Scenario(
                        "two escrows of one payment from their creation",
                        List.of(agreement(2), agreement(1, fee(Side.PAYER, 1))),
                        Set.of(Mood.SILENCE, Mood.BANK),
                        6,
                        28_000),
                new Scenario(
                        "two escrows of one payment",
                        List.of(agreement(3, fee(Side.PAYEE, 1)), agreement(2, fee(Side.PAYER, 1))),
                        Set.of(Mood.PAID, Mood.NEW_PAYEE, Mood.BANK),
                        4,
                        35_000));
    }

    @TestFactory
    List<DynamicTest> everyStateKeepsEveryInvariant() {
        // Each core explores a scenario of its own.
        Map<Scenario, Explorer.Found> all = scenarios().parallelStream()
                .collect(Collectors.toConcurrentMap(
                        scenario -> scenario, scenario -> Explorer.explore(scenario, scenario.depth() + DEEPER)));
        Set<String> sights = new TreeSet<>();
        List<DynamicTest> tests = new ArrayList<>();
        all.forEach((scenario, found) -> {
            System.out.println(found);
            sights.addAll(found.sights());
            tests.add(DynamicTest.dynamicTest(
                    scenario.name(),
                    () -> assertTrue(found.states() >= scenario.atLeast(), found.toString())));
        });
        // Of a kind of state that was never met nothing would have been shown.
        tests.add(DynamicTest.dynamicTest("every kind of state was met", () -> assertEquals(everyKind(), sights)));
        return tests;
    }

    @Test
    void aBudgetThatTheSidesShareIsFound() {
        Spending.Rule shared =
                (command, by, moves) -> Spending.sideOf(command).isEmpty() || moves.size() < Spending.ENTRIES
                        ? Optional.empty()
                        : Optional.of(CommonReason.LIMIT_EXCEEDED.with("one for both"));

        AssertionError found =
                assertThrows(AssertionError.class, () -> Explorer.explore(BUDGETS, BUDGETS.depth(), shared));

        assertTrue(found.getMessage().contains("rights-kept"), found.getMessage());
    }

    private static Set<String> everyKind() {
        Set<String> kinds = new TreeSet<>();
        for (Class<?> state : Escrow.class.getPermittedSubclasses()) {
            kinds.add(state.getSimpleName().toLowerCase(Locale.ROOT));
        }
        for (Refund.Status status : Refund.Status.values()) {
            kinds.add("refund " + status.code());
        }
        for (Escrow.Outcome outcome : Escrow.Outcome.values()) {
            kinds.add("settled, " + outcome);
        }
        kinds.add("disputed");
        for (String phase : List.of("held", "delivered", "settled")) {
            for (String by : List.of("the payer ", "the bank ", "the payer the bank ")) {
                kinds.add("frozen by " + by + "while " + phase + ", all of it");
                if (!phase.equals("settled")) {
                    kinds.add("frozen by " + by + "while " + phase + ", a part");
                }
            }
        }
        for (ChargebackStatus status : ChargebackStatus.values()) {
            kinds.add("chargeback " + status.code());
        }
        return kinds;
    }
}
