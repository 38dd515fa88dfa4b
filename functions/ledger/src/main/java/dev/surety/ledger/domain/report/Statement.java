package dev.surety.ledger.domain.report;

import dev.surety.ledger.domain.account.LinePlace;
import dev.surety.model.Invariants;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.ledger.Line;
import dev.surety.model.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lines of an account from one instant until before another, and the balance at both. */
public record Statement(LedgerAccount account, Money opening, Money closing, List<Stated> lines) {
    public Statement {
        lines = List.copyOf(lines);
    }

    /** A line and the account's balance after it. */
    public record Stated(Line line, Money balance) {
        public LinePlace place() {
            return LinePlace.of(line);
        }
    }

    /** Folds lines, oldest first, keeping no more of them than a page shows. */
    public static final class Fold {
        private final LedgerAccount account;
        private final Instant from;
        private final Optional<LinePlace> after;
        private final int most;
        private final List<Stated> kept = new ArrayList<>();
        private Money opening;
        private Money balance;

        /** @param most how many lines after the place {@code after} are kept */
        public Fold(LedgerAccount account, Instant from, Optional<LinePlace> after, int most) {
            this.account = account;
            this.from = from;
            this.after = after;
            this.most = most;
            this.opening = Money.zero(account.currency());
            this.balance = opening;
        }

        public void add(Line line) {
            Invariants.hold(line.account().equals(account), "a statement is of one account");
            balance = balance.plus(line.money());
            if (line.at().isBefore(from)) {
                opening = balance;
                return;
            }
            var stated = new Stated(line, balance);
            boolean later = after.isEmpty() || stated.place().compareTo(after.get()) > 0;
            if (later && kept.size() < most) {
                kept.add(stated);
            }
        }

        public Statement end() {
            return new Statement(account, opening, balance, kept);
        }
    }
}
