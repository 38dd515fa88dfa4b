package dev.surety.ledger.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The lines of accounts, by the time of their entries. */
public interface Lines {
    /** Every line of an account before an instant. In order of time where a participant holds the account. */
    void each(LedgerAccount account, Instant until, Consumer<Line> line);

    /** Those of these lines' places where a line is stored, as it is stored. */
    List<Line> stored(Collection<Line> wanted);

    /** At most so many lines of an account that a participant holds, oldest first; false if there are more. */
    boolean first(LedgerAccount account, int most, Consumer<Line> line);

    /** The newest lines of an account from one instant until before another, newest first, before a place. */
    List<Line> newest(LedgerAccount account, Instant from, Instant until, Optional<LinePlace> before, int limit);
}
