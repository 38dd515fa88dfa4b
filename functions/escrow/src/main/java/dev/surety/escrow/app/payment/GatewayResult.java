package dev.surety.escrow.app.payment;

/** The result of one call of a gateway. */
public sealed interface GatewayResult {
    record Done(String gatewayReference) implements GatewayResult {}

    /** The gateway did not make it, and never will under this reference. */
    record Declined(String code) implements GatewayResult {}

    /** The payer must complete the gateway's page. */
    record Action() implements GatewayResult {}

    /** The outcome is unknown. Only asking again can tell. */
    record Unknown() implements GatewayResult {}
}
