package dev.surety.payouts.domain.bank;

/**
 * One payment of a booked line.
 *
 * @param payout the text by which the bank names it
 * @param amountMinor the payment's amount; of a credit, the part that the payout's source gets
 */
public record Part(String payout, long amountMinor, As as) {
    /** Stored as the lower-case word. */
    public enum As {
        /** The debit of a payout. */
        DEBITED,
        /** The debit of a group of a file, whose payouts are told one after another. */
        GROUP,
        RETURNED,
        BEFORE_ITS_DEBIT,
        RECREDITED,
        WAITS,
        /** No payout of ours explains it. */
        UNMATCHED
    }
}
