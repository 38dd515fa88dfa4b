package dev.surety.payouts.app.statement;

import dev.surety.files.StoredFiles;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.payouts.app.payout.Nudges;
import dev.surety.payouts.app.payout.Present;
import dev.surety.payouts.app.statement.StatementChains.Stored;
import dev.surety.payouts.domain.statement.AccountBook.Joined;
import dev.surety.payouts.domain.statement.AccountBook.Relation;
import dev.surety.payouts.domain.statement.StatementFile;
import dev.surety.payouts.domain.statement.StatementFile.Part;
import dev.surety.payouts.domain.statement.StatementFile.Problem;
import dev.surety.payouts.domain.statement.StatementFile.State;
import dev.surety.runtime.journal.JournalIndexes.Found;
import dev.surety.runtime.resilience.Outage;
import java.io.FilterInputStream;
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

/**
 * Reads an uploaded statement in pieces. The first wake reads all of it and books nothing. Each further wake joins the
 * next statement of the file to its account, or books some of its lines, and appends how far it got. A lost message
 * costs a minute; a wake that comes twice finds its work done.
 */
public final class ReadStatement {
    /** The most other files that may wait for a gap of which we think at once. Each looks by itself once a day. */
    private static final int MOST_WAITING = 50;

    private final StatementChains statements;
    private final BookChains books;
    private final StoredFiles files;
    private final SurveyFile surveying;
    private final ReadLines lines;
    private final ReadReport report;
    private final ReadNotices notices;
    private final Nudges nudges;
    private final Present present;

    ReadStatement(
            StatementChains statements,
            BookChains books,
            StoredFiles files,
            SurveyFile surveying,
            ReadLines lines,
            ReadReport report,
            ReadNotices notices,
            Nudges nudges,
            Present present) {
        this.statements = statements;
        this.books = books;
        this.files = files;
        this.surveying = surveying;
        this.lines = lines;
        this.report = report;
        this.notices = notices;
        this.nudges = nudges;
        this.present = present;
    }

    /**
     * @param number of the entry that left the deadline; 0 in a hint, which is never too early
     * @return whether the wake is done; if not, it has to come again
     */
    public boolean wake(ChainId id, int number) {
        Optional<Stored> found = statements.find(id);
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
        return switch (stored.file().state()) {
            case UPLOADING -> survey(stored, now);
            case READING -> read(stored, now);
            case MATCHED, MATCHED_WITH_EXCEPTIONS, REJECTED -> reopen(stored, now);
        };
    }

    private Optional<Stored> survey(Stored stored, Instant now) {
        StatementFile file = stored.file();
        Optional<StoredFiles.Stored> there = files.find(StatementChains.key(stored.id()));
        if (there.isEmpty()) {
            boolean isLate = !now.isBefore(file.uploadedAt().plus(StatementChains.UPLOAD));
            return isLate ? rejected(stored, "upload_missing", "after a day", now) : Optional.empty();
        }
        if (there.get().bytes() != file.bytes()) {
            return rejected(
                    stored, "bytes_differ", "announced " + file.bytes() + ", came " + there.get().bytes(), now);
        }
        MessageDigest digest = sha256();
        return switch (opened(stored, bytes -> {
            var hashed = new DigestInputStream(new KeptOpen(bytes), digest);
            SurveyFile.Surveyed surveyed = surveying.survey(stored.id().marketplace(), hashed);
            hashed.transferTo(OutputStream.nullOutputStream());
            return surveyed;
        })) {
            case SurveyFile.Surveyed.Unreadable(var what, var where) -> rejected(stored, what, where, now);
            case SurveyFile.Surveyed.Read(var kind, var parts, var schemaErrors, var problems) -> {
                String hash = HexFormat.of().formatHex(digest.digest());
                yield file.sha256().filter(announced -> !announced.equals(hash)).isPresent()
                        ? rejected(stored, "digest_mismatch", "came " + hash, now)
                        : statements.append(
                                stored,
                                file.surveyed(kind, parts, schemaErrors, problems),
                                StatementChains.SURVEYED,
                                now);
            }
        };
    }

    private Optional<Stored> rejected(Stored stored, String what, String where, Instant now) {
        return statements.append(stored, stored.file().rejected(what, where), StatementChains.REJECTED, now);
    }

    private Optional<Stored> read(Stored stored, Instant now) {
        StatementFile file = stored.file();
        if (file.kind().filter(ReadReport.KIND::equals).isPresent()) {
            return progressed(stored, opened(stored, bytes -> report.read(stored, bytes)), now);
        }
        if (file.kind().filter(ReadNotices.KIND::equals).isPresent()) {
            return progressed(stored, opened(stored, bytes -> notices.read(stored, bytes)), now);
        }
        if (file.at().part() < file.parts().size()) {
            Part part = file.parts().get(file.at().part());
            if (part.isRead() && part.relation().isEmpty()) {
                return join(stored, part, now);
            }
        }
        return progressed(stored, opened(stored, bytes -> lines.read(stored, bytes)), now);
    }

    private Optional<Stored> progressed(Stored stored, ReadLines.Piece piece, Instant now) {
        StatementFile read = stored.file().read(piece.at(), piece.lines(), piece.problems());
        if (!piece.isEnd()) {
            return statements.append(stored, read, StatementChains.READ, now);
        }
        StatementFile done = read.done();
        String event = done.state() == State.MATCHED ? StatementChains.MATCHED : StatementChains.WITH_EXCEPTIONS;
        return statements.append(stored, done, event, now);
    }

    private Optional<Stored> join(Stored stored, Part part, Instant now) {
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
        Optional<Stored> appended =
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
    private Optional<Stored> reopen(Stored stored, Instant now) {
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

    private interface Reading<T> {
        T read(InputStream bytes) throws IOException;
    }

    private <T> T opened(Stored stored, Reading<T> reading) {
        try (InputStream bytes = files.open(StatementChains.key(stored.id()))
                .orElseThrow(() -> new Outage("the bytes of a statement are not there"))) {
            return reading.read(bytes);
        } catch (IOException e) {
            throw new Outage("the bytes of a statement do not come", e);
        }
    }

    /** The reader of messages closes its stream at the end of the message; the bytes after it count for the hash. */
    private static final class KeptOpen extends FilterInputStream {
        KeptOpen(InputStream bytes) {
            super(bytes);
        }

        @Override
        public void close() {
            // The caller closes the file.
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
