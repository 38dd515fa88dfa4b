package dev.surety.payouts.app.statement;

import dev.surety.messages.BankMessage;
import dev.surety.messages.camt.Entry;
import dev.surety.messages.camt.EntryStatus;
import dev.surety.messages.camt.StatementEnd;
import dev.surety.messages.camt.StatementHead;
import dev.surety.messages.camt.StatementPart;
import dev.surety.messages.camt.StatementReader;
import dev.surety.messages.xml.Limits;
import dev.surety.model.Invariants;
import dev.surety.payouts.app.upload.Uploaded;
import dev.surety.payouts.domain.bank.LineClass;
import dev.surety.payouts.domain.statement.AccountBook.Relation;
import dev.surety.payouts.domain.statement.LineKey;
import dev.surety.payouts.domain.statement.Occurrences;
import dev.surety.payouts.domain.statement.StatementFile;
import dev.surety.payouts.domain.statement.StatementFile.Cursor;
import dev.surety.payouts.domain.statement.StatementFile.Part;
import dev.surety.payouts.domain.statement.ToldLine;
import dev.surety.payouts.domain.upload.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Books one piece of a file's lines. A wake reads the file from its start again. It passes over the lines that are
 * done, counts the equal ones among them, and deals with the next few. Its memory does not grow with the file, but for
 * the counts.
 */
final class ReadLines {
    private final DealWithLine dealing;
    private final int most;

    /** @param most lines that one wake deals with */
    ReadLines(DealWithLine dealing, int most) {
        this.dealing = dealing;
        this.most = most;
    }

    /** @param isEnd whether the file has no further line */
    record Piece(Cursor at, Map<String, Integer> lines, boolean isEnd, List<Problem> problems) {
        Piece(Cursor at, Map<String, Integer> lines, boolean isEnd) {
            this(at, lines, isEnd, List.of());
        }
    }

    Piece read(Uploaded<StatementFile> stored, InputStream bytes) throws IOException {
        if (!(BankMessage.open(bytes, Limits.STANDARD) instanceof BankMessage.Statements statements)) {
            throw new Invariants.Breach("stored-file: a file that was surveyed is read again as it was");
        }
        return new Reading(stored).upTo(statements.reader());
    }

    private final class Reading {
        private final Uploaded<StatementFile> stored;
        private final StatementFile file;
        private final Map<String, Integer> lines = new TreeMap<>();
        private int part = -1;
        private int line;
        private int dealt;
        private Occurrences occurrences = new Occurrences();
        private Optional<StatementHead> head = Optional.empty();

        private Reading(Uploaded<StatementFile> stored) {
            this.stored = stored;
            this.file = stored.file();
        }

        /** The end of one statement ends the piece, because the next has to be joined to its account first. */
        private Piece upTo(StatementReader reader) throws IOException {
            for (Optional<StatementPart> next = reader.next(); next.isPresent(); next = reader.next()) {
                switch (next.get()) {
                    case StatementHead of -> {
                        begin();
                        head = Optional.of(of);
                    }
                    case StatementPart.RefusedStatement _ -> begin();
                    case Entry entry -> entry(entry);
                    case StatementPart.RefusedEntry _ -> line++;
                    case StatementEnd _ -> {
                        if (part == file.at().part()) {
                            return new Piece(new Cursor(part + 1, 0), lines, part + 1 >= file.parts().size());
                        }
                    }
                    case StatementPart.Broken _ ->
                        throw new Invariants.Breach("stored-file: a file that was surveyed is read again as it was");
                }
                if (dealt >= most) {
                    return new Piece(new Cursor(part, line), lines, false);
                }
                if (part > file.at().part()) {
                    return new Piece(new Cursor(part, 0), lines, false);
                }
            }
            return new Piece(new Cursor(file.parts().size(), 0), lines, true);
        }

        private void begin() {
            part++;
            line = 0;
            occurrences = new Occurrences();
        }

        private void entry(Entry entry) {
            line++;
            if (part != file.at().part()) {
                return;
            }
            Part of = file.parts().get(part);
            boolean isDone = line <= file.at().line();
            Optional<ToldLine> told = ToldLines.of(head.orElseThrow(), entry);
            if (!of.isRead() || entry.status() != EntryStatus.BOOK || told.isEmpty()) {
                count(isDone, StatementFile.NOTED);
                return;
            }
            ToldLine turned = of.turned() && entry.isReversal() ? told.get().turned() : told.get();
            LineKey key = LineKey.of(of.account().orElseThrow(), turned);
            int occurrence = occurrences.next(key);
            if (!isDone) {
                boolean adds = of.relation().filter(Relation::addsOccurrences).isPresent();
                var place = new DealWithLine.Place(stored, of, part, line);
                Optional<LineClass> as = dealing.deal(place, turned, key, occurrence, adds);
                count(false, as.map(LineClass::word).orElse(StatementFile.REPEATED));
                dealt++;
            }
        }

        private void count(boolean isDone, String word) {
            if (!isDone) {
                lines.merge(word, 1, Integer::sum);
            }
        }
    }
}
