package dev.surety.payouts.domain.report;

import dev.surety.model.marketplace.GatewayReportFormat;
import dev.surety.payouts.domain.upload.Problem;
import dev.surety.payouts.domain.upload.UploadState;
import dev.surety.payouts.domain.upload.UploadedFile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A gateway's report that a person uploaded, and how far we have dealt with it. Its chain's last entry holds all of it.
 *
 * @param name as the person's computer names it; only words
 * @param by the person who uploaded it
 * @param format as the settings had it when the report was announced
 * @param rows in the file, without its header
 * @param done the rows that are dealt with
 * @param settled the settlements that are dealt with
 * @param lines the count of rows of each class
 * @param problems the first of what people have to look at; of a rejected one, why
 */
public record ReportFile(
        String name,
        long bytes,
        Optional<String> sha256,
        String by,
        Instant uploadedAt,
        GatewayReportFormat format,
        UploadState state,
        int rows,
        int done,
        List<SettlementSums> settlements,
        int settled,
        Map<String, Integer> lines,
        List<Problem> problems)
        implements UploadedFile<ReportFile> {
    public static final int MOST_ROWS = 200_000;
    public static final int MOST_SETTLEMENTS = 200;

    /** The word for a row that another report told before. */
    public static final String REPEATED = "repeated";

    /** The word for a row that is posted with its settlement: a fee, or the pay-out itself. */
    public static final String SETTLED = "settled";

    public static final String EXPLAINED = "explained";
    public static final String UNMATCHED = "unmatched";

    public ReportFile {
        settlements = List.copyOf(settlements);
        lines = Map.copyOf(lines);
        problems = List.copyOf(problems);
    }

    public String gateway() {
        return format.gateway();
    }

    public static ReportFile uploading(
            String name,
            long bytes,
            Optional<String> sha256,
            String by,
            Instant now,
            GatewayReportFormat format) {
        return new ReportFile(
                name, bytes, sha256, by, now, format, UploadState.UPLOADING, 0, 0, List.of(), 0, Map.of(), List.of());
    }

    @Override
    public ReportFile rejected(String what, String where) {
        return with(UploadState.REJECTED, done, settled, lines, List.of(new Problem(what, where)));
    }

    public ReportFile surveyed(int count, List<SettlementSums> found) {
        return new ReportFile(
                name,
                bytes,
                sha256,
                by,
                uploadedAt,
                format,
                UploadState.READING,
                count,
                0,
                found,
                0,
                Map.of(),
                List.of());
    }

    public ReportFile read(int to, Map<String, Integer> more, List<Problem> found) {
        Map<String, Integer> all = new TreeMap<>(lines);
        more.forEach((word, count) -> all.merge(word, count, Integer::sum));
        return with(state, to, settled, all, Problem.first(problems, found));
    }

    public ReportFile settled(int to, List<Problem> found) {
        return with(state, done, to, lines, Problem.first(problems, found));
    }

    public boolean isRead() {
        return done == rows;
    }

    public boolean isSettled() {
        return settled == settlements.size();
    }

    public ReportFile ended() {
        boolean isClean = problems.isEmpty() && !lines.containsKey(UNMATCHED);
        UploadState to = isClean ? UploadState.MATCHED : UploadState.MATCHED_WITH_EXCEPTIONS;
        return with(to, done, settled, lines, problems);
    }

    private ReportFile with(
            UploadState to, int rowsDone, int settlementsDone, Map<String, Integer> counts, List<Problem> found) {
        return new ReportFile(
                name,
                bytes,
                sha256,
                by,
                uploadedAt,
                format,
                to,
                rows,
                rowsDone,
                settlements,
                settlementsDone,
                counts,
                found);
    }
}
