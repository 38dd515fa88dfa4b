package dev.surety.escrow.app;

import dev.surety.escrow.domain.PaymentEvent;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Postings;
import dev.surety.runtime.journal.CommandKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where payments are kept. */
public interface Payments {
    /** The payment's events so far; empty if it was never begun. */
    History load(MarketplaceId marketplace, PaymentId id);

    /** Appends an event; nothing if another took its place. */
    Optional<History> append(
            History after, PaymentEvent event, Postings postings, Instant now, Actor actor, CommandKey key);

    /** A payment's events with what the store needs to append after them. */
    interface History {
        PaymentId id();

        List<PaymentEvent> events();
    }
}
