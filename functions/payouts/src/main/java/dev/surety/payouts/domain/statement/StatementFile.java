package dev.surety.payouts.domain.statement;

import dev.surety.model.money.Money;
import dev.surety.payouts.domain.bank.LineClass;
import dev.surety.payouts.domain.statement.AccountBook.Relation;
import dev.surety.payouts.domain.upload.Problem;
import dev.surety.payouts.domain.upload.UploadState;
import dev.surety.payouts.domain.upload.UploadedFile;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A file that a person uploaded, and how far we have read it. Its chain's last entry holds all of it.
 *
 * @param name as the person's computer names it; only words
 * @param by the person who uploaded it
 * @param kind the family of the message, such as {@code camt.053}
 * @param at where the reading goes on
 * @param lines the count of lines of each class, and of {@code repeated} and {@code noted} ones
 * @param problems the first of what people have to look at
 */
public record StatementFile(
        String name,
        long bytes,
        Optional<String> sha256,
        String by,
        Instant uploadedAt,
        UploadState state,
        Optional<String> kind,
        List<Part> parts,
        Cursor at,
        Map<String, Integer> lines,
        List<String> schemaErrors,
        List<Problem> problems)
        implements UploadedFile<StatementFile> {
    /** The word for a line that another statement told before. */
    public static final String REPEATED = "repeated";

    /** The word for a line, or a report, that moves nothing. */
    public static final String NOTED = "noted";

    public static final int MOST_PARTS = 100;

    public StatementFile {
        parts = List.copyOf(parts);
        lines = Map.copyOf(lines);
        schemaErrors = List.copyOf(schemaErrors);
        problems = List.copyOf(problems);
    }

    /**
     * @param part the place of the statement in the file, from 0
     * @param line the lines of it that are done
     */
    public record Cursor(int part, int line) {
        public static final Cursor START = new Cursor(0, 0);
    }

    /**
     * One statement of the file.
     *
     * @param account the settings' name; empty if the account is not ours
     * @param turned whether its reversals are read against the direction that they are told with
     * @param span its days and balances; empty if its balances are missing or do not add up
     * @param relation to the account's other statements; empty until the reading gets there
     * @param chained whether balances lead from the account's first statement to it
     * @param covered the last day that other statements had told before
     * @param refused why nothing of it is booked
     */
    public record Part(
            String id,
            Optional<String> account,
            boolean turned,
            boolean sure,
            Optional<Span> span,
            Optional<Relation> relation,
            boolean chained,
            Optional<LocalDate> covered,
            Optional<String> refused) {
        public Part joined(Relation as, boolean isChained, Optional<LocalDate> coveredTo) {
            boolean isRefused = as == Relation.CONTRADICTS || as == Relation.TOO_MANY_GAPS;
            return new Part(
                    id,
                    account,
                    turned,
                    sure,
                    span,
                    Optional.of(as),
                    isChained,
                    coveredTo,
                    isRefused ? Optional.of(as.name().toLowerCase(Locale.ROOT)) : refused);
        }

        public Part chainedNow() {
            return new Part(id, account, turned, sure, span, relation, true, covered, refused);
        }

        public boolean isRead() {
            return refused.isEmpty();
        }
    }

    public static StatementFile uploading(
            String name, long bytes, Optional<String> sha256, String by, Instant now) {
        return new StatementFile(
                name,
                bytes,
                sha256,
                by,
                now,
                UploadState.UPLOADING,
                Optional.empty(),
                List.of(),
                Cursor.START,
                Map.of(),
                List.of(),
                List.of());
    }

    @Override
    public StatementFile rejected(String what, String where) {
        return with(UploadState.REJECTED, parts, at, lines, Problem.first(problems, List.of(new Problem(what, where))));
    }

    public StatementFile surveyed(
            String of, List<Part> found, List<String> breaks, List<Problem> seen) {
        return new StatementFile(
                name,
                bytes,
                sha256,
                by,
                uploadedAt,
                UploadState.READING,
                Optional.of(of),
                found,
                Cursor.START,
                Map.of(),
                breaks,
                Problem.first(problems, seen));
    }

    /** Reads the file again for the lines that wait, because the statements before them are there now. */
    public StatementFile reopened(List<Part> now) {
        return with(UploadState.READING, now, Cursor.START, Map.of(), problems);
    }

    public StatementFile with(int number, Part part, List<Problem> seen) {
        List<Part> after = new ArrayList<>(parts);
        after.set(number, part);
        return with(state, after, at, lines, Problem.first(problems, seen));
    }

    /** @param seen what people have to look at in what was read */
    public StatementFile read(Cursor to, Map<String, Integer> more, List<Problem> seen) {
        Map<String, Integer> all = new TreeMap<>(lines);
        more.forEach((word, count) -> all.merge(word, count, Integer::sum));
        return with(state, parts, to, all, Problem.first(problems, seen));
    }

    public StatementFile done() {
        boolean clean = problems.isEmpty()
                && lines.keySet().stream().noneMatch(StatementFile::isException);
        return with(clean ? UploadState.MATCHED : UploadState.MATCHED_WITH_EXCEPTIONS, parts, at, lines, problems);
    }

    private static boolean isException(String word) {
        return !word.equals(REPEATED)
                && !word.equals(NOTED)
                && LineClass.of(word).isException();
    }

    /** Lines that nothing is posted for until a gap closes. */
    public int waiting() {
        return lines.getOrDefault(LineClass.GAP.word(), 0);
    }

    private StatementFile with(
            UploadState to, List<Part> now, Cursor cursor, Map<String, Integer> counts, List<Problem> found) {
        return new StatementFile(
                name, bytes, sha256, by, uploadedAt, to, kind, now, cursor, counts, schemaErrors, found);
    }

    /** The first and last balance of an account in the file, as far as it shows them. */
    public Optional<Money> opening() {
        return spans().findFirst().map(Span::opening);
    }

    public Optional<Money> closing() {
        return spans().reduce((_, later) -> later).map(Span::closing);
    }

    private Stream<Span> spans() {
        return parts.stream().flatMap(part -> part.span().stream());
    }
}
