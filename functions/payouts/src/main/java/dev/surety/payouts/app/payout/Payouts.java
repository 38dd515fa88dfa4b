package dev.surety.payouts.app.payout;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.PayoutId;
import dev.surety.model.id.RunId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.payouts.domain.payout.PayoutEvent;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.ledger.GuardedAppend.Bound;
import dev.surety.runtime.ledger.GuardedAppend.Unchanged;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The store of payouts. */
public interface Payouts {
    PayoutChain load(MarketplaceId marketplace, PayoutId id);

    /** The payout as it was at an earlier version of the same chain. */
    PayoutChain at(PayoutChain payout, int version);

    /** Appends an event that debits no guarded account. */
    Written append(PayoutChain after, Fact fact);

    /** Appends an event if these accounts are within their bounds and these chains have not grown. */
    Written append(PayoutChain after, Fact fact, List<Bound> bounds, List<Unchanged> unchanged);

    /** An event to append, with its metadata. */
    record Fact(PayoutEvent event, Instant now, Actor actor, CommandKey key, Optional<String> note) {
        public Fact(PayoutEvent event, Instant now, Actor actor, CommandKey key) {
            this(event, now, actor, key, Optional.empty());
        }
    }

    sealed interface Written {
        /**
         * The entry is there.
         *
         * @param fresh whether this very call put it. Only such a call may go on to tell the rail
         */
        record Done(PayoutChain payout, boolean fresh) implements Written {}

        /** Another entry has the place. */
        record Lost() implements Written {}

        /** The balance is not within its bound. */
        record Insufficient(LedgerAccount account) implements Written {}

        /** A chain has grown since it was looked at. */
        record Changed(ChainId chain) implements Written {}
    }

    record Page(List<PayoutChain> payouts, Optional<String> next) {}

    /** Newest first, from the place that an earlier page gave. The index may lag by seconds. */
    Page ofPayee(MarketplaceId marketplace, ParticipantId payee, int limit, Optional<String> from);

    Page ofRun(MarketplaceId marketplace, RunId run, int limit, Optional<String> from);

    /** Of the marketplace's own money. */
    Page ofOwn(MarketplaceId marketplace, int limit, Optional<String> from);
}
