package dev.surety.payouts.app.statement;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.payouts.app.payout.Nudges;
import dev.surety.payouts.app.upload.UploadBytes;
import dev.surety.payouts.app.upload.Uploaded;
import dev.surety.payouts.app.upload.WorkOnUpload;
import dev.surety.payouts.domain.statement.AccountBook.Joined;
import dev.surety.payouts.domain.statement.AccountBook.Relation;
import dev.surety.payouts.domain.statement.StatementFile;
import dev.surety.payouts.domain.statement.StatementFile.Part;
import dev.surety.payouts.domain.upload.Problem;
import dev.surety.payouts.domain.upload.UploadState;
import dev.surety.runtime.journal.JournalIndexes.Found;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a surveyed statement in pieces. Each step joins the next statement of the file to its account, or books some of
 * its lines.
 */
final class ReadStatement implements WorkOnUpload.Steps<StatementFile> {
    /** The most other files that may wait for a gap of which we think at once. Each looks by itself once a day. */
    private static final int MOST_WAITING = 50;

    private final StatementChains statements;
    private final BookChains books;
    private final UploadBytes files;
    private final SurveyFile surveying;
    private final ReadLines lines;
    private final ReadReport report;
    private final ReadNotices notices;
    private final Nudges nudges;

    ReadStatement(
            StatementChains statements,
            BookChains books,
            UploadBytes files,
            SurveyFile surveying,
            ReadLines lines,
            ReadReport report,
            ReadNotices notices,
            Nudges nudges) {
        this.statements = statements;
        this.books = books;
        this.files = files;
        this.surveying = surveying;
        this.lines = lines;
        this.report = report;
        this.notices = notices;
        this.nudges = nudges;
    }

    @Override
    public StatementFile survey(Uploaded<StatementFile> stored, InputStream bytes) throws IOException {
        StatementFile file = stored.file();
        return switch (surveying.survey(stored.id().marketplace(), bytes)) {
            case SurveyFile.Surveyed.Unreadable(var what, var where) -> file.rejected(what, where);
            case SurveyFile.Surveyed.Read(var kind, var parts, var schemaErrors, var problems) ->
                file.surveyed(kind, parts, schemaErrors, problems);
        };
    }

    @Override
    public Optional<Uploaded<StatementFile>> read(Uploaded<StatementFile> stored, Instant now) {
        StatementFile file = stored.file();
        if (file.kind().filter(ReadReport.KIND::equals).isPresent()) {
            return progressed(stored, files.read(stored, bytes -> report.read(stored, bytes)), now);
        }
        if (file.kind().filter(ReadNotices.KIND::equals).isPresent()) {
            return progressed(stored, files.read(stored, bytes -> notices.read(stored, bytes)), now);
        }
        if (file.at().part() < file.parts().size()) {
            Part part = file.parts().get(file.at().part());
            if (part.isRead() && part.relation().isEmpty()) {
                return join(stored, part, now);
            }
        }
        return progressed(stored, files.read(stored, bytes -> lines.read(stored, bytes)), now);
    }

    private Optional<Uploaded<StatementFile>> progressed(
            Uploaded<StatementFile> stored, ReadLines.Piece piece, Instant now) {
        StatementFile read = stored.file().read(piece.at(), piece.lines(), piece.problems());
        if (!piece.isEnd()) {
            return statements.append(stored, read, StatementChains.READ, now);
        }
        StatementFile done = read.done();
        boolean isClean = done.state() == UploadState.MATCHED;
        String event = isClean ? StatementChains.MATCHED : StatementChains.WITH_EXCEPTIONS;
        return statements.append(stored, done, event, now);
    }

    private Optional<Uploaded<StatementFile>> join(Uploaded<StatementFile> stored, Part part, Instant now) {
        int number = stored.file().at().part();
        String where = "statement " + part.id();
        if (part.span().isEmpty()) {
            Part after = part.joined(Relation.WITHOUT_BALANCES, false, Optional.empty());
            return statements.append(stored, stored.file().with(number, after, List.of()), StatementChains.JOINED, now);
        }
        MarketplaceId marketplace = stored.id().marketplace();
        Joined joined = books.join(
                marketplace, part.account().orElseThrow(), part.span().get(), stored.id().id() + "#" + number, now);
        Part after = part.joined(joined.relation(), joined.chained(), joined.covered());
        List<Problem> problems = new ArrayList<>();
        after.refused().ifPresent(why -> problems.add(new Problem(why, where)));
        joined.found().forEach(gap -> problems.add(
                new Problem("gap", where + ": after " + gap.after() + ", before " + gap.before())));
        Optional<Uploaded<StatementFile>> appended =
                statements.append(stored, stored.file().with(number, after, problems), StatementChains.JOINED, now);
        if (!joined.closed().isEmpty()) {
            waiting(marketplace).forEach(nudges::nudge);
        }
        return appended;
    }

    private List<ChainId> waiting(MarketplaceId marketplace) {
        return statements.list(marketplace, MOST_WAITING, Optional.empty()).stream()
                .map(Found::chain)
                .filter(id -> statements
                        .find(id)
                        .filter(stored -> stored.file().state().hasEnded())
                        .filter(stored -> stored.file().waiting() > 0)
                        .isPresent())
                .toList();
    }

    /** Reads a file again whose lines waited for a gap that has closed. */
    @Override
    public Optional<Uploaded<StatementFile>> reopen(Uploaded<StatementFile> stored, Instant now) {
        StatementFile file = stored.file();
        if (file.waiting() == 0) {
            return Optional.empty();
        }
        List<Part> parts = file.parts().stream()
                .map(part -> chainedNow(stored.id().marketplace(), part))
                .toList();
        return parts.equals(file.parts())
                ? statements.append(stored, file, StatementChains.LOOKED_AGAIN, now)
                : statements.append(stored, file.reopened(parts), StatementChains.REOPENED, now);
    }

    private Part chainedNow(MarketplaceId marketplace, Part part) {
        boolean isOpen = part.isRead() && !part.chained() && part.span().isPresent();
        return isOpen
                        && books.shows(
                                marketplace,
                                part.account().orElseThrow(),
                                part.span().get().from(),
                                part.span().get().to())
                ? part.chainedNow()
                : part;
    }
}
