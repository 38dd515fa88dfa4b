package dev.surety.ledger.app.books;

import dev.surety.ledger.domain.account.Balance;
import dev.surety.ledger.domain.books.BookSpan;
import dev.surety.ledger.domain.books.EntryNotes.Note;
import dev.surety.ledger.domain.report.Csv;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.ledger.Line;
import dev.surety.model.marketplace.ChartOfAccounts;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.runtime.json.Times;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The books as beancount writes them: accounts of the general ledger, a transaction for each entry, and the balances at
 * the end. It counts debits positive, as we count credits. Participants' accounts are added up by kind.
 */
final class Beancount {
    private final ChartOfAccounts chart;
    private final BookSpan span;

    Beancount(ChartOfAccounts chart, BookSpan span) {
        this.chart = chart;
        this.span = span;
    }

    String header(String title, Collection<Currency> currencies) {
        var text = new StringBuilder("option \"title\" ").append(quoted(title)).append('\n');
        currencies.forEach(each -> text.append("option \"operating_currency\" \"").append(each).append("\"\n"));
        return text.append('\n').toString();
    }

    /** Each account of the general ledger is opened once, on the first day. */
    String open(Collection<LedgerAccount> accounts) {
        Map<String, String> codes = new TreeMap<>();
        for (LedgerAccount account : accounts) {
            ChartOfAccounts.Row row = chart.of(account.account());
            codes.putIfAbsent(row.name(), row.code());
        }
        var text = new StringBuilder();
        codes.forEach((name, code) -> text.append(span.day(span.from())).append(" open ").append(name)
                .append("\n  code: ").append(quoted(code)).append('\n'));
        return text.append('\n').toString();
    }

    /** The balances before the first entry, as one transaction: they sum to zero in each currency. */
    String opening(List<Balance> before) {
        Map<LedgerName, Money> sums = sums(before);
        if (sums.isEmpty()) {
            return "";
        }
        var text = new StringBuilder().append(span.day(span.from())).append(" * \"opening\"\n");
        sums.forEach((of, money) -> posting(text, of.name(), money));
        return text.append('\n').toString();
    }

    /** An entry stands on several accounts, and is written where the first of them has its line. */
    boolean isFirst(BookLines.Noted noted) {
        Line line = noted.line();
        return lines(noted).stream().map(Line::account).min(LedgerAccount::compareTo).stream()
                .anyMatch(line.account()::equals);
    }

    private static List<Line> lines(BookLines.Noted noted) {
        Line line = noted.line();
        return Line.of(line.chain(), line.number(), line.event(), line.at(), noted.note().postings());
    }

    String transaction(BookLines.Noted noted) {
        Line of = noted.line();
        Note note = noted.note();
        var text = new StringBuilder()
                .append(span.day(of.at())).append(" * ")
                .append(quoted(of.event().replaceFirst("\\.v[0-9]+$", ""))).append('\n')
                .append("  entry: ").append(quoted(of.entry())).append('\n')
                .append("  at: ").append(quoted(Times.text(of.at()))).append('\n')
                .append("  subject: ").append(quoted(of.chain().id())).append('\n');
        note.bookedOn().ifPresent(day -> text.append("  booked: ").append(quoted(day)).append('\n'));
        note.reference().ifPresent(name -> text.append("  reference: ").append(quoted(name)).append('\n'));
        for (Line line : lines(noted)) {
            posting(text, chart.of(line.account().account()).name(), line.money());
            String account = line.account().kind().isParticipants()
                    ? line.account().kind().code()
                    : line.account().account().toString();
            text.append("    account: ").append(quoted(account)).append('\n');
        }
        return text.append('\n').toString();
    }

    /** The trial balance just before the file's end, to the last minor unit. */
    String balances(List<Balance> at) {
        var text = new StringBuilder();
        sums(at).forEach((of, money) -> text.append(span.dayAfter()).append(" balance ").append(of.name())
                .append(' ').append(Csv.decimal(money.negated())).append(" ~ 0 ")
                .append(money.currency()).append('\n'));
        return text.toString();
    }

    /** Of an account of the general ledger in one currency. */
    private record LedgerName(String name, Currency currency) implements Comparable<LedgerName> {
        @Override
        public int compareTo(LedgerName other) {
            int byName = name.compareTo(other.name);
            return byName == 0 ? currency.compareTo(other.currency) : byName;
        }
    }

    private Map<LedgerName, Money> sums(List<Balance> balances) {
        Map<LedgerName, Money> sums = new TreeMap<>();
        for (Balance balance : balances) {
            if (balance.lines() > 0) {
                var of = new LedgerName(
                        chart.of(balance.account().account()).name(),
                        balance.account().currency());
                sums.merge(of, balance.money(), Money::plus);
            }
        }
        return sums;
    }

    private static void posting(StringBuilder text, String name, Money money) {
        text.append("  ").append(name).append(' ').append(Csv.decimal(money.negated())).append(' ')
                .append(money.currency()).append('\n');
    }

    private static String quoted(String text) {
        return "\"" + text.replaceAll("\\p{Cntrl}", " ").replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
