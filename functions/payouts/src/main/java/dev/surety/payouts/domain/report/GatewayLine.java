package dev.surety.payouts.domain.report;

import dev.surety.model.money.Money;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A row that was compared with our journal.
 *
 * @param report that told it first, and {@code line} in it, from 1
 * @param row the gateway's own id of it; empty if the report has none
 * @param content a hash of all that it said
 * @param fact the movement of the payment that it is about
 * @param why it waits for a person; empty if our journal explains it
 * @param suspense the part that nothing explains, as the gateway counts it
 */
public record GatewayLine(
        String gateway,
        String report,
        int line,
        String row,
        String content,
        RowKind kind,
        Optional<String> payment,
        Optional<String> fact,
        Money gross,
        Money fee,
        Optional<String> settlement,
        LocalDate date,
        Optional<MatchRow.Why> why,
        Money suspense) {
    public boolean isExplained() {
        return why.isEmpty();
    }
}
