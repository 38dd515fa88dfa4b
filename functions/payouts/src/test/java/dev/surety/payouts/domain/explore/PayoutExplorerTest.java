package dev.surety.payouts.domain.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Posting;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Money;
import dev.surety.payouts.domain.bank.LineBooking;
import dev.surety.payouts.domain.bank.LineRules;
import dev.surety.payouts.domain.bank.LineRules.FeeOfReturn;
import dev.surety.payouts.domain.bank.Part;
import dev.surety.payouts.domain.bank.PayoutFacts;
import dev.surety.payouts.domain.bank.StatementLine;
import dev.surety.payouts.domain.debt.Balances;
import dev.surety.payouts.domain.debt.Collection;
import dev.surety.payouts.domain.explore.Scenario.Mood;
import dev.surety.payouts.domain.payout.Payout;
import dev.surety.payouts.domain.payout.PayoutCommand;
import dev.surety.payouts.domain.payout.PayoutDecision;
import dev.surety.payouts.domain.payout.PayoutEvent;
import dev.surety.payouts.domain.payout.PayoutRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every state of a payee's payouts, the bank's lines and the payee's debt that so many moves can lead to. {@code
 * -Dsurety.deeper=n} looks n moves further than by default: about three times as many states for each.
 */
class PayoutExplorerTest {
    private static final int DEEPER = Integer.getInteger("surety.deeper", 0);

    private static final Scenario SILENT = new Scenario(
            "a silent rail that declines",
            10,
            List.of(5L),
            FeeOfReturn.OURS,
            Set.of(Mood.SILENCE, Mood.DECLINES, Mood.EARLY_RETURNS, Mood.RETURNS, Mood.GROSS),
            8,
            6_000);

    private static final Scenario REPEATED = new Scenario(
            "failed and returned payouts are repeated",
            10,
            List.of(5L),
            FeeOfReturn.PAYEES,
            Set.of(Mood.DECLINES, Mood.RETURNS, Mood.EARLY_RETURNS, Mood.RETRIES),
            10,
            7_200);

    private static final Scenario DRAWN = new Scenario(
            "a payer's bank draws what is paid out",
            12,
            List.of(4L, 5L),
            FeeOfReturn.OURS,
            Set.of(Mood.CHARGEBACK, Mood.RETURNS, Mood.EARLY_RETURNS),
            7,
            5_300);

    private static final Scenario KEPT = new Scenario(
            "days of reserve are released, and a debt takes some of them",
            12,
            List.of(4L),
            FeeOfReturn.OURS,
            Set.of(Mood.CHARGEBACK, Mood.RELEASES, Mood.RETURNS),
            7,
            1_200);

    private static final Scenario GROSS = new Scenario(
            "a declined transfer is debited and credited again",
            10,
            List.of(5L),
            FeeOfReturn.OURS,
            Set.of(Mood.DECLINES, Mood.GROSS),
            12,
            3_400);

    private static final Scenario REFUSED = new Scenario(
            "a bank that refuses what it took, and reports that are forged",
            10,
            List.of(5L),
            FeeOfReturn.OURS,
            Set.of(Mood.REFUSES, Mood.GROSS, Mood.RETURNS),
            10,
            8_000);

    static List<Scenario> scenarios() {
        return List.of(
                SILENT,
                GROSS,
                REPEATED,
                DRAWN,
                KEPT,
                REFUSED,
                new Scenario(
                        "two payouts that people approve, cancel and take out",
                        12,
                        List.of(4L, 5L),
                        FeeOfReturn.OURS,
                        Set.of(Mood.APPROVALS, Mood.STOPS, Mood.DECLINES),
                        7,
                        4_000),
                new Scenario(
                        "two payouts of one debit at a silent rail",
                        12,
                        List.of(4L, 5L),
                        FeeOfReturn.PAYEES,
                        Set.of(Mood.SILENCE, Mood.RETURNS),
                        7,
                        4_700));
    }

    @TestFactory
    List<DynamicTest> everyStateKeepsEveryInvariant() {
        Set<String> sights = new TreeSet<>();
        List<DynamicTest> tests = new ArrayList<>();
        for (Scenario scenario : scenarios()) {
            tests.add(DynamicTest.dynamicTest(scenario.name(), () -> {
                Explorer.Found found = Explorer.explore(scenario, scenario.depth() + DEEPER, new Rules());
                System.out.println(found);
                sights.addAll(found.sights());
                assertTrue(found.states() >= scenario.atLeast(), found.toString());
            }));
        }
        // Of a kind of step that was never taken nothing would have been shown.
        tests.add(DynamicTest.dynamicTest("every kind of step was taken", () -> assertEquals(everyKind(), sights)));
        return tests;
    }

    /** The arrows that files need come with them: from unknown straight to paid, and back to unknown. */
    private static Set<String> everyKind() {
        Set<String> kinds = new TreeSet<>(Arrows.LEGAL);
        kinds.removeAll(Set.of("unknown to paid", "sent to unknown"));
        for (String state : List.of("awaiting_approval", "scheduled", "excluded", "taken_out")) {
            kinds.add("begins " + state);
        }
        for (Part.As as : Part.As.values()) {
            kinds.add("line " + as);
        }
        kinds.remove("line " + Part.As.UNMATCHED);
        // The bank of the explorer lists each payout of a debit.
        kinds.remove("line " + Part.As.GROUP);
        return kinds;
    }

    private static void isCaught(Scenario scenario, Rules mutant, String invariant) {
        AssertionError found = assertThrows(
                AssertionError.class, () -> Explorer.explore(scenario, scenario.depth(), mutant), invariant);

        assertTrue(found.getMessage().contains(invariant), found.getMessage());
    }

