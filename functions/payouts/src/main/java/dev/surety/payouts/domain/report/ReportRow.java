package dev.surety.payouts.domain.report;

import dev.surety.model.money.Money;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A row of a gateway's report. Amounts are as the gateway counts them: positive if it got money.
 *
 * @param line the row's line in the file, from 1
 * @param id the gateway's own id of the row; empty if the report has none
 * @param content a hash of all that the row says but the settlement, which a gateway may add later
 * @param payment our payment that it names
 * @param refund our refund that it names
 * @param fee positive if the gateway kept it
 * @param settlement the pay-out to our bank that has it in it
 */
public record ReportRow(
        int line,
        RowKind kind,
        String id,
        String content,
        Optional<String> payment,
        Optional<String> refund,
        Money gross,
        Money fee,
        Optional<String> settlement,
        LocalDate date) {
    public Money net() {
        return gross.minus(fee);
    }
}
