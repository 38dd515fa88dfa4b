package dev.surety.ledger.http;

import dev.surety.ledger.app.report.ReadStatement;
import dev.surety.ledger.domain.report.Csv;
import dev.surety.ledger.domain.report.Statement;
import dev.surety.ledger.domain.report.StatementRow;
import dev.surety.model.journal.ChainId;
import dev.surety.model.ledger.Line;
import dev.surety.model.money.Money;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.json.Times;
import java.time.LocalDate;
import java.util.Arrays;

/** A statement as a table. */
final class StatementCsv {
    static final String TYPE = "text/csv";
    private static final String HEADER =
            "date,at,event,subject,escrow,reference,currency,gross,fee,net,balance,provisional,entry\r\n";

    private StatementCsv() {}

    /** Whether a client wants this rather than JSON. */
    static boolean isWanted(Request request) {
        return request.header("accept").stream()
                .flatMap(accepted -> Arrays.stream(accepted.split(",")))
                .map(range -> range.split(";", 2)[0].strip())
                .anyMatch(TYPE::equalsIgnoreCase);
    }

    static String of(ReadStatement.Read read) {
        var csv = new StringBuilder(HEADER);
        for (Statement.Stated stated : read.rows()) {
            Line line = stated.line();
            StatementRow row = stated.row();
            Money fee = read.fee(line);
            csv.append(LocalDate.ofInstant(line.at(), read.zone())).append(',')
                    .append(Times.text(line.at())).append(',')
                    .append(LedgerViews.event(line)).append(',')
                    .append(line.chain().id()).append(',')
                    .append(row.escrow().map(ChainId::id).orElse("")).append(',')
                    .append(read.reference(row).map(Csv::cell).orElse("")).append(',')
                    .append(line.account().currency().code()).append(',')
                    .append(Csv.decimal(row.net().plus(fee))).append(',')
                    .append(Csv.decimal(fee)).append(',')
                    .append(Csv.decimal(row.net())).append(',')
                    .append(Csv.decimal(stated.balance())).append(',')
                    .append(line.at().isAfter(read.settledUntil())).append(',')
                    .append(line.entry()).append("\r\n");
        }
        return csv.toString();
    }
}
