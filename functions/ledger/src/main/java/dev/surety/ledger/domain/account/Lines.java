package dev.surety.ledger.domain.account;

import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.ledger.Line;
import dev.surety.model.ledger.StoredLine;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The lines of accounts, by the time of their entries. */
public interface Lines {
    /** Every line of an account before an instant. In order of time where a participant holds the account. */
    void each(LedgerAccount account, Instant until, Consumer<Line> line);

    /** The same from an instant on. A platform account's lines are in order within a day. */
    void each(LedgerAccount account, Instant from, Instant until, Consumer<Line> line);

    /** The balance of an account before an instant, and its number of lines; closed days count by their totals. */
    Balance before(LedgerAccount account, Instant until);

    /** Those of these lines' places where a line is stored, as it is stored. */
    List<StoredLine> stored(Collection<Line> wanted);

    /** At most so many lines of an account that a participant holds, oldest first; false if there are more. */
    boolean first(LedgerAccount account, int most, Consumer<Line> line);

    /** The newest lines of an account from one instant until before another, newest first, before a place. */
    List<Line> newest(LedgerAccount account, Instant from, Instant until, Optional<LinePlace> before, int limit);

    /** Some lines of an account after a place that an earlier page gave; from the beginning where that is empty. */
    Page page(LedgerAccount account, String after);

    /** The total of a closed day; nothing if it has none. */
    Optional<DayTotal> total(LedgerAccount account, String day);

    /** The sum of the lines of one day of a platform account. */
    DayTotal sum(LedgerAccount account, String day);

    /** The lines of one second of an account, as they lie there, and the names of attributes that are not lines. */
    record Second(String partition, String key, List<StoredLine> lines, List<String> unreadable) {
        public Second {
            lines = List.copyOf(lines);
            unreadable = List.copyOf(unreadable);
        }
    }

    /**
     * @param day which day of a platform account these are of; empty for a participant's
     * @param endsDay whether no more of that day follow
     * @param next where to go on; empty at the end
     */
    record Page(List<Second> seconds, String day, boolean endsDay, String next) {
        public Page {
            seconds = List.copyOf(seconds);
        }
    }
}
