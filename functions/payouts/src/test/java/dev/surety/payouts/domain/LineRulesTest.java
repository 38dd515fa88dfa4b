package dev.surety.payouts.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.model.id.Id;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.money.Money;
import dev.surety.payouts.domain.bank.LineBooking;
import dev.surety.payouts.domain.bank.LineRules;
import dev.surety.payouts.domain.bank.LineRules.FeeOfReturn;
import dev.surety.payouts.domain.bank.Part.As;
import dev.surety.payouts.domain.bank.PayoutFacts;
import dev.surety.payouts.domain.bank.StatementLine;
import dev.surety.payouts.domain.bank.StatementLine.Payment;
import dev.surety.payouts.store.ShippedReasons;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every row of postings that a bank's line can have, and what goes to a person. */
class LineRulesTest {
    private static final ParticipantId PAYEE = new ParticipantId(Id.derive(ParticipantId.PREFIX, "payee"));
    private static final Account PAYABLE = Account.of(AccountKind.PAYABLE, PAYEE);
    private static final String ONE = Id.derive("po", "one");
    private static final String TWO = Id.derive("po", "two");
    private static final String LINE = Id.derive("bl", "earlier");

    private final LineRules rules = new LineRules(ShippedReasons.get());

    private static Money euro(long minor) {
        return Money.of(minor, "EUR");
    }

    private static StatementLine debit(long minor, long charge, Payment... payments) {
        return line(true, minor, charge, "", payments);
    }

    private static StatementLine credit(long minor, String code, Payment... payments) {
        return line(false, minor, 0, code, payments);
    }

    private static StatementLine line(boolean isDebit, long minor, long charge, String code, Payment... payments) {
        return new StatementLine(
                "main",
                "REF1",
                LocalDate.parse("2026-03-02"),
                Instant.parse("2026-03-02T11:00:00Z"),
                isDebit,
                euro(minor),
                euro(charge),
                List.of(payments),
                code);
    }

    private static Payment payment(String payout, long minor) {
        return new Payment(payout, euro(minor));
    }

    private static PayoutFacts sent(long minor) {
        return new PayoutFacts(euro(minor), "main", PAYABLE, false, Optional.empty(), Optional.empty());
    }

    private static PayoutFacts paid(long minor) {
        return new PayoutFacts(euro(minor), "main", PAYABLE, false, Optional.of(LINE), Optional.empty());
    }

    private static PayoutFacts failed(long minor) {
        return new PayoutFacts(euro(minor), "main", PAYABLE, true, Optional.empty(), Optional.empty());
    }

    private LineBooking decide(StatementLine line, PayoutFacts one) {
        return rules.decide(line, Map.of(ONE, one), FeeOfReturn.OURS);
    }

    private static void posted(String postings, String attention, LineBooking booking) {
        String text = booking.postings().stream()
                .map(posting -> posting.account().toString().replace(PAYEE.value(), "payee") + " "
                        + posting.money().amountMinor())
                .collect(Collectors.joining(", "));
        assertEquals(postings, text);
        assertEquals(attention, booking.attention().orElse(""));
    }

    private static List<As> as(LineBooking booking) {
        return booking.parts().stream().map(part -> part.as()).toList();
    }

    @Test
    void aDebitOfPayoutsWithACharge() {
        LineBooking booking = rules.decide(
                debit(1_535, 35, payment(ONE, 1_000), payment(TWO, 500)),
                Map.of(ONE, sent(1_000), TWO, sent(500)),
                FeeOfReturn.OURS);
        posted("bank:main 1535, transit:main -1500, costs:bank -35", "", booking);
        assertEquals(List.of(As.DEBITED, As.DEBITED), as(booking));
    }

    @Test
    void aReturnAfterTheDebit() {
        LineBooking booking = decide(credit(1_000, "AC04", payment(ONE, 1_000)), paid(1_000));
        posted("bank:main -1000, payable:payee 1000", "", booking);
        assertEquals(List.of(As.RETURNED), as(booking));
    }

    @Test
    void aReturnOfWhichTheBankKeepsAFee() {
        StatementLine line = credit(750, "AC04", payment(ONE, 750));
        posted(
                "bank:main -750, payable:payee 1000, costs:bank -250",
                "",
                rules.decide(line, Map.of(ONE, paid(1_000)), FeeOfReturn.OURS));
        posted(
                "bank:main -750, payable:payee 750",
                "",
                rules.decide(line, Map.of(ONE, paid(1_000)), FeeOfReturn.PAYEES));
    }

    @Test
    void aReturnBeforeItsDebit() {
        StatementLine line = credit(750, "AC04", payment(ONE, 750));
        LineBooking ours = rules.decide(line, Map.of(ONE, sent(1_000)), FeeOfReturn.OURS);
        posted("bank:main -750, transit:main 1000, costs:bank -250", "", ours);
        assertEquals(1_000, ours.parts().getFirst().amountMinor());
        LineBooking payees = rules.decide(line, Map.of(ONE, sent(1_000)), FeeOfReturn.PAYEES);
        posted("bank:main -750, transit:main 750", "", payees);
        assertEquals(750, payees.parts().getFirst().amountMinor());
        assertEquals(List.of(As.BEFORE_ITS_DEBIT), as(ours));
    }

