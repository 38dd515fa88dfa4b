package dev.surety.ledger.app.books;

import dev.surety.ledger.app.open.ReadOpenItems;
import dev.surety.ledger.domain.account.Balance;
import dev.surety.ledger.domain.books.BookSpan;
import dev.surety.ledger.domain.export.LedgerExport.Format;
import dev.surety.ledger.domain.open.OpenItem;
import dev.surety.ledger.domain.open.OpenKind;
import dev.surety.ledger.domain.report.Csv;
import dev.surety.ledger.domain.report.TrialBalance;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.marketplace.ChartOfAccounts;
import dev.surety.model.money.Currency;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.resilience.Outage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes files of the books as streams. The content follows from the entries of a time that is over, so a file that is
 * written again has the same bytes. Books that do not sum to zero are not written: an entry is still on its way.
 */
public final class BookContents {
    /** Zips know no zone; the time of each part is the same in all. */
    private static final LocalDateTime PART_AT = LocalDateTime.of(2000, 1, 1, 0, 0);

    private final BookLines lines;
    private final ReadOpenItems open;

    public BookContents(BookLines lines, ReadOpenItems open) {
        this.lines = lines;
        this.open = open;
    }

    /** @param name of the file's subject, such as a month */
    public record Order(MarketplaceId marketplace, String name, BookSpan span, ChartOfAccounts chart) {}

    /** All postings of a time, with the balances before it; returns how many postings. */
    public long export(Order of, Format format, OutputStream out) throws IOException {
        List<LedgerAccount> accounts = lines.accounts(of.marketplace());
        List<Balance> before = lines.before(accounts, of.span().from());
        List<Balance> after = lines.before(accounts, of.span().until());
        whole(after);
        return switch (format) {
            case CSV -> csv(of, accounts, before, out);
            case BEANCOUNT -> beancount(of, before, used(after), out);
        };
    }

    private long csv(Order of, List<LedgerAccount> accounts, List<Balance> before, OutputStream out)
            throws IOException {
        var csv = new LinesCsv(of.chart(), of.span());
        text(out, LinesCsv.HEADER);
        for (Balance balance : before) {
            if (balance.amountMinor() != 0) {
                text(out, csv.opening(balance));
            }
        }
        return lines.each(accounts, of.span().from(), of.span().until(), noted -> text(out, csv.row(noted)));
    }

    private long beancount(Order of, List<Balance> before, List<Balance> after, OutputStream out)
            throws IOException {
        List<LedgerAccount> accounts = after.stream().map(Balance::account).toList();
        var file = new Beancount(of.chart(), of.span());
        var currencies = new TreeSet<Currency>();
        accounts.forEach(account -> currencies.add(account.currency()));
        text(out, file.header(of.marketplace() + ", " + of.name(), currencies));
        text(out, file.open(accounts));
        text(out, file.opening(before));
        long count = lines.each(accounts, of.span().from(), of.span().until(), noted -> {
            if (file.isFirst(noted)) {
                text(out, file.transaction(noted));
            }
        });
        text(out, file.balances(after));
        return count;
    }

    /** The file of a period: all its lines, the trial balance, and what is open at its end. */
    public long period(Order of, OutputStream out) throws IOException {
        List<LedgerAccount> accounts = lines.accounts(of.marketplace());
        List<Balance> before = lines.before(accounts, of.span().from());
        var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        Map<LedgerAccount, Turnover> turnovers = new TreeMap<>();
        used(before).forEach(balance -> turnovers.put(balance.account(), new Turnover(balance.amountMinor())));
        begin(zip, "lines.csv");
        var csv = new LinesCsv(of.chart(), of.span());
        text(zip, LinesCsv.HEADER);
        long count = lines.each(accounts, of.span().from(), of.span().until(), noted -> {
            turnovers.computeIfAbsent(noted.line().account(), _ -> new Turnover(0))
                    .add(noted.line().amountMinor());
            text(zip, csv.row(noted));
        });
        List<Balance> after = new ArrayList<>();
        turnovers.forEach((account, turnover) -> after.add(turnover.closing(account)));
        whole(after);
        trialBalance(of, turnovers, zip);
        openItems(of, zip);
        begin(zip, "period.json");
        text(zip, Json.text(about(of, after, count)) + "\n");
        zip.finish();
        return count;
    }

