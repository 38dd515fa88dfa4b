package dev.surety.simulator.bank;

import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.simulator.bank.files.Oddity;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Set;

/**
 * A customer's order of statements.
 *
 * @param message such as {@code camt.053.001.08}
 * @param pages that each statement has, a file for each
 */
public record StatementOrder(
        LocalDate from,
        LocalDate to,
        Currency currency,
        String message,
        Set<Oddity> with,
        int pages,
        Charset encoding) {
    public StatementOrder {
        with = Set.copyOf(with);
    }

    public static StatementOrder of(LocalDate from, LocalDate to) {
        return new StatementOrder(
                from, to, Money.of(0, "EUR").currency(), "camt.053.001.08", Set.of(), 1, StandardCharsets.UTF_8);
    }

    public StatementOrder as(String other) {
        return new StatementOrder(from, to, currency, other, with, pages, encoding);
    }

    public StatementOrder in(Currency other) {
        return new StatementOrder(from, to, other, message, with, pages, encoding);
    }

    public StatementOrder with(Set<Oddity> oddities) {
        return new StatementOrder(from, to, currency, message, oddities, pages, encoding);
    }

    public StatementOrder pages(int number) {
        return new StatementOrder(from, to, currency, message, with, number, encoding);
    }

    public StatementOrder encoded(String charset) {
        return new StatementOrder(from, to, currency, message, with, pages, Charset.forName(charset));
    }

    boolean isStatement() {
        return message.startsWith("camt.053");
    }
}
