package dev.surety.escrow.app.payment;

import dev.surety.runtime.journal.Chain;
import java.time.Instant;
import java.util.Optional;

/**
 * A notice that fitted nothing we asked for.
 *
 * @param event the gateway's own id of what it told
 * @param reference what it said it was about
 * @param closed when an operator saw to it, and what was noted, if one has
 */
public record UnmatchedWebhook(
        Chain chain,
        String gateway,
        String endpoint,
        String event,
        String type,
        String reference,
        Optional<Closed> closed) {
    /** Of the ids of parked notices. */
    public static final String PREFIX = "ntc";

    /** {@code note} is the vault's commitment to what was said about it. */
    public record Closed(Instant at, Optional<String> note) {}

    public String id() {
        return chain.id().id();
    }

    public int version() {
        return chain.version();
    }
}
