package dev.surety.escrow.domain.payment;

/** How much debt a refund after settlement may leave its payee with; it depends on who orders the refund. */
public enum PayeeDebt {
    /** A payee itself, or staff without an operator's scope. */
    NONE,
    /** A back end: up to the limit in the marketplace's settings. */
    LIMITED,
    /** An operator, who answers for it with a reason. */
    ANY
}