    private static void trialBalance(Order of, Map<LedgerAccount, Turnover> turnovers, ZipOutputStream zip)
            throws IOException {
        begin(zip, "trial-balance.csv");
        text(zip, "account,code,name,currency,opening,debits,credits,closing,closingMinor\r\n");
        for (Map.Entry<LedgerAccount, Turnover> each : turnovers.entrySet()) {
            LedgerAccount account = each.getKey();
            Turnover turnover = each.getValue();
            ChartOfAccounts.Row row = of.chart().of(account.account());
            text(zip, Csv.row(List.of(
                    account.account().toString(),
                    row.code(),
                    row.name(),
                    account.currency().code(),
                    Csv.decimal(account.money(turnover.openingMinor)),
                    Csv.decimal(account.money(turnover.debitsMinor)),
                    Csv.decimal(account.money(turnover.creditsMinor)),
                    Csv.decimal(turnover.closing(account).money()),
                    Long.toString(turnover.closing(account).amountMinor()))));
        }
    }

    private void openItems(Order of, ZipOutputStream zip) throws IOException {
        begin(zip, "open-items.csv");
        text(zip, "account,subject,reference,currency,amount,amountMinor,since,ageDays,whoActs\r\n");
        for (OpenKind kind : OpenKind.values()) {
            for (Balance balance : open.open(of.marketplace(), kind, of.span().until())) {
                List<OpenItem> items = open.of(balance, of.span().until());
                Map<ChainId, String> references = open.references(items);
                for (OpenItem item : items) {
                    text(zip, Csv.row(List.of(
                            item.account().account().toString(),
                            item.left().map(ChainId::id).orElse(""),
                            item.left().map(references::get).map(Csv::cell).orElse(""),
                            item.account().currency().code(),
                            Csv.decimal(item.money()),
                            Long.toString(item.amountMinor()),
                            item.since().map(Times::text).orElse(""),
                            item.ageDays(of.span().until()).map(days -> Long.toString(days)).orElse(""),
                            kind.whoActs())));
                }
            }
        }
    }

    private static ObjectNode about(Order of, List<Balance> after, long count) {
        ObjectNode about = Json.object()
                .put("marketplace", of.marketplace().value())
                .put("period", of.name())
                .put("from", Times.text(of.span().from()))
                .put("to", Times.text(of.span().until()))
                .put("timeZone", of.span().timeZone())
                .put("lines", count);
        var accounts = about.putArray("currencies");
        after.stream().map(balance -> balance.account().currency()).distinct().sorted().forEach(currency -> accounts
                .addObject()
                .put("currency", currency.code())
                .put("accounts", after.stream()
                        .filter(balance -> balance.account().currency().equals(currency))
                        .count()));
        return about;
    }

    /** Accounts whose first line is younger than the file's time do not belong into it. */
    private static List<Balance> used(List<Balance> balances) {
        return balances.stream().filter(balance -> balance.lines() > 0).toList();
    }

    private static void whole(List<Balance> balances) {
        if (!TrialBalance.of(balances).isZeroInSum()) {
            throw new Outage("the books do not sum to zero yet");
        }
    }

    /** An account within a period. */
    private static final class Turnover {
        private final long openingMinor;
        private long debitsMinor;
        private long creditsMinor;

        private Turnover(long openingMinor) {
            this.openingMinor = openingMinor;
        }

        private void add(long minor) {
            debitsMinor = Math.addExact(debitsMinor, Math.min(minor, 0));
            creditsMinor = Math.addExact(creditsMinor, Math.max(minor, 0));
        }

        private Balance closing(LedgerAccount account) {
            return new Balance(account, Math.addExact(openingMinor, Math.addExact(debitsMinor, creditsMinor)), 1);
        }
    }

    private static void begin(ZipOutputStream zip, String name) throws IOException {
        var part = new ZipEntry(name);
        part.setTimeLocal(PART_AT);
        zip.putNextEntry(part);
    }

    private static void text(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
