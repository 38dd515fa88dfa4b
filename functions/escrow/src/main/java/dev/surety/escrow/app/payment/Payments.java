package dev.surety.escrow.app.payment;

import dev.surety.escrow.domain.payment.PaymentEvent;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Postings;
import dev.surety.runtime.journal.CommandKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The store of payments. */
public interface Payments {
    PaymentChain load(MarketplaceId marketplace, PaymentId id);

    /** The payment as it was at an earlier version of the same chain. */
    PaymentChain at(PaymentChain chain, int version);

    /**
     * Appends an event and returns the payment after it. Returns nothing if another call took the place, even with the
     * same key; the caller reads again to learn which.
     */
    Optional<PaymentChain> append(PaymentChain after, Fact fact);

    /**
     * An event to append, with its postings and metadata.
     *
     * @param answers the command that this entry answers, if its intent was an earlier entry
     */
    record Fact(
            PaymentEvent event,
            Postings postings,
            Instant now,
            Actor actor,
            CommandKey key,
            Optional<String> answers) {

        public static Fact of(PaymentEvent event, Instant now, Actor actor, CommandKey key) {
            return new Fact(event, Postings.NONE, now, actor, key, Optional.empty());
        }

        public Fact with(Postings moved) {
            return new Fact(event, moved, now, actor, key, answers);
        }

        Fact answering(Optional<String> command) {
            return new Fact(event, postings, now, actor, key, command);
        }
    }

    record Page(List<PaymentChain> payments, Optional<String> next) {}

    /** Lists a payer's payments, newest first, from an opaque cursor of an earlier page. */
    Page list(MarketplaceId marketplace, ParticipantId payer, int limit, Optional<String> from);
}
