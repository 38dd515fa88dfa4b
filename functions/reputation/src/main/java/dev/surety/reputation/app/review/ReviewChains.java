package dev.surety.reputation.app.review;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.ReviewId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Attention;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.reputation.domain.review.Opinion;
import dev.surety.reputation.domain.review.Review;
import dev.surety.reputation.domain.review.ReviewEvent;
import dev.surety.reputation.domain.review.ReviewedSale;
import dev.surety.reputation.domain.review.Side;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.EventTypes;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.journal.JournalIndexes.By;
import dev.surety.runtime.journal.JournalIndexes.Found;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.journal.WholeState;
import dev.surety.runtime.marketplace.Present;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.vault.Vault;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** The chains of reviews. Each entry carries the review's whole state. */
public final class ReviewChains {
    public static final String TYPE = "review";

    /** The work that a flag opens, until a moderator has decided about it. */
    public static final String FLAGGED = "review_flagged";

    static final EventTypes<ReviewEvent> TYPES = new EventTypes<ReviewEvent>()
            .event("review.opened.v1", ReviewEvent.Opened.class)
            .event("review.sealed.v1", ReviewEvent.Sealed.class)
            .event("review.published.v1", ReviewEvent.Published.class)
            .event("review.window_closed.v1", ReviewEvent.WindowClosed.class)
            .event("review.responded.v1", ReviewEvent.Responded.class)
            .event("review.flagged.v1", ReviewEvent.Flagged.class)
            .event("review.kept.v1", ReviewEvent.Kept.class)
            .event("review.removed.v1", ReviewEvent.Removed.class)
            .event("review.restored.v1", ReviewEvent.Restored.class)
            .event("review.counted.v1", ReviewEvent.Counted.class);

    /** An entry with this member is on neither bus nor feed. Else a sealed review would be told by its event. */
    private static final String UNTOLD = "untold";

    private static final String VERDICT = "verdict";

    private final Journal journal;
    private final JournalIndexes indexes;
    private final Vault vault;
    private final Present present;

    public ReviewChains(Journal journal, JournalIndexes indexes, Vault vault, Present present) {
        this.journal = journal;
        this.indexes = indexes;
        this.vault = vault;
        this.present = present;
    }

    /** A review as an entry left it. */
    public record Stored(StateChain chain, Entry last, Review review) {
        public ReviewId id() {
            return new ReviewId(chain.id().id());
        }

        public MarketplaceId marketplace() {
            return chain.id().marketplace();
        }

        public int version() {
            return last.number();
        }
    }

    /** The actor of an entry, and the key that lets it happen once. */
    record Stamp(Actor actor, CommandKey key) {
        /** For an entry that no request asked for: it happens once at its place in the chain. */
        static Stamp of(Actor actor, StateChain chain, String what) {
            return new Stamp(
                    actor, CommandKey.ofFact(chain.id().toString(), what, Integer.toString(chain.version())));
        }
    }

    public static ChainId chain(MarketplaceId marketplace, ReviewId review) {
        return new ChainId(TYPE, marketplace, review.value());
    }

    Journal journal() {
        return journal;
    }

    public Vault vault() {
        return vault;
    }

    public Present present() {
        return present;
    }

    public Optional<Stored> find(MarketplaceId marketplace, ReviewId review) {
        return find(chain(marketplace, review));
    }

    public Optional<Stored> find(ChainId id) {
        if (!id.type().equals(TYPE) || !Id.isWellFormed(ReviewId.PREFIX, id.id())) {
            return Optional.empty();
        }
        return stored(journal.state(id));
    }

    StateChain state(ChainId id) {
        return journal.state(id);
    }

    static Optional<Stored> stored(StateChain chain) {
        return chain.last().map(last -> new Stored(chain, last, state(last)));
    }

    /** The review as an entry of the same chain left it. */
    Stored at(Stored review, Entry entry) {
        return new Stored(review.chain(), entry, state(entry));
    }

    private static Review state(Entry entry) {
        return TYPES.state(entry, Review.class);
    }

