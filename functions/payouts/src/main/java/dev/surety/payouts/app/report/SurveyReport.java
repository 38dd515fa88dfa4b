package dev.surety.payouts.app.report;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.marketplace.GatewayReportFormat;
import dev.surety.payouts.domain.report.ReportFile;
import dev.surety.payouts.domain.report.ReportRow;
import dev.surety.payouts.domain.report.SettlementSums;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads a report once from its first to its last row, before anything of it is posted. Only the whole shows that each
 * row can be read and that the rows make what was paid out. A report of which no payment is ours is another
 * marketplace's.
 */
final class SurveyReport {
    /** So many rows are looked for before we say that none is ours. */
    private static final int MOST_ASKED = 500;

    private final ReportedPayments payments;
    private final SettlementChains settlements;

    SurveyReport(ReportedPayments payments, SettlementChains settlements) {
        this.payments = payments;
        this.settlements = settlements;
    }

    record Surveyed(int rows, List<SettlementSums> settlements) {}

    /** @throws IOException if the stream fails, which says nothing about the file */
    Surveyed survey(MarketplaceId marketplace, InputStream bytes, GatewayReportFormat format, Set<String> currencies)
            throws IOException, ReportRows.Unreadable {
        ReportRows rows = ReportRows.open(bytes, format, currencies);
        Set<String> ids = new HashSet<>();
        Map<String, SettlementSums> sums = new TreeMap<>();
        boolean isOurs = false;
        int asked = 0;
        int count = 0;
        for (Optional<ReportRow> next = rows.next(); next.isPresent(); next = rows.next()) {
            ReportRow row = next.get();
            if (++count > ReportFile.MOST_ROWS) {
                throw new ReportRows.Unreadable("too_many_rows", "more than " + ReportFile.MOST_ROWS);
            }
            if (!row.id().isEmpty() && !ids.add(row.id())) {
                throw new ReportRows.Unreadable(
                        "row_twice", "line " + row.line() + ", column " + format.columns().row().orElse(""));
            }
            if (!isOurs && row.kind().isOfPayment() && asked < MOST_ASKED) {
                asked++;
                isOurs = isOurs(marketplace, format.gateway(), row);
            }
            add(sums, row);
        }
        if (count == 0) {
            throw new ReportRows.Unreadable("empty", "");
        }
        if (asked > 0 && !isOurs) {
            throw new ReportRows.Unreadable(
                    "other_account", "no payment of ours in the first " + asked + " rows that name one");
        }
        List<SettlementSums> all = new ArrayList<>(sums.values());
        for (SettlementSums of : all) {
            check(marketplace, format, of);
        }
        return new Surveyed(count, all);
    }

    private boolean isOurs(MarketplaceId marketplace, String gateway, ReportRow row) {
        return row.payment()
                .map(PaymentId::new)
                .flatMap(payment -> payments.find(marketplace, payment))
                .filter(payment -> payment.gateway().equals(gateway))
                .isPresent();
    }

    private static void add(Map<String, SettlementSums> sums, ReportRow row) throws ReportRows.Unreadable {
        if (row.settlement().isEmpty()) {
            return;
        }
        String reference = row.settlement().get();
        SettlementSums before =
                sums.getOrDefault(reference, SettlementSums.empty(reference, row.gross().currency()));
        if (!before.currency().equals(row.gross().currency())) {
            throw new ReportRows.Unreadable(
                    "currency_mismatch", "line " + row.line() + ", settlement " + reference);
        }
        sums.put(reference, before.plus(row));
        if (sums.size() > ReportFile.MOST_SETTLEMENTS) {
            throw new ReportRows.Unreadable("too_many_settlements", "more than " + ReportFile.MOST_SETTLEMENTS);
        }
    }

    private void check(MarketplaceId marketplace, GatewayReportFormat format, SettlementSums of)
            throws ReportRows.Unreadable {
        if (!of.addsUp()) {
            throw new ReportRows.Unreadable(
                    "sum_differs",
                    "settlement " + of.reference() + ": its rows make " + of.net() + ", paid out is "
                            + of.paidOut().orElseThrow());
        }
        Optional<SettlementSums> before =
                settlements.find(marketplace, format.gateway(), of).map(stored -> stored.settlement().sums());
        if (isWhole(format, of) && before.filter(known -> !known.equals(of)).isPresent()) {
            throw new ReportRows.Unreadable("settlement_differs", "settlement " + of.reference());
        }
    }

    /** Rows whose pay-out another report tells are settled by that one. */
    static boolean isWhole(GatewayReportFormat format, SettlementSums of) {
        return of.paidOut().isPresent() || format.types().payout().isEmpty();
    }
}
