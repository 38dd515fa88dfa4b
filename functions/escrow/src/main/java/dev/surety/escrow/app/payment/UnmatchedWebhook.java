package dev.surety.escrow.app.payment;

import dev.surety.runtime.journal.Chain;
import java.time.Instant;
import java.util.Optional;

/**
 * A webhook that matched nothing we asked for.
 *
 * @param event the gateway's own id of the event
 * @param reference the payment that the webhook named
 * @param closed when an operator resolved it, and the operator's note
 */
public record UnmatchedWebhook(
        Chain chain,
        String gateway,
        String endpoint,
        String event,
        String type,
        String reference,
        Optional<Closed> closed) {
    /** Prefix of the ids of unmatched webhooks. */
    public static final String PREFIX = "ntc";

    /** {@code note} is the vault's commitment to the operator's note. */
    public record Closed(Instant at, Optional<String> note) {}

    public String id() {
        return chain.id().id();
    }

    public int version() {
        return chain.version();
    }
}
