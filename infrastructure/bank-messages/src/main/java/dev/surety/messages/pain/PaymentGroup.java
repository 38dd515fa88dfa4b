package dev.surety.messages.pain;

import dev.surety.model.Invariants;
import dev.surety.model.money.Money;
import java.time.LocalDate;

/**
 * Payments that the bank books on one day from one account, often as one debit.
 *
 * @param id returns in the bank's answers and statements
 * @param instant whether they go as instant transfers
 * @param batchBooking whether we ask for one debit instead of one for each payment; banks may do otherwise
 * @param payments read once for each writing; they may be made while they are read
 */
public record PaymentGroup(
        String id,
        LocalDate executionDate,
        boolean instant,
        boolean batchBooking,
        long count,
        Money sum,
        Iterable<Payment> payments) {
    public PaymentGroup {
        Field.id("id of the group", id);
        Field.euros("sum of the group", sum);
        Invariants.hold(count > 0, "count of the group: at least 1, and " + id + " has " + count);
    }
}
