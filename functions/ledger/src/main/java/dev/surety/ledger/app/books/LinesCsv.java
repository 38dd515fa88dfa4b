package dev.surety.ledger.app.books;

import dev.surety.ledger.domain.account.Balance;
import dev.surety.ledger.domain.books.BookSpan;
import dev.surety.ledger.domain.books.EntryNotes.Note;
import dev.surety.ledger.domain.report.Csv;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.ledger.Line;
import dev.surety.model.marketplace.ChartOfAccounts;
import dev.surety.model.money.Money;
import dev.surety.runtime.json.Times;
import java.time.Instant;
import java.util.List;

/** The rows of postings: one for each, and one for the balance of each account before the first. */
final class LinesCsv {
    static final String HEADER = "entry,at,date,bookedOn,event,subject,account,code,name,currency,amount,amountMinor,"
            + "reference\r\n";
    private static final String OPENING = "opening";

    private final ChartOfAccounts chart;
    private final BookSpan span;

    LinesCsv(ChartOfAccounts chart, BookSpan span) {
        this.chart = chart;
        this.span = span;
    }

    String row(BookLines.Noted noted) {
        Line line = noted.line();
        Note note = noted.note();
        return row(
                line.entry(),
                line.at(),
                note.bookedOn().orElse(""),
                line.event().replaceFirst("\\.v[0-9]+$", ""),
                line.chain().id(),
                line.account(),
                line.money(),
                note.reference().map(Csv::cell).orElse(""));
    }

    /** With the opening rows, the sums of a file's rows are the trial balance at its end. */
    String opening(Balance before) {
        return row("", span.from(), "", OPENING, "", before.account(), before.money(), "");
    }

    private String row(
            String entry,
            Instant at,
            String bookedOn,
            String event,
            String subject,
            LedgerAccount account,
            Money money,
            String reference) {
        ChartOfAccounts.Row of = chart.of(account.account());
        return Csv.row(List.of(
                entry,
                Times.text(at),
                span.day(at).toString(),
                bookedOn,
                event,
                subject,
                account.account().toString(),
                of.code(),
                of.name(),
                money.currency().code(),
                Csv.decimal(money),
                Long.toString(money.amountMinor()),
                reference));
    }
}
