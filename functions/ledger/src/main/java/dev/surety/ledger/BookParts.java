package dev.surety.ledger;

import dev.surety.files.FileStores;
import dev.surety.ledger.app.Present;
import dev.surety.ledger.app.books.BookChains;
import dev.surety.ledger.app.books.BookContents;
import dev.surety.ledger.app.books.BookFiles;
import dev.surety.ledger.app.books.BookLines;
import dev.surety.ledger.app.books.GiveBookFile;
import dev.surety.ledger.app.books.WriteBooks;
import dev.surety.ledger.app.export.RequestExport;
import dev.surety.ledger.app.open.ReadOpenItems;
import dev.surety.ledger.app.period.DecidePeriod;
import dev.surety.ledger.app.period.PeriodFacts;
import dev.surety.ledger.app.report.ReadTrialBalance;
import dev.surety.ledger.domain.account.Accounts;
import dev.surety.ledger.domain.account.Lines;
import dev.surety.ledger.domain.posting.ParkedEntries;
import dev.surety.ledger.domain.report.LineSources;
import dev.surety.ledger.http.books.ExportRoutes;
import dev.surety.ledger.http.books.PeriodRoutes;
import dev.surety.ledger.inbox.BookWakes;
import dev.surety.ledger.store.JournalBankBooks;
import dev.surety.ledger.store.JournalEntryNotes;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.edge.queue.QueueEdge;
import dev.surety.runtime.settings.Environment;
import dev.surety.runtime.timers.QueueTimerMessages;
import dev.surety.runtime.timers.WakeNudges;
import dev.surety.runtime.wiring.Platform;
import java.util.List;
import java.util.stream.Stream;

/** Wires the files of the books: the routes of periods and exports, and the worker that writes them. */
record BookParts(
        Platform with, Accounts accounts, Lines lines, ParkedEntries parked, LineSources sources, Present present) {
    private BookChains chains() {
        return new BookChains(with.journal(), with.indexes(), present);
    }

    private static BookFiles files() {
        return new BookFiles(FileStores.find().of(Environment.get("FILES_BUCKET")));
    }

    List<Route<?>> routes(ReadTrialBalance trialBalance, Cursors cursors) {
        var nudges = new WakeNudges(
                new QueueTimerMessages(with.messages(), Environment.get("BOOK_WAKES_QUEUE")), with.clock());
        var facts = new PeriodFacts(
                chains(),
                new JournalBankBooks(with.journal(), with.indexes()),
                accounts,
                lines,
                parked,
                trialBalance,
                present);
        var giving = new GiveBookFile(chains(), files());
        var periods = new PeriodRoutes(
                chains(), new DecidePeriod(chains(), facts, nudges::nudge), giving, with.keys(), cursors);
        var exports = new ExportRoutes(
                chains(), new RequestExport(chains(), nudges::nudge), giving, with.keys(), cursors);
        return Stream.of(periods.table(), exports.table()).<Route<?>>flatMap(List::stream).toList();
    }

    QueueEdge worker(ReadOpenItems open) {
        var notes = new JournalEntryNotes(with.dynamo(), with.journalTable(), sources);
        var contents = new BookContents(new BookLines(accounts, lines, notes), open);
        return with.queue(new BookWakes(new WriteBooks(chains(), contents, files())));
    }
}
