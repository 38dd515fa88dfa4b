package dev.surety.ledger.domain.job;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import java.time.Instant;
import java.util.Optional;

/** The last order of each kind of job in a marketplace. A new order looks here first. */
public interface Orders {
    /**
     * @param job which there may not be: it is noted before its first entry is appended
     * @param at by the system's clock; a test clock cannot tell how long workers have been silent
     * @param ofDay how many were ordered on the day that {@code at} lies in, this one included
     */
    record Order(ChainId job, JobKind kind, Instant at, int ofDay) {}

    Optional<Order> last(MarketplaceId marketplace, JobKind kind);

    /** Notes an order in place of the one that was read; false if another has come since. */
    boolean note(Order order, Optional<Order> before);
}
