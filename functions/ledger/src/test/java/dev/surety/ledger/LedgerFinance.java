package dev.surety.ledger;

import dev.surety.dynamo.SuretyTables;
import dev.surety.ledger.app.open.ReadOpenItems;
import dev.surety.ledger.app.report.ReadChargebacks;
import dev.surety.ledger.http.OpenItemRoutes;
import dev.surety.ledger.store.DynamoAccounts;
import dev.surety.ledger.store.DynamoLines;
import dev.surety.ledger.store.JournalLineParts;
import dev.surety.ledger.store.JournalPaymentEntries;
import dev.surety.ledger.store.JournalSources;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import java.util.ArrayList;
import java.util.List;

/** The parts of the ledger that finance closes a month with. */
final class LedgerFinance {
    private final LedgerWorld town;
    int mostOpenLines = ReadOpenItems.MOST_LINES;

    LedgerFinance(LedgerWorld town) {
        this.town = town;
    }

    List<Route<?>> routes(Cursors cursors) {
        List<Route<?>> routes = new ArrayList<>();
        routes.addAll(new OpenItemRoutes(open(), cursors).table());
        return routes;
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
