package dev.surety.ledger.domain.export;

import dev.surety.ledger.domain.books.BookFile;
import dev.surety.ledger.domain.books.BookSpan;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A file of the books for the general ledger.
 *
 * @param by the person or client that asked
 * @param month the period that was asked for, if it was one
 * @param settings the version of the settings that hold the chart of accounts; 0 if there were none
 */
public record LedgerExport(
        Format format,
        Optional<String> month,
        BookSpan span,
        String by,
        Instant requestedAt,
        int settings,
        Optional<BookFile> file) {
    public static final String PREFIX = "lex";

    /** Stored and shown as the lower-case word, which is also the ending of the file's name. */
    public enum Format {
        CSV,
        BEANCOUNT;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Format> find(String code) {
            return Arrays.stream(values()).filter(each -> each.code().equals(code)).findFirst();
        }
    }

    public String state() {
        return file.isPresent() ? "ready" : "preparing";
    }

    public LedgerExport written(BookFile written) {
        return new LedgerExport(format, month, span, by, requestedAt, settings, Optional.of(written));
    }
}
