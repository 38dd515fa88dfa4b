package dev.surety.messages.pain;

import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** Payments for tests, made while they are read; the same number gives the same payment. */
final class Payments {
    static final Currency EUR = Currency.of("EUR");
    static final Instant AT = Instant.parse("2026-11-27T22:50:00Z");
    static final LocalDate DAY = LocalDate.of(2026, 11, 30);
    static final Party MARKET = new Party("Market GmbH", Optional.of("MARKET01"));
    static final Debtor DEBTOR =
            new Debtor("Market GmbH", "DE89370400440532013000", Optional.of("COBADEFFXXX"), Optional.empty());

    private Payments() {}

    static Money euros(long cents) {
        return Money.of(cents, EUR);
    }

    static Creditor inEea(String name) {
        return new Creditor(name, "FR1420041010050500013M02606", Optional.empty(), Optional.empty());
    }

    static Creditor swiss(String name) {
        return new Creditor(
                name, "CH9300762011623852957", Optional.empty(), Optional.of(new Address("Zuerich", "CH")));
    }

    /** From 0.01 to 19.99, each as often as any other. */
    static long cents(long number) {
        return 1 + number * 7 % 1_999;
    }

    static Payment payment(long number) {
        String name = "Payee " + number;
        return new Payment(
                "REF" + number,
                euros(cents(number)),
                number % 20 == 0 ? swiss(name) : inEea(name),
                "Market payout REF" + number);
    }

    /** The payments from one number until before another. */
    static PaymentGroup group(String id, long from, long until) {
        return new PaymentGroup(
                id,
                DAY,
                false,
                true,
                until - from,
                euros(LongStream.range(from, until).map(Payments::cents).sum()),
                () -> LongStream.range(from, until).mapToObj(Payments::payment).iterator());
    }

    static PaymentGroup group(String id, List<Payment> payments) {
        return new PaymentGroup(id, DAY, false, true, payments.size(), sum(payments), payments);
    }

    static Money sum(List<Payment> payments) {
        return payments.stream().map(Payment::amount).reduce(euros(0), Money::plus);
    }

    static CreditTransferMessage message(List<PaymentGroup> groups) {
        return new CreditTransferMessage(
                "pf-1",
                AT,
                MARKET,
                DEBTOR,
                groups.stream().mapToLong(PaymentGroup::count).sum(),
                groups.stream().map(PaymentGroup::sum).reduce(euros(0), Money::plus));
    }
}
