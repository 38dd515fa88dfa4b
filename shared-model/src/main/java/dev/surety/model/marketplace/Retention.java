package dev.surety.model.marketplace;

import java.time.Period;

/**
 * How long data stay after a participant is closed, because a law says so.
 *
 * @param kyc documents, identity checks and evidence of screening
 * @param files files of the bank, which name payees
 */
public record Retention(Period kyc, Period files) {
    public static final Retention SHIPPED = new Retention(Period.ofYears(5), Period.ofYears(10));
}
