package dev.surety.payouts.domain.bank;

/** How a credit at the bank brought a payout's money back. */
public enum Way {
    /** After the payout's debit: the line has credited the account that the money came from. */
    RETURNED,
    /** Before the payout's debit: the money is in transit until the debit is booked. */
    BEFORE_ITS_DEBIT,
    /** Of a payout that had failed and was debited all the same: the line has cleared the debit. */
    RECREDITED,
    /** Its reason does not give the money back: the money is in suspense until people decide. */
    WAITS
}
