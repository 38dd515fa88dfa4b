package dev.surety.payouts.app.report;

import dev.surety.files.StoredFiles;
import dev.surety.payouts.app.payout.Nudges;
import dev.surety.payouts.app.payout.Present;
import dev.surety.payouts.app.upload.UploadBytes;
import dev.surety.payouts.app.upload.WorkOnUpload;
import dev.surety.payouts.domain.report.ReportFile;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;

/** The use cases of gateways' reports, made of their ports. */
public record GatewayReports(
        ReportChains chains,
        GatewayLines lines,
        SettlementChains settlements,
        Arrivals arrivals,
        UploadReport uploading,
        WorkOnUpload<ReportFile> working,
        WorkOnSettlement awaiting) {
    /** Rows that one wake deals with. */
    private static final int PIECE = 500;

    /** The parts that the use cases call. */
    public record Ports(
            Journal journal,
            JournalIndexes indexes,
            StoredFiles files,
            ReportedPayments payments,
            Nudges nudges,
            Present present) {}

    public static GatewayReports of(Ports of) {
        return of(of, PIECE);
    }

    /** @param piece rows that one wake deals with */
    public static GatewayReports of(Ports of, int piece) {
        var chains = new ReportChains(of.journal(), of.indexes(), of.present());
        var lines = new GatewayLines(of.journal(), of.indexes(), of.payments());
        var settlements = new SettlementChains(of.journal(), of.indexes(), of.present());
        var arrivals = new Arrivals(of.journal(), of.indexes(), settlements, of.nudges(), of.present());
        var bytes = new UploadBytes(of.files());
        var steps = new WorkOnReport(
                chains,
                settlements,
                bytes,
                new SurveyReport(of.payments(), settlements),
                new ReadReportRows(lines, of.present(), piece),
                of.nudges(),
                of.present());
        var working = new WorkOnUpload<>(chains, bytes, steps, of.nudges(), of.present());
        return new GatewayReports(
                chains,
                lines,
                settlements,
                arrivals,
                new UploadReport(chains, of.files(), of.present()),
                working,
                new WorkOnSettlement(settlements, arrivals, of.present()));
    }
}
