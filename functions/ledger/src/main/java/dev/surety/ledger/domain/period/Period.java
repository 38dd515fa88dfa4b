package dev.surety.ledger.domain.period;

import dev.surety.ledger.domain.books.BookFile;
import dev.surety.ledger.domain.books.BookSpan;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A month of the books that is being closed, or is closed. It holds the entries whose time lies in it.
 *
 * @param asked the number of the entry that asked for this close; a later one writes a file of its own
 * @param by the person who asked
 * @param span half-open, by the time zone that the settings had then
 * @param settings the version of the settings that hold the chart of accounts; 0 if there were none
 */
public record Period(
        State state,
        int asked,
        String by,
        Instant askedAt,
        BookSpan span,
        int settings,
        Optional<BookFile> file,
        Optional<Decided> decided) {

    /** Stored and shown as the lower-case word. */
    public enum State {
        /** The worker writes the file. */
        CLOSING,
        AWAITING_APPROVAL,
        CLOSED,
        REJECTED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Who approved or rejected it. */
    public record Decided(String by, Instant at) {}

    public static Period closing(int number, String by, Instant now, BookSpan span, int settings) {
        return new Period(State.CLOSING, number, by, now, span, settings, Optional.empty(), Optional.empty());
    }

    public Period written(BookFile written) {
        return new Period(
                State.AWAITING_APPROVAL, asked, by, askedAt, span, settings, Optional.of(written), decided);
    }

    public Period decided(State to, String person, Instant now) {
        return new Period(
                to, asked, by, askedAt, span, settings, file, Optional.of(new Decided(person, now)));
    }
}
