package dev.surety.payouts.domain.bank;

/** The course of money that the bank brought back. */
public enum Way {
    /** It came after its debit. The line has credited the payout's source. */
    RETURNED,
    /** It came before its debit. The source is credited when the debit comes. */
    BEFORE_ITS_DEBIT,
    /** The payout had ended before, so its source has the money. */
    RECREDITED,
    /** It waits in suspense for people. */
    WAITS
}
