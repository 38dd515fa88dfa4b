package dev.surety.messages.camt;

import dev.surety.messages.xml.Note;
import dev.surety.model.money.Currency;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/**
 * The beginning of a statement, report or notification.
 *
 * @param messageId of the file; empty text if it has none
 * @param createdAt the bank's local time as written, in whatever zone
 * @param id of the statement; empty text if it has none. Banks use it again in another year
 * @param page of a statement in several files
 * @param isLastPage whether no page follows; true if the bank does not say
 * @param currency of the account; empty if the bank does not say, as many do
 * @param balances those that stand before the entries, nearly always all
 */
public record StatementHead(
        String messageId,
        Optional<LocalDateTime> createdAt,
        String id,
        Optional<Long> electronicSequence,
        Optional<Long> legalSequence,
        Optional<Integer> page,
        boolean isLastPage,
        AccountNumber account,
        Optional<Currency> currency,
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        List<Balance> balances,
        List<Note> notes)
        implements StatementPart {
    public StatementHead {
        balances = List.copyOf(balances);
        notes = List.copyOf(notes);
    }

    /** The first balance of a type and currency. */
    public Optional<Balance> balance(String type, Currency of) {
        return balances.stream()
                .filter(balance -> balance.type().equals(type) && balance.amount().currency().equals(of))
                .findFirst();
    }

    /** The day that the statement is of: its closing balance's, else the end of its period, else its creation's. */
    public Optional<LocalDate> date() {
        return balances.stream()
                .filter(balance -> balance.type().equals("CLBD"))
                .findFirst()
                .flatMap(Balance::on)
                .or(() -> to)
                .or(() -> createdAt.map(LocalDateTime::toLocalDate));
    }
}
