package dev.surety.payouts.app.report;

import dev.surety.model.Invariants;
import dev.surety.model.id.MarketplaceId;
import dev.surety.payouts.app.payout.Nudges;
import dev.surety.payouts.app.payout.Present;
import dev.surety.payouts.app.upload.UploadBytes;
import dev.surety.payouts.app.upload.Uploaded;
import dev.surety.payouts.app.upload.WorkOnUpload;
import dev.surety.payouts.domain.report.ReportFile;
import dev.surety.payouts.domain.report.Settlement;
import dev.surety.payouts.domain.report.SettlementSums;
import dev.surety.payouts.domain.upload.Problem;
import dev.surety.payouts.domain.upload.UploadState;
import dev.surety.runtime.resilience.Outage;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a surveyed report in pieces. Each step compares some rows with our journal; then its settlements are posted.
 */
final class WorkOnReport implements WorkOnUpload.Steps<ReportFile> {
    /** Settlements that one wake posts. */
    private static final int SETTLEMENTS = 25;

    private final ReportChains reports;
    private final SettlementChains settlements;
    private final UploadBytes files;
    private final SurveyReport surveying;
    private final ReadReportRows rows;
    private final Nudges nudges;
    private final Present present;

    WorkOnReport(
            ReportChains reports,
            SettlementChains settlements,
            UploadBytes files,
            SurveyReport surveying,
            ReadReportRows rows,
            Nudges nudges,
            Present present) {
        this.reports = reports;
        this.settlements = settlements;
        this.files = files;
        this.surveying = surveying;
        this.rows = rows;
        this.nudges = nudges;
        this.present = present;
    }

    @Override
    public ReportFile survey(Uploaded<ReportFile> stored, InputStream bytes) throws IOException {
        MarketplaceId marketplace = stored.id().marketplace();
        ReportFile file = stored.file();
        try {
            SurveyReport.Surveyed surveyed =
                    surveying.survey(marketplace, bytes, file.format(), currencies(marketplace));
            return file.surveyed(surveyed.rows(), surveyed.settlements());
        } catch (ReportRows.Unreadable e) {
            return file.rejected(e.what(), e.where());
        }
    }

    @Override
    public Optional<Uploaded<ReportFile>> read(Uploaded<ReportFile> stored, Instant now) {
        return stored.file().isRead() ? settle(stored, now) : readRows(stored, now);
    }

    @Override
    public Optional<Uploaded<ReportFile>> reopen(Uploaded<ReportFile> stored, Instant now) {
        return Optional.empty();
    }

    private Set<String> currencies(MarketplaceId marketplace) {
        return Set.copyOf(present.settings(marketplace).currencies());
    }

    private Optional<Uploaded<ReportFile>> readRows(Uploaded<ReportFile> stored, Instant now) {
        ReadReportRows.Piece piece = files.read(stored, bytes -> {
            try {
                return rows.read(stored, bytes, currencies(stored.id().marketplace()));
            } catch (ReportRows.Unreadable e) {
                throw new Invariants.Breach("stored-file: a report that was surveyed is read again as it was");
            }
        });
        ReportFile after = stored.file().read(piece.done(), piece.lines(), piece.problems());
        return reports.append(stored, after, ReportChains.READ, now);
    }

    private Optional<Uploaded<ReportFile>> settle(Uploaded<ReportFile> stored, Instant now) {
        ReportFile file = stored.file();
        if (file.isSettled()) {
            ReportFile ended = file.ended();
            boolean isClean = ended.state() == UploadState.MATCHED;
            String event = isClean ? ReportChains.MATCHED : ReportChains.WITH_EXCEPTIONS;
            return reports.append(stored, ended, event, now);
        }
        int to = Math.min(file.settled() + SETTLEMENTS, file.settlements().size());
        List<Problem> problems = new ArrayList<>();
        file.settlements().subList(file.settled(), to).stream()
                .filter(sums -> SurveyReport.isWhole(file.format(), sums))
                .filter(sums -> !settle(stored, sums, now))
                .forEach(sums ->
                        problems.add(new Problem("settlement_differs", "settlement " + sums.reference())));
        return reports.append(stored, file.settled(to, problems), ReportChains.SETTLED, now);
    }

    /** Whether the settlement is posted with these sums, by this report or by another. */
    private boolean settle(Uploaded<ReportFile> stored, SettlementSums sums, Instant now) {
        var settlement = new Settlement(
                stored.file().gateway(), sums, stored.id().id(), Optional.empty(), false);
        SettlementChains.Stored posted = settlements
                .settle(stored.id().marketplace(), settlement, now)
                .orElseThrow(() -> new Outage("another report posts the same settlement"));
        if (posted.settlement().isAwaited()) {
            nudges.nudge(posted.id());
        }
        return posted.settlement().sums().equals(sums);
    }
}
