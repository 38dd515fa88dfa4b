package dev.surety.payouts.app.debt;

import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.ledger.Line;
import dev.surety.model.money.Money;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import java.time.Instant;
import java.util.stream.Stream;

/** A payee's debt as far as finance has written it off. The lines of the debt's account show each write-off at once. */
final class WriteOffs {
    static final String LOSS_RECOVERED = "balance.loss_recovered.v1";

    private static final String ADJUSTED = "adjustment.posted.v1";
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");
    private static final String WRITE_OFF = "write_off";

    private final Journal journal;
    private final Books books;

    WriteOffs(Journal journal, Books books) {
        this.journal = journal;
        this.books = books;
    }

    /** The part that was written off since, less what has become a debt again. */
    Money since(LedgerAccount debt, Instant from) {
        return sum(debt, lines(debt, from).filter(this::isWriteOff));
    }

    /** The part that was ever written off and has not come back since. */
    Money open(LedgerAccount debt) {
        Money left = sum(debt, lines(debt, Instant.EPOCH)
                .filter(line -> line.event().equals(LOSS_RECOVERED) || isWriteOff(line)));
        return left.isNegative() ? Money.zero(debt.currency()) : left;
    }

    private Stream<Line> lines(LedgerAccount debt, Instant from) {
        return books.lines(debt, from, END_OF_TIME);
    }

    private boolean isWriteOff(Line line) {
        return line.event().equals(ADJUSTED)
                && journal.find(line.chain(), line.number())
                        .map(entry -> Json.object(entry.data()).at("/tells/reason").asString(""))
                        .filter(WRITE_OFF::equals)
                        .isPresent();
    }

    private static Money sum(LedgerAccount debt, Stream<Line> lines) {
        return lines.map(Line::money).reduce(Money.zero(debt.currency()), Money::plus);
    }
}