    @Test
    void aReturnOfOwnMoneyGoesBackToItsAccount() {
        var own = new PayoutFacts(
                euro(1_000), "main", Account.ofFee("commission"), false, Optional.of(LINE), Optional.empty());
        posted(
                "bank:main -1000, fees:commission 1000",
                "",
                decide(credit(1_000, "AC04", payment(ONE, 1_000)), own));
    }

    @Test
    void aFailedPayoutThatIsDebitedAndCreditedAgain() {
        LineBooking gross = decide(debit(1_000, 0, payment(ONE, 1_000)), failed(1_000));
        posted("bank:main 1000, transit:main -1000", "line_unmatched", gross);
        LineBooking again = decide(credit(1_000, "", payment(ONE, 1_000)), failed(1_000));
        posted("bank:main -1000, transit:main 1000", "", again);
        assertEquals(List.of(As.RECREDITED), as(again));
    }

    @Test
    void aReturnForAClosedPayeeStaysInSuspenseForAPerson() {
        var closed = new PayoutFacts(
                euro(1_000), "main", PAYABLE, false, Optional.of(LINE), Optional.empty(), false, Optional.empty(),
                true, Optional.empty());
        LineBooking booking = decide(credit(1_000, "AC04", payment(ONE, 1_000)), closed);
        posted("bank:main -1000, suspense 1000", "return_waits", booking);
        assertEquals(List.of(As.WAITS), as(booking));
    }

    @Test
    void aReturnWhoseReasonDoesNotGiveTheMoneyBackWaits() {
        for (String code : List.of("AM05", "ARDT", "TM01", "R24", "ZZ99", "")) {
            LineBooking booking = decide(credit(1_000, code, payment(ONE, 1_000)), paid(1_000));
            posted("bank:main -1000, suspense 1000", "return_waits", booking);
            assertEquals(List.of(As.WAITS), as(booking));
        }
    }

    @Test
    void linesThatNoPayoutExplains() {
        posted(
                "bank:main -500, suspense 500",
                "line_unmatched",
                rules.decide(credit(500, "", payment("hello", 500)), Map.of(), FeeOfReturn.OURS));
        posted(
                "bank:main -500, suspense 500",
                "line_unmatched",
                rules.decide(credit(500, ""), Map.of(), FeeOfReturn.OURS));
        posted(
                "bank:main 500, suspense -500",
                "line_unmatched",
                rules.decide(debit(500, 0), Map.of(), FeeOfReturn.OURS));
    }

    @Test
    void anAmountAloneOrAnotherAmountNeverMatches() {
        posted(
                "bank:main 999, suspense -999",
                "line_unmatched",
                decide(debit(999, 0, payment(ONE, 999)), sent(1_000)));
        posted(
                "bank:main 1000, suspense -1000",
                "line_unmatched",
                decide(debit(1_000, 0, payment(TWO, 1_000)), sent(1_000)));
        posted(
                "bank:main -1001, suspense 1001",
                "line_unmatched",
                decide(credit(1_001, "AC04", payment(ONE, 1_001)), paid(1_000)));
        posted(
                "bank:main -1000, suspense 1000",
                "line_unmatched",
                decide(credit(1_000, "AC04", payment(ONE, 500), payment(TWO, 500)), paid(1_000)));
    }

    @Test
    void aPayoutOfAnotherAccountIsNotThisAccounts() {
        var other = new PayoutFacts(euro(1_000), "other", PAYABLE, false, Optional.empty(), Optional.empty());
        posted(
                "bank:main 1000, suspense -1000",
                "line_unmatched",
                decide(debit(1_000, 0, payment(ONE, 1_000)), other));
    }

    @Test
    void aSecondDebitOrReturnOfOnePayoutIsNoSecondOne() {
        posted(
                "bank:main 1000, suspense -1000",
                "line_unmatched",
                decide(debit(1_000, 0, payment(ONE, 1_000)), paid(1_000)));
        posted(
                "bank:main 2000, transit:main -1000, suspense -1000",
                "line_unmatched",
                decide(debit(2_000, 0, payment(ONE, 1_000), payment(ONE, 1_000)), sent(1_000)));
        var back = new PayoutFacts(euro(1_000), "main", PAYABLE, false, Optional.of(LINE), Optional.of(LINE));
        posted(
                "bank:main -1000, suspense 1000",
                "line_unmatched",
                decide(credit(1_000, "AC04", payment(ONE, 1_000)), back));
    }

    @Test
    void aDebitOfMoreOrLessThanItsPaymentsLeavesTheRestToAPerson() {
        posted(
                "bank:main 1200, transit:main -1000, suspense -200",
                "line_unmatched",
                decide(debit(1_200, 0, payment(ONE, 1_000)), sent(1_000)));
        posted(
                "bank:main 800, suspense -800",
                "line_unmatched",
                decide(debit(800, 0, payment(ONE, 1_000)), sent(1_000)));
    }

    @Test
    void aLineIsTheSameInWhateverCompanyItComes() {
        assertEquals(
                debit(1_000, 0, payment(ONE, 1_000)).id(),
                debit(1_000, 35, payment(ONE, 1_000)).id());
        var next = new StatementLine(
                "main",
                "REF2",
                LocalDate.parse("2026-03-02"),
                Instant.parse("2026-03-02T11:00:00Z"),
                true,
                euro(1_000),
                euro(0),
                List.of(),
                "");
        assertEquals(2, List.of(next.id(), debit(1_000, 0).id()).stream().distinct().count());
    }
}
