package dev.surety.payouts.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.money.Money;
import dev.surety.payouts.domain.bank.Way;
import dev.surety.payouts.domain.payout.Payout;
import dev.surety.payouts.domain.payout.PayoutAttention;
import dev.surety.payouts.domain.payout.PayoutCommand;
import dev.surety.payouts.domain.payout.PayoutDecision;
import dev.surety.payouts.domain.payout.PayoutEvent;
import dev.surety.payouts.domain.payout.PayoutEvent.Credit;
import dev.surety.payouts.domain.payout.PayoutEvent.Debit;
import dev.surety.payouts.domain.payout.PayoutEvent.StatusNoted;
import dev.surety.payouts.domain.payout.PayoutFold;
import dev.surety.payouts.domain.payout.PayoutFold.Dated;
import dev.surety.payouts.domain.payout.PayoutRules;
import dev.surety.payouts.domain.payout.PayoutTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A bank has five bank days to book what it owes. Then people are told, once, until it is booked. */
class MoneyThatStaysAwayTest {
    /** A Thursday. Over Easter TARGET is closed for four days. */
    private static final Instant AT = Instant.parse("2027-03-25T10:00:00Z");

    private static final Debit DEBIT = new Debit("bl_debit", LocalDate.of(2027, 3, 25));
    private static final PayoutEvent SENT = new PayoutEvent.Sent("trace");
    private static final PayoutEvent PAID = new PayoutEvent.Paid(PayoutEvent.PaidBasis.BOOKED, DEBIT);
    private static final PayoutEvent REFUSED = noted("refusal: announced AC04");
    private static final PayoutEvent FAILED = new PayoutEvent.Failed("AC04");
    private static final PayoutEvent RETURNED = new PayoutEvent.Returned(credit(Way.RETURNED));
    private static final PayoutEvent TOO_EARLY = new PayoutEvent.Returned(credit(Way.BEFORE_ITS_DEBIT));
    private static final PayoutEvent DEBITED =
            new StatusNoted("debit", Optional.of(DEBIT), Optional.empty());
    private static final PayoutEvent LATE = noted("accepted_late");

    private static StatusNoted noted(String note) {
        return new StatusNoted(note, Optional.empty(), Optional.empty());
    }

    private static Credit credit(Way way) {
        Money amount = Money.of(25_000, "EUR");
        return new Credit("bl_credit", LocalDate.of(2027, 3, 26), amount, amount, "AC04", way);
    }

    private static Payout inFile(String currency, PayoutEvent... events) {
        return PlayedPayouts.inFile(AT, currency, events);
    }

    private static Optional<Instant> due(Payout payout) {
        return PayoutTimes.due(payout, AT);
    }

    static Stream<Arguments> waits() {
        String target = "2027-04-06T00:00:00Z";
        String fed = "2027-04-02T00:00:00Z";
        return Stream.of(
                Arguments.of("refused, and not debited", inFile("EUR", SENT, REFUSED), target, FAILED),
                Arguments.of("refused before it was handed over", inFile("EUR", REFUSED), target, FAILED),
                Arguments.of("in dollars", inFile("USD", SENT, REFUSED), fed, FAILED),
                Arguments.of("refused, and paid", inFile("EUR", SENT, REFUSED, PAID), target, RETURNED),
                Arguments.of("paid, and refused", inFile("EUR", SENT, PAID, REFUSED), target, RETURNED),
                Arguments.of("returned before its debit", inFile("EUR", SENT, TOO_EARLY), target, DEBITED));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waits")
    void peopleAreToldOnceUntilItIsBooked(String name, Payout payout, String by, PayoutEvent booked) {
        assertEquals(Optional.of(Instant.parse(by)), due(payout), name);
        var context = new PayoutRules.Context(Instant.parse(by), MoneyOut.SHIPPED);
        var decided = PayoutRules.decide(payout, new PayoutCommand.StayedAway(), context);
        assertEquals(new PayoutDecision.Append(noted("unanswered")), decided);
        assertEquals("opens payout_unanswered", attention(payout, noted("unanswered")));

        Payout told = PayoutFold.next(payout, new Dated(noted("unanswered"), Instant.parse(by)));
        assertEquals(payout.state(), told.state());
        boolean isLookedAt = payout instanceof Payout.Sent || payout instanceof Payout.Sending;
        assertEquals(isLookedAt ? Optional.of(AT.plus(Duration.ofDays(1))) : Optional.empty(), due(told));
        assertEquals(
                isLookedAt ? new PayoutDecision.Append(noted("looked")) : new PayoutDecision.Nothing(),
                PayoutRules.decide(told, new PayoutCommand.StayedAway(), context),
                "a late statement is looked for each day");
        assertEquals("-", attention(told, noted("looked")));
        assertEquals("closes payout_unanswered", attention(told, booked));
        assertEquals("-", attention(payout, booked), "no place was open");
    }

    static Stream<Arguments> nothingFollows() {
        return Stream.of(
                Arguments.of("its file has the deadline", inFile("EUR", SENT)),
                Arguments.of("paid", inFile("EUR", SENT, PAID)),
                Arguments.of("returned", inFile("EUR", SENT, PAID, RETURNED)),
                Arguments.of("returned, and then debited", inFile("EUR", SENT, TOO_EARLY, DEBITED)),
                Arguments.of("failed", inFile("EUR", SENT, REFUSED, FAILED)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nothingFollows")
    void noPersonIsToldOfWhatIsBooked(String name, Payout payout) {
        assertEquals(Optional.empty(), due(payout), name);
    }

    @ParameterizedTest
    @MethodSource("credits")
    void theLineThatBringsBackWhatARailTookLateClosesItsPlace(Way way, String attention) {
        Payout late = inFile("EUR", SENT, FAILED, LATE);
        var back = new StatusNoted("credit", Optional.empty(), Optional.of(credit(way)));
        assertEquals(attention, attention(late, back));
        assertEquals("-", attention(inFile("EUR", SENT, FAILED), back));
        assertEquals("-", attention(PayoutFold.next(late, new Dated(back, AT)), DEBITED));
    }

    static Stream<Arguments> credits() {
        return Stream.of(
                Arguments.of(Way.RECREDITED, "closes payout_unanswered"),
                Arguments.of(Way.BEFORE_ITS_DEBIT, "closes payout_unanswered"),
                Arguments.of(Way.WAITS, "-"));
    }

    private static String attention(Payout before, PayoutEvent event) {
        return PayoutAttention.of(Optional.of(before), event).map(Object::toString).orElse("-");
    }
}
