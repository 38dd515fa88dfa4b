package dev.surety.payouts.statement;

import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.simulator.bank.files.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Statements and entries of March 2026 for the simulator to write. */
final class StatementPen {
    private StatementPen() {}

    static Statement.Entry entry(
            String line, long minor, int day, String reference, Optional<String> number, String code) {
        List<Statement.Payment> payments = reference.isEmpty()
                ? List.of()
                : List.of(new Statement.Payment(reference, Math.abs(minor), number.orElse(""), ""));
        return entry(line, minor, day, payments, code);
    }

    static Statement.Entry entry(
            String line, long minor, int day, List<Statement.Payment> payments, String code) {
        return new Statement.Entry(
                line,
                minor,
                Statement.Reversal.NONE,
                true,
                TroubledMonth.date(day),
                0,
                Optional.empty(),
                payments,
                code,
                "ÜBERWEISUNG");
    }

    static Statement statement(int day, long opening, long closing, List<Statement.Entry> entries) {
        return new Statement(
                "S" + day,
                Optional.of((long) day),
                Instant.parse("2026-04-01T05:00:00Z"),
                TroubledMonth.date(day),
                TroubledMonth.date(day),
                Camt.IBAN,
                Money.of(0, "EUR").currency(),
                opening,
                closing,
                entries,
                1,
                1);
    }

    static Statement in(Statement of, String iban, String code) {
        Currency currency = Money.of(0, code).currency();
        return new Statement(
                of.id(),
                of.number(),
                of.createdAt(),
                of.from(),
                of.to(),
                iban,
                currency,
                of.openingMinor(),
                of.closingMinor(),
                of.entries(),
                1,
                1);
    }
}
