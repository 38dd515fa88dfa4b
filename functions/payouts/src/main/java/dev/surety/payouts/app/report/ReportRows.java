package dev.surety.payouts.app.report;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.surety.model.marketplace.GatewayReportFormat;
import dev.surety.payouts.domain.report.ReportRow;
import dev.surety.payouts.domain.report.RowReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rows of a report, one after another. UTF-8, with or without a byte order mark. */
final class ReportRows {
    /** A row that is longer is no row of a report. */
    private static final int MOST_CHARACTERS = 64 * 1024;

    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final CloseableIterator<CsvRecord> records;
    private final RowReader reader;

    private ReportRows(CloseableIterator<CsvRecord> records, RowReader reader) {
        this.records = records;
        this.reader = reader;
    }

    /** The file, or a row of it, cannot be read. */
    static final class Unreadable extends Exception {
        private final String what;
        private final String where;

        Unreadable(String what, String where) {
            super(what + " " + where);
            this.what = what;
            this.where = where;
        }

        String what() {
            return what;
        }

        String where() {
            return where;
        }
    }

    /** @throws IOException if the stream fails, which says nothing about the file */
    static ReportRows open(InputStream bytes, GatewayReportFormat format, Set<String> currencies)
            throws IOException, Unreadable {
        CloseableIterator<CsvRecord> records = CsvReader.builder()
                .fieldSeparator(format.delimiter())
                .skipEmptyLines(true)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(false)
                .maxBufferSize(MOST_CHARACTERS)
                .ofCsvRecord(text(bytes))
                .iterator();
        Optional<CsvRecord> header = next(records);
        if (header.isEmpty()) {
            throw new Unreadable("no_header", "");
        }
        try {
            return new ReportRows(records, RowReader.of(format, header.get().getFields(), currencies));
        } catch (RowReader.Unreadable e) {
            throw new Unreadable(e.rule(), "column " + e.column());
        }
    }

    private static Reader text(InputStream bytes) throws IOException {
        var from = new PushbackInputStream(bytes, MARK.length);
        byte[] first = from.readNBytes(MARK.length);
        if (!java.util.Arrays.equals(first, MARK)) {
            from.unread(first);
        }
        return new InputStreamReader(
                from,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    Optional<ReportRow> next() throws IOException, Unreadable {
        Optional<CsvRecord> record = next(records);
        return record.isEmpty() ? Optional.empty() : Optional.of(row(record.get()));
    }

    private ReportRow row(CsvRecord record) throws Unreadable {
        int line = Math.toIntExact(record.getStartingLineNumber());
        List<String> fields = record.getFields();
        try {
            return reader.row(line, fields);
        } catch (RowReader.Unreadable e) {
            throw new Unreadable(e.rule(), "line " + line + (e.column().isEmpty() ? "" : ", column " + e.column()));
        }
    }

    /** The library hides a failing stream, a wrong character and a wrong quote behind two exceptions. */
    private static Optional<CsvRecord> next(CloseableIterator<CsvRecord> records) throws IOException, Unreadable {
        try {
            return records.hasNext() ? Optional.of(records.next()) : Optional.empty();
        } catch (CsvParseException e) {
            if (e.getCause() instanceof IOException failed && !(failed instanceof CharacterCodingException)) {
                throw failed;
            }
            throw new Unreadable(e.getCause() instanceof CharacterCodingException ? "not_utf8" : "not_csv", "");
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw new Unreadable("not_utf8", "");
            }
            throw e.getCause();
        }
    }
}
