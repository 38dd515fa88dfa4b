package dev.surety.payouts.app.report;

import dev.surety.files.StoredFiles;
import dev.surety.model.Invariants;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.payouts.app.payout.Nudges;
import dev.surety.payouts.app.payout.Present;
import dev.surety.payouts.app.report.ReportChains.Stored;
import dev.surety.payouts.domain.report.ReportFile.Problem;
import dev.surety.payouts.domain.report.ReportFile.State;
import dev.surety.payouts.domain.report.ReportFile;
import dev.surety.payouts.domain.report.Settlement;
import dev.surety.payouts.domain.report.SettlementSums;
import dev.surety.runtime.resilience.Outage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads an uploaded report in pieces. The first wake reads all of it and posts nothing. Each further wake compares some
 * rows with our journal; then its settlements are posted. A lost message costs a minute; a wake that comes twice finds
 * its work done.
 */
public final class WorkOnReport {
    /** Settlements that one wake posts. */
    private static final int SETTLEMENTS = 25;

    private final ReportChains reports;
    private final SettlementChains settlements;
    private final StoredFiles files;
    private final SurveyReport surveying;
    private final ReadReportRows rows;
    private final Nudges nudges;
    private final Present present;

    WorkOnReport(
            ReportChains reports,
            SettlementChains settlements,
            StoredFiles files,
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

    /**
     * @param number of the entry that left the deadline; 0 in a hint, which is never too early
     * @return whether the wake is done; if not, it has to come again
     */
    public boolean wake(ChainId id, int number) {
        Optional<Stored> found = reports.find(id);
        if (found.isEmpty() || (number > 0 && found.get().chain().version() != number)) {
            return true;
        }
        Stored stored = found.get();
        Instant now = present.now(id.marketplace());
        boolean isEarly = stored.chain()
                .last()
                .flatMap(entry -> entry.due())
                .filter(due -> now.isBefore(due.at()))
                .isPresent();
        if (number > 0 && isEarly) {
            return false;
        }
        Optional<Stored> after = step(stored, now);
        if (after.filter(then -> then.file().state() == State.READING).isPresent()) {
            nudges.nudge(id);
        }
        return true;
    }

    /** The next state, or nothing if there is none yet or another worker took the place. */
    private Optional<Stored> step(Stored stored, Instant now) {
        ReportFile file = stored.file();
        return switch (file.state()) {
            case UPLOADING -> survey(stored, now);
            case READING -> file.isRead() ? settle(stored, now) : read(stored, now);
            case MATCHED, MATCHED_WITH_EXCEPTIONS, REJECTED -> Optional.empty();
        };
    }

    private Optional<Stored> survey(Stored stored, Instant now) {
        ReportFile file = stored.file();
        Optional<StoredFiles.Stored> there = files.find(ReportChains.key(stored.id()));
        if (there.isEmpty()) {
            boolean isLate = !now.isBefore(file.uploadedAt().plus(ReportChains.UPLOAD));
            return isLate ? rejected(stored, "upload_missing", "after a day", now) : Optional.empty();
        }
        if (there.get().bytes() != file.bytes()) {
            return rejected(
                    stored, "bytes_differ", "announced " + file.bytes() + ", came " + there.get().bytes(), now);
        }
        MessageDigest digest = sha256();
        try {
            SurveyReport.Surveyed surveyed = opened(stored, bytes -> {
                var hashed = new DigestInputStream(bytes, digest);
                var read = surveying.survey(
                        stored.id().marketplace(), hashed, file.format(), currencies(stored.id().marketplace()));
                hashed.transferTo(OutputStream.nullOutputStream());
                return read;
            });
            String hash = HexFormat.of().formatHex(digest.digest());
            if (file.sha256().filter(announced -> !announced.equals(hash)).isPresent()) {
                return rejected(stored, "digest_mismatch", "came " + hash, now);
            }
            ReportFile after = file.surveyed(surveyed.rows(), surveyed.settlements());
            return reports.append(stored, after, ReportChains.SURVEYED, now);
        } catch (ReportRows.Unreadable e) {
            return rejected(stored, e.what(), e.where(), now);
        }
    }

    private Set<String> currencies(MarketplaceId marketplace) {
        return Set.copyOf(present.settings(marketplace).currencies());
    }

    private Optional<Stored> rejected(Stored stored, String what, String where, Instant now) {
        return reports.append(stored, stored.file().rejected(what, where), ReportChains.REJECTED, now);
    }

    private Optional<Stored> read(Stored stored, Instant now) {
        try {
            ReadReportRows.Piece piece = opened(
                    stored, bytes -> rows.read(stored, bytes, currencies(stored.id().marketplace())));
            return reports.append(
                    stored, stored.file().read(piece.done(), piece.lines(), piece.problems()), ReportChains.READ, now);
        } catch (ReportRows.Unreadable e) {
            throw new Invariants.Breach("stored-file: a report that was surveyed is read again as it was");
        }
    }

    private Optional<Stored> settle(Stored stored, Instant now) {
        ReportFile file = stored.file();
        if (file.isSettled()) {
            ReportFile ended = file.ended();
            return reports.append(
                    stored,
                    ended,
                    ended.state() == State.MATCHED ? ReportChains.MATCHED : ReportChains.WITH_EXCEPTIONS,
                    now);
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
    private boolean settle(Stored stored, SettlementSums sums, Instant now) {
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

    private interface Reading<T> {
        T read(InputStream bytes) throws IOException, ReportRows.Unreadable;
    }

    private <T> T opened(Stored stored, Reading<T> reading) throws ReportRows.Unreadable {
        try (InputStream bytes = files.open(ReportChains.key(stored.id()))
                .orElseThrow(() -> new Outage("the bytes of a report are not there"))) {
            return reading.read(bytes);
        } catch (IOException e) {
            throw new Outage("the bytes of a report do not come", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
