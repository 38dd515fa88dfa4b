package dev.surety.payouts.app.report;

import dev.surety.payouts.app.payout.Present;
import dev.surety.payouts.app.upload.Uploaded;
import dev.surety.payouts.domain.report.ReportFile;
import dev.surety.payouts.domain.report.ReportRow;
import dev.surety.payouts.domain.upload.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Deals with one piece of a report's rows. A wake reads the file from its start again. It passes over the rows that are
 * done, counts the equal ones among them, and deals with the next few.
 */
final class ReadReportRows {
    private final GatewayLines lines;
    private final Present present;
    private final int most;

    /** @param most rows that one wake deals with */
    ReadReportRows(GatewayLines lines, Present present, int most) {
        this.lines = lines;
        this.present = present;
        this.most = most;
    }

    /** @param done the rows of the file that are dealt with, with those of the pieces before */
    record Piece(int done, Map<String, Integer> lines, List<Problem> problems) {}

    Piece read(Uploaded<ReportFile> stored, InputStream bytes, Set<String> currencies)
            throws IOException, ReportRows.Unreadable {
        ReportFile file = stored.file();
        Map<String, Integer> words = new TreeMap<>();
        List<Problem> problems = new ArrayList<>();
        Map<String, Integer> occurrences = new HashMap<>();
        int number = 0;
        ReportRows rows = ReportRows.open(bytes, file.format(), currencies);
        for (Optional<ReportRow> next = rows.next();
                next.isPresent() && number < file.done() + most;
                next = rows.next()) {
            ReportRow row = next.get();
            number++;
            int occurrence = row.id().isEmpty() ? occurrences.merge(row.content(), 1, Integer::sum) : 1;
            if (number > file.done()) {
                String word = deal(stored, row, occurrence);
                words.merge(word, 1, Integer::sum);
                if (word.equals(GatewayLines.DIFFERS)) {
                    problems.add(new Problem("row_differs", "line " + row.line()));
                }
            }
        }
        return new Piece(number, words, problems);
    }

    private String deal(Uploaded<ReportFile> stored, ReportRow row, int occurrence) {
        return row.kind().isCompared()
                ? lines.deal(
                        stored.id(),
                        stored.file().gateway(),
                        row,
                        occurrence,
                        present.now(stored.id().marketplace()))
                : ReportFile.SETTLED;
    }
}
