package dev.surety.ledger.domain.report;

import dev.surety.ledger.domain.account.LinePlace;
import dev.surety.model.Invariants;
import dev.surety.model.ledger.Line;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of one currency from one instant until before another, and the balance at both. */
public record Statement(Currency currency, Money opening, Money closing, List<Stated> rows) {
    public Statement {
        rows = List.copyOf(rows);
    }

    /** A row and the balance after it. */
    public record Stated(StatementRow row, Money balance) {
        public Line line() {
            return row.line();
        }

        public LinePlace place() {
            return row.place();
        }
    }

    /** Folds rows, oldest first, keeping no more of them than a page shows. */
    public static final class Fold {
        private final Currency currency;
        private final Instant from;
        private final Optional<LinePlace> after;
        private final int most;
        private final List<Stated> kept = new ArrayList<>();
        private Money opening;
        private Money balance;

        /** @param most how many rows after the place {@code after} are kept */
        public Fold(Currency currency, Instant from, Optional<LinePlace> after, int most) {
            this.currency = currency;
            this.from = from;
            this.after = after;
            this.most = most;
            this.opening = Money.zero(currency);
            this.balance = opening;
        }

        public void add(Line line) {
            add(StatementRow.of(line));
        }

        public void add(StatementRow row) {
            Invariants.hold(row.net().currency().equals(currency), "a statement is of one currency");
            balance = balance.plus(row.net());
            if (row.line().at().isBefore(from)) {
                opening = balance;
                return;
            }
            boolean later = after.isEmpty() || row.place().compareTo(after.get()) > 0;
            if (later && kept.size() < most) {
                kept.add(new Stated(row, balance));
            }
        }

        public Statement end() {
            return new Statement(currency, opening, balance, kept);
        }
    }
}
