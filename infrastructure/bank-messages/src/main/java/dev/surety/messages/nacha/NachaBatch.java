package dev.surety.messages.nacha;

import dev.surety.model.Invariants;
import dev.surety.model.money.Money;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Credits of one class and one effective date.
 *
 * @param number in the file, from 1, ascending
 * @param companyName as the payee reads it
 * @param discretionaryData empty, or up to 20 characters
 * @param companyId as the bank knows us
 * @param description as the payee reads it, such as {@code PAYOUT}
 * @param descriptiveDate empty, or up to 6 characters; {@code SD1300} and the like ask for the same day
 * @param effective a day on which the Fed is open; the caller's to choose
 * @param offset of a balanced batch; without it the bank debits us by our agreement with it
 * @param count of the credits, prenotes among them, the offset not
 * @param credits read once for each writing; they may be made while they are read
 */
public record NachaBatch(
        int number,
        EntryClass entryClass,
        String companyName,
        String discretionaryData,
        String companyId,
        String description,
        String descriptiveDate,
        LocalDate effective,
        Optional<Offset> offset,
        int count,
        Money sum,
        Iterable<Credit> credits) {
    private static final int COMPANY_NAME = 16;
    private static final int DISCRETIONARY = 20;
    private static final int DESCRIPTION = 10;
    private static final int DESCRIPTIVE_DATE = 6;

    public NachaBatch {
        Invariants.hold(
                number >= 1 && number <= Nacha.MOST_SEQUENCE,
                "number of the batch: from 1 to " + Nacha.MOST_SEQUENCE + ", and this is " + number);
        Field.text("company name", companyName, COMPANY_NAME);
        Field.textOrNone("discretionary data", discretionaryData, DISCRETIONARY);
        Field.form("company id", companyId, Field.COMPANY);
        Field.text("description", description, DESCRIPTION);
        Field.textOrNone("descriptive date", descriptiveDate, DESCRIPTIVE_DATE);
        Credit.dollars("sum of the batch", sum);
        Invariants.hold(
                count >= 1 && count < Nacha.MOST_COUNT,
                "count of the batch: from 1 to " + (Nacha.MOST_COUNT - 1) + ", and this is " + count);
        long most = offset.isPresent() ? Nacha.MOST_MINOR : Nacha.MOST_TOTAL_MINOR;
        Invariants.hold(
                sum.amountMinor() >= 0 && sum.amountMinor() <= most,
                "sum of the batch: at most " + most + " cents, and this is " + sum);
    }

    /** Whether its last entry is a debit of our own account. A batch of prenotes moves nothing, so it has none. */
    public boolean isBalanced() {
        return offset.isPresent() && sum.isPositive();
    }

    /** How many traces it takes: one for each credit, and one for the offset. */
    public int traces() {
        return isBalanced() ? count + 1 : count;
    }

    /** The batch as a bank names it beside the file, such as {@code 1234567890-0000001}. */
    public String groupId() {
        return groupId(companyId, number);
    }

    public static String groupId(String companyId, int number) {
        return companyId + "-" + Nacha.padded(number, 7);
    }
}