    @Test
    void aPayoutThatIsCancelledAfterItsCallIsFound() {
        isCaught(
                SILENT,
                new Rules() {
                    @Override
                    PayoutDecision decide(Payout payout, PayoutCommand command, PayoutRules.Context context) {
                        return payout instanceof Payout.Unknown && command instanceof PayoutCommand.Cancel
                                ? new PayoutDecision.Append(new PayoutEvent.Failed("cancelled"))
                                : super.decide(payout, command, context);
                    }
                },
                "legal-path");
    }

    @Test
    void aPayoutThatFailsBecauseTheRailDoesNotKnowItYetIsFound() {
        isCaught(
                SILENT,
                new Rules() {
                    @Override
                    PayoutDecision decide(Payout payout, PayoutCommand command, PayoutRules.Context context) {
                        return command instanceof PayoutCommand.NotFound && payout.open().isPresent()
                                ? new PayoutDecision.Append(new PayoutEvent.Failed("not_found"))
                                : super.decide(payout, command, context);
                    }
                },
                "paid-once");
    }

    @Test
    void aReportThatGivesMoneyBackByItselfIsFound() {
        isCaught(
                REFUSED,
                new Rules() {
                    @Override
                    PayoutDecision decide(Payout payout, PayoutCommand command, PayoutRules.Context context) {
                        return payout instanceof Payout.Sent && command instanceof PayoutCommand.Reported report
                                ? new PayoutDecision.Append(new PayoutEvent.Failed(report.code()))
                                : super.decide(payout, command, context);
                    }
                },
                "paid-once");
    }

    @Test
    void aReturnThatWaitsForPeopleAndIsNotPostedIsFound() {
        isCaught(
                new Scenario(
                        "a bank that gives back",
                        10,
                        List.of(5L),
                        FeeOfReturn.OURS,
                        Set.of(Mood.RETURNS),
                        8,
                        1),
                new Rules() {
                    @Override
                    LineBooking line(StatementLine line, Map<String, PayoutFacts> facts, FeeOfReturn fee) {
                        LineBooking booking = super.line(line, facts, fee);
                        boolean waits = booking.parts().stream().anyMatch(part -> part.as() == Part.As.WAITS);
                        return waits
                                ? new LineBooking(line, booking.parts(), Postings.NONE, booking.attention())
                                : booking;
                    }
                },
                "rail-agrees");
    }

    @Test
    void aReturnBeforeItsDebitThatIsCreditedAtOnceIsFound() {
        isCaught(
                REPEATED,
                new Rules() {
                    @Override
                    LineBooking line(StatementLine line, Map<String, PayoutFacts> facts, LineRules.FeeOfReturn fee) {
                        Map<String, PayoutFacts> debited = new HashMap<>(facts);
                        debited.replaceAll((_, of) -> new PayoutFacts(
                                of.amount(),
                                of.bankAccount(),
                                of.source(),
                                of.ended(),
                                line.isDebit() ? of.debit() : of.debit().or(() -> Optional.of("bl_other")),
                                of.credit()));
                        LineBooking booking = super.line(line, debited, fee);
                        List<Part> parts = booking.parts().stream()
                                .map(part -> part.as() == Part.As.RETURNED
                                                && facts.get(part.payout()).debit().isEmpty()
                                        ? new Part(part.payout(), part.amountMinor(), Part.As.BEFORE_ITS_DEBIT)
                                        : part)
                                .toList();
                        return new LineBooking(line, parts, booking.postings(), booking.attention());
                    }
                },
                "at-most-once");
    }

    @Test
    void aFailureThatKeepsTheFeeIsFound() {
        isCaught(
                REPEATED,
                new Rules() {
                    @Override
                    Postings postings(Optional<Payout> before, PayoutEvent event) {
                        Postings all = super.postings(before, event);
                        if (!(event instanceof PayoutEvent.Failed)) {
                            return all;
                        }
                        Postings.Builder half = Postings.building();
                        for (Posting posting : all.list()) {
                            boolean isFee = posting.account().kind() == AccountKind.FEES;
                            half.credit(isFee ? Model.PAYABLE : posting.account(), posting.money());
                        }
                        return half.build();
                    }
                },
                "nothing-lost");
    }

    @Test
    void aSentPayoutWithoutADeadlineIsFound() {
        isCaught(
                SILENT,
                new Rules() {
                    @Override
                    Optional<Instant> due(Payout payout, Instant at) {
                        return payout instanceof Payout.Sent ? Optional.empty() : super.due(payout, at);
                    }
                },
                "timed-exit");
    }

    @Test
    void aDayOfReserveThatReleasesWhatADebtHasTakenIsFound() {
        isCaught(
                KEPT,
                new Rules() {
                    @Override
                    Money released(Money kept, Money reserve) {
                        return kept;
                    }
                },
                "no-overdraft");
    }

    @Test
    void aCollectionThatLeavesTheReserveAloneIsFound() {
        isCaught(
                DRAWN,
                new Rules() {
                    @Override
                    Optional<Collection> collection(ParticipantId payee, Balances of) {
                        var without = new Balances(of.payable(), Model.euro(0), of.debt());
                        return super.collection(payee, without);
                    }
                },
                "money lies beside a debt");
    }

    @Test
    void aCollectionOfMoreThanIsOwedIsFound() {
        isCaught(
                DRAWN,
                new Rules() {
                    @Override
                    Optional<Collection> collection(ParticipantId payee, Balances of) {
                        return of.debt().isNegative() && of.payable().isPositive()
                                ? Optional.of(new Collection.Collected(payee, of.payable(), of.reserve()))
                                : super.collection(payee, of);
                    }
                },
                "nothing-lost");
    }
}