    /** The opinion in a side's sealed words; nothing if it has written none, or they were erased. */
    Optional<Opinion> sealed(Stored review, Side side) {
        return review.review()
                .of(side)
                .submission()
                .flatMap(of -> vault.find(review.chain().id(), of.sealed()))
                .map(words -> Opinion.valueOf(words.path(VERDICT).asString("").toUpperCase(Locale.ROOT)));
    }

    /** Opens the reviews of a sale, unless they are open: any first entry of this chain is of the same sale. */
    Stored open(MarketplaceId marketplace, ReviewedSale sale) {
        ChainId id = chain(marketplace, ReviewId.of(marketplace, sale.escrow()));
        StateChain chain = journal.state(id);
        if (chain.isEmpty()) {
            Instant now = present.now(marketplace);
            Instant at = now.isBefore(sale.endedAt()) ? sale.endedAt() : now;
            var stamp = Stamp.of(Actor.EVENT, chain, "opened");
            Draft draft = draft(
                    chain, new ReviewEvent.Opened(sale), Optional.empty(), Review.opened(sale, at), at, stamp);
            Append _ = journal.append(
                    chain,
                    draft.indexed(new Entry.Index(
                            key(marketplace, sale.payer()), key(marketplace, sale.payee()), "")));
        }
        return find(id).orElseThrow(() -> new Outage("a review that was opened is not there"));
    }

    /** The review after the event, or nothing if another entry took the place. */
    Optional<Stored> append(Stored to, ReviewEvent event, Instant now, Stamp stamp) {
        Instant at = now.isBefore(to.last().at()) ? to.last().at() : now;
        Review after = to.review().after(event, at);
        Draft draft = draft(to.chain(), event, Optional.of(to.review()), after, at, stamp);
        return journal.append(to.chain(), draft) instanceof Append.Done(var entry, var _)
                ? find(entry.chain())
                : Optional.empty();
    }

    private Draft draft(
            StateChain chain,
            ReviewEvent event,
            Optional<Review> before,
            Review after,
            Instant at,
            Stamp stamp) {
        ChainId id = chain.id();
        var mode = present.settings(id.marketplace()).mode();
        ObjectNode data = WholeState.data(event, after, after.state());
        if (isUntold(event)) {
            data.put(UNTOLD, true);
        }
        Draft draft = Draft.of(TYPES.name(event), data, at, stamp.actor(), stamp.key())
                .due(after.due().map(due -> Clocks.due(id, mode, at, due)));
        return attention(before.map(Review::openFlags).orElse(0), after.openFlags())
                .map(draft::attention)
                .orElse(draft);
    }

    /** Only published reviews, and all that follows, are told. */
    private static boolean isUntold(ReviewEvent event) {
        return switch (event) {
            case ReviewEvent.Opened _, ReviewEvent.Sealed _, ReviewEvent.WindowClosed _, ReviewEvent.Counted _ -> true;
            case ReviewEvent.Published _,
                    ReviewEvent.Responded _,
                    ReviewEvent.Flagged _,
                    ReviewEvent.Kept _,
                    ReviewEvent.Removed _,
                    ReviewEvent.Restored _ -> false;
        };
    }

    private static Optional<String> attention(int before, int after) {
        if (before == 0 && after > 0) {
            return Optional.of(Attention.opens(FLAGGED).toString());
        }
        return before > 0 && after == 0
                ? Optional.of(Attention.closes(FLAGGED).toString())
                : Optional.empty();
    }

    private static String key(MarketplaceId marketplace, ParticipantId of) {
        return TYPE + "#" + marketplace + "#" + of;
    }

    /** The chains of all reviews of sales in which a participant was this side. */
    Stream<ChainId> all(MarketplaceId marketplace, ParticipantId of, Side side, int page) {
        By by = side == Side.PAYER ? By.OWNER : By.COUNTERPARTY;
        return indexes.all(by, key(marketplace, of), page).map(Found::chain);
    }

    /** The sales in which a participant was this side, newest first; not all of them have a published review. */
    public List<Found> list(MarketplaceId marketplace, ParticipantId of, Side side, int limit, Optional<Found> after) {
        By by = side == Side.PAYER ? By.OWNER : By.COUNTERPARTY;
        return indexes.list(by, key(marketplace, of), limit, after);
    }
}
