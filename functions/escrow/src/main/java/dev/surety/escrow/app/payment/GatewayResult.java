package dev.surety.escrow.app.payment;

/** The result of one call of a gateway. */
public sealed interface GatewayResult {
    record Done(String gatewayReference) implements GatewayResult {}

    /** Definitely not made, and never to be made under this reference. */
    record Declined(String code) implements GatewayResult {}

    /** The payer has to go to the gateway's page. */
    record Action() implements GatewayResult {}

    /** Nobody knows. Asking again is all that helps. */
    record Unknown() implements GatewayResult {}
}
