package dev.surety.ledger;

import dev.surety.dynamo.SuretyTables;
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
import dev.surety.ledger.app.report.ReadChargebacks;
import dev.surety.ledger.app.report.ReadTrialBalance;
import dev.surety.ledger.http.OpenItemRoutes;
import dev.surety.ledger.http.books.ExportRoutes;
import dev.surety.ledger.http.books.PeriodRoutes;
import dev.surety.ledger.inbox.BookWakes;
import dev.surety.ledger.store.DynamoAccounts;
import dev.surety.ledger.store.DynamoLines;
import dev.surety.ledger.store.DynamoParkedEntries;
import dev.surety.ledger.store.JournalBankBooks;
import dev.surety.ledger.store.JournalEntryNotes;
import dev.surety.ledger.store.JournalLineParts;
import dev.surety.ledger.store.JournalPaymentEntries;
import dev.surety.ledger.store.JournalSources;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.edge.queue.QueueEdge;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.json.Json;
import dev.surety.testkit.MemoryFiles;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The parts of the ledger that finance closes a month with. */
final class LedgerFinance {
    private final LedgerWorld town;
    final MemoryFiles files;
    final List<ChainId> nudged = new ArrayList<>();
    int mostOpenLines = ReadOpenItems.MOST_LINES;

    LedgerFinance(LedgerWorld town) {
        this.town = town;
        this.files = new MemoryFiles(town.faults, town.clock);
    }

    /** A person's token. */
    static String staff(String person, String scopes) {
        return Json.text(Json.object()
                .put("marketplace", "demo")
                .put("client_id", "demo-operator")
                .put("person", person)
                .put("scope", scopes));
    }

    List<Route<?>> routes(Cursors cursors, RequestKeys keys) {
        List<Route<?>> routes = new ArrayList<>();
        routes.addAll(new OpenItemRoutes(open(), cursors).table());
        var giving = new GiveBookFile(chains(), new BookFiles(files));
        routes.addAll(new PeriodRoutes(
                        chains(), new DecidePeriod(chains(), facts(), nudged::add), giving, keys, cursors)
                .table());
        routes.addAll(new ExportRoutes(
                        chains(), new RequestExport(chains(), nudged::add), giving, keys, cursors)
                .table());
        return routes;
    }

    private BookChains chains() {
        return new BookChains(journal(), hints(), town.present());
    }

    private Journal journal() {
        return new Journal(town.dynamo, SuretyTables.JOURNAL);
    }

    private JournalIndexes hints() {
        return new JournalIndexes(town.dynamo, SuretyTables.JOURNAL);
    }

    private PeriodFacts facts() {
        var accounts = new DynamoAccounts(town.dynamo, SuretyTables.LEDGER);
        var lines = new DynamoLines(town.dynamo, SuretyTables.LEDGER);
        var parked = new DynamoParkedEntries(town.dynamo, SuretyTables.LEDGER);
        return new PeriodFacts(
                chains(),
                new JournalBankBooks(journal(), hints()),
                accounts,
                lines,
                parked,
                new ReadTrialBalance(accounts, lines, parked, town.present()),
                town.present());
    }

    /** Delivers what the API has nudged; false if some of it has to come again. */
    boolean work() {
        List<ChainId> waiting = List.copyOf(nudged);
        nudged.clear();
        return waiting.stream().map(chain -> wake(chain, 0)).reduce(true, Boolean::logicalAnd);
    }

    boolean wake(ChainId chain, int number) {
        var message = Json.object().put("chain", chain.toString()).put("number", number);
        var event = Json.object();
        event.putArray("Records").addObject().put("messageId", "m-1").put("body", Json.text(message));
        return new QueueEdge(new BookWakes(writer()), town.metrics())
                .apply(new ByteArrayInputStream(Json.text(event).getBytes(StandardCharsets.UTF_8)))
                .getBatchItemFailures()
                .isEmpty();
    }

    /** Wakes the chains of these types by the deadline of their last entry, where it has passed. */
    void deadlines() {
        town.memory.items(SuretyTables.JOURNAL).stream()
                .map(item -> ChainId.parse(item.get("pk").s()))
                .filter(chain -> Set.of(BookChains.PERIOD, BookChains.EXPORT).contains(chain.type()))
                .distinct()
                .forEach(chain -> town.journal.last(chain)
                        .filter(last -> last.due().isPresent())
                        .ifPresent(last -> wake(chain, last.number())));
    }

    private WriteBooks writer() {
        var notes = new JournalEntryNotes(
                town.dynamo, SuretyTables.JOURNAL, new JournalSources(town.dynamo, SuretyTables.JOURNAL));
        var lines = new BookLines(
                new DynamoAccounts(town.dynamo, SuretyTables.LEDGER),
                new DynamoLines(town.dynamo, SuretyTables.LEDGER),
                notes);
        return new WriteBooks(chains(), new BookContents(lines, open()), new BookFiles(files));
    }

    ReadOpenItems open() {
        var accounts = new DynamoAccounts(town.dynamo, SuretyTables.LEDGER);
        var lines = new DynamoLines(town.dynamo, SuretyTables.LEDGER);
        var sources = new JournalSources(town.dynamo, SuretyTables.JOURNAL);
        var payments = new JournalPaymentEntries(
                new Journal(town.dynamo, SuretyTables.JOURNAL),
                new JournalIndexes(town.dynamo, SuretyTables.JOURNAL));
        return new ReadOpenItems(
                accounts,
                lines,
                new JournalLineParts(town.dynamo, SuretyTables.JOURNAL),
                new ReadChargebacks(accounts, lines, payments, sources, town.present(), town.mostDisputeLines),
                sources,
                town.present(),
                mostOpenLines);
    }
}
