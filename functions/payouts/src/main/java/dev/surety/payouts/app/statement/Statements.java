package dev.surety.payouts.app.statement;

import dev.surety.files.StoredFiles;
import dev.surety.payouts.app.bank.LinePayouts;
import dev.surety.payouts.app.bank.ReportedPayouts;
import dev.surety.payouts.app.payout.Nudges;
import dev.surety.payouts.app.payout.Present;
import dev.surety.payouts.app.upload.UploadBytes;
import dev.surety.payouts.app.upload.WorkOnUpload;
import dev.surety.payouts.domain.bank.LineRules;
import dev.surety.payouts.domain.reason.Reasons;
import dev.surety.payouts.domain.statement.MatchRules;
import dev.surety.payouts.domain.statement.StatementFile;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;

/** The use cases of statements, made of their ports. */
public record Statements(
        StatementChains chains,
        BookChains books,
        LineChains lines,
        UploadStatement uploading,
        WorkOnUpload<StatementFile> reading,
        TellLine telling,
        ResolveLine resolving) {
    /** Lines, and parts of reports, that one wake deals with. */
    private static final int PIECE = 500;

    private static final int AT_ONCE = 8;

    /** The parts that the use cases call. */
    public record Ports(
            Journal journal,
            JournalIndexes indexes,
            StoredFiles files,
            LinePayouts payouts,
            ReportedPayouts reported,
            KnownPayouts known,
            PaymentGroups groups,
            SettlementLines settlements,
            OwnAccounts accounts,
            Corrections corrections,
            Reasons reasons,
            Nudges nudges,
            Present present) {}

    public static Statements of(Ports of) {
        var chains = new StatementChains(of.journal(), of.indexes(), of.present());
        var books = new BookChains(of.journal());
        var lines = new LineChains(of.journal(), of.indexes(), of.present());
        var telling = new TellLine(
                lines,
                of.payouts(),
                of.reported(),
                of.groups(),
                of.settlements(),
                of.nudges(),
                of.present(),
                AT_ONCE);
        var dealing = new DealWithLine(
                lines,
                new LineFacts(of.payouts(), of.known(), of.groups(), of.accounts(), AT_ONCE),
                of.groups(),
                new GroupClaims(of.journal()),
                new MatchRules(new LineRules(of.reasons())),
                of.accounts(),
                telling,
                of.present());
        var bytes = new UploadBytes(of.files());
        var steps = new ReadStatement(
                chains,
                books,
                bytes,
                new SurveyFile(of.accounts()),
                new ReadLines(dealing, PIECE),
                new ReadReport(of.reported(), of.known(), of.groups(), of.reasons(), of.present(), PIECE),
                new ReadNotices(
                        of.payouts(),
                        of.reported(),
                        of.known(),
                        of.groups(),
                        of.corrections(),
                        of.reasons(),
                        of.present(),
                        PIECE),
                of.nudges());
        var reading = new WorkOnUpload<>(chains, bytes, steps, of.nudges(), of.present());
        var uploading = new UploadStatement(chains, of.files(), of.present());
        var resolving = new ResolveLine(lines, of.payouts(), of.accounts(), telling, of.present());
        return new Statements(chains, books, lines, uploading, reading, telling, resolving);
    }
}
