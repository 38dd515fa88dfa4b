package dev.surety.payouts.domain.statement;

import dev.surety.model.money.Money;
import java.util.List;

/**
 * A group of a file as far as its debit depends on it.
 *
 * @param file our file's id
 * @param id the group's {@code PmtInfId}
 * @param written how many payouts our file has in it
 * @param open how many of its payouts no line has debited
 * @param outstanding their sum
 * @param refused those of them that the bank announced not to make
 * @param refusedSum their sum
 */
public record GroupFacts(
        String file,
        String id,
        String account,
        long written,
        long open,
        Money outstanding,
        List<String> refused,
        Money refusedSum) {
    public GroupFacts {
        refused = List.copyOf(refused);
    }

    /** Whether a debit of all that is left may count so many payments: all, those left, or those less the refused. */
    public boolean mayCount(long payments) {
        return payments == written || payments == open || payments == open - refused.size();
    }
}
