package dev.surety.simulator;

import dev.surety.model.money.Money;
import java.util.List;

/**
 * Money that the simulated gateway has paid out.
 *
 * @param fingerprint of the request that asked for it
 * @param account of the marketplace's bank
 * @param rows the ids of the rows, without the fee's and the pay-out's
 * @param csv the report
 */
public record GatewaySettlement(
        String reference,
        String fingerprint,
        String account,
        Money gross,
        Money fee,
        List<String> rows,
        String csv) {
    public GatewaySettlement {
        rows = List.copyOf(rows);
    }

    /** The money that reaches the bank; below zero, the gateway draws it from there. */
    public Money net() {
        return gross.minus(fee);
    }
}
