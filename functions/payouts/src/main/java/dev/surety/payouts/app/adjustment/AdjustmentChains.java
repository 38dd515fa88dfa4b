package dev.surety.payouts.app.adjustment;

import dev.surety.model.Invariants;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Attention;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.money.Money;
import dev.surety.model.plan.AdjustmentHash;
import dev.surety.payouts.app.payout.Present;
import dev.surety.payouts.domain.adjustment.Adjustment;
import dev.surety.payouts.domain.adjustment.AdjustmentEvent;
import dev.surety.payouts.domain.adjustment.AdjustmentOrder;
import dev.surety.payouts.domain.adjustment.AdjustmentRules;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.Chain;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.EventTypes;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.journal.JournalIndexes.By;
import dev.surety.runtime.journal.JournalIndexes.Found;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.ledger.GuardedAppend;
import dev.surety.runtime.ledger.GuardedAppend.Bound;
import dev.surety.runtime.ledger.GuardedAppend.Unchanged;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** The chains of adjustments: one is requested, approved by people, and posted by the entry of the last approval. */
public final class AdjustmentChains {
    public static final String TYPE = "adjustment";
    public static final String PREFIX = "adj";
    public static final String POSTED = "adjustment.posted.v1";

    /** The work that waits for people until they have decided. */
    private static final String APPROVAL = "adjustment_approval";

    public static final EventTypes<AdjustmentEvent> TYPES = new EventTypes<AdjustmentEvent>()
            .event("adjustment.requested.v1", AdjustmentEvent.Requested.class)
            .event("adjustment.approved.v1", AdjustmentEvent.Approved.class)
            .event(POSTED, AdjustmentEvent.Posted.class)
            .event("adjustment.rejected.v1", AdjustmentEvent.Rejected.class)
            .event("adjustment.expired.v1", AdjustmentEvent.Expired.class);

    private static final int PAGE = 50;

    private final Journal journal;
    private final GuardedAppend guarded;
    private final JournalIndexes indexes;
    private final Present present;

    public AdjustmentChains(Journal journal, GuardedAppend guarded, JournalIndexes indexes, Present present) {
        this.journal = journal;
        this.guarded = guarded;
        this.indexes = indexes;
        this.present = present;
    }

    public record Stored(Chain chain, Adjustment adjustment) {
        public String id() {
            return chain.id().id();
        }

        public MarketplaceId marketplace() {
            return chain.id().marketplace();
        }

        /** The vault's commitment to the words of the request. */
        public Optional<String> words() {
            return chain.first().note();
        }
    }

    /** The actor of an entry, the key that lets it happen once, and the words that came with it. */
    record Stamp(Actor actor, CommandKey key, Optional<String> note) {}

    /** The id of the adjustment that a request with this key begins. */
    public static ChainId chain(CommandEnvelope envelope) {
        return chain(
                envelope.caller().marketplace(), Id.derive(PREFIX, envelope.key().hash()));
    }

    public static ChainId chain(MarketplaceId marketplace, String id) {
        return new ChainId(TYPE, marketplace, id);
    }

    Present present() {
        return present;
    }

    Journal journal() {
        return journal;
    }

    public Optional<Stored> find(ChainId id) {
        return Id.isWellFormed(PREFIX, id.id()) ? stored(journal.load(id)) : Optional.empty();
    }

    /** The adjustment as it was when its chain had that many entries. */
    static Stored at(Stored of, int version) {
        return stored(of.chain().at(version)).orElseThrow();
    }

    private static Optional<Stored> stored(Chain chain) {
        if (chain.isEmpty()) {
            return Optional.empty();
        }
        Adjustment state = begun(chain.id(), TYPES.read(chain.first()), chain.first().at(), chain.first().note());
        for (Entry entry : chain.entries().subList(1, chain.version())) {
            state = state.after(TYPES.read(entry), entry.at());
        }
        return Optional.of(new Stored(chain, state));
    }

    private static Adjustment begun(ChainId id, AdjustmentEvent event, Instant at, Optional<String> words) {
        Invariants.hold(event instanceof AdjustmentEvent.Requested, "an adjustment begins with its request");
        var requested = (AdjustmentEvent.Requested) event;
        return Adjustment.begun(requested, hash(id.id(), requested.order(), words), at);
    }

    /** The hash by which people approve, over all that is posted and the commitment to the words. */
    private static String hash(String id, AdjustmentOrder order, Optional<String> words) {
        return AdjustmentHash.of(
                id,
                order.lines().stream()
                        .map(line -> new AdjustmentHash.Line(
                                line.account(),
                                line.amount().amountMinor(),
                                line.amount().currency().code()))
                        .toList(),
                code(order),
                order.resolves(),
                words);
    }

    /** Nothing if another entry took the place. */
    Optional<Stored> begin(Chain chain, AdjustmentEvent.Requested event, Money daySum, Instant now, Stamp stamp) {
        Adjustment after = begun(chain.id(), event, now, stamp.note());
        ObjectNode tells = tells(after);
        ObjectNode approval =
                tells.putObject("approval").put("needed", event.needed()).put("hash", after.hash());
        approval.set("sum", Json.tree(daySum));
        approval.putArray("makers").add(event.by());
        Draft draft = draft(chain.id(), event, after, tells, now, stamp)
                .indexed(new Entry.Index(owner(chain.id().marketplace()), "", ""))
                .attention(Attention.opens(APPROVAL).toString());
        return done(chain, journal.append(chain, draft));
    }

    /** Nothing if another entry took the place. */
    Optional<Stored> append(Stored to, AdjustmentEvent event, Instant now, Stamp stamp) {
        return done(to.chain(), journal.append(to.chain(), draft(to, event, now, stamp)));
    }

    /**
     * The entry that posts. It debits guarded accounts, and those that are bounded, in the same transaction.
     *
     * @return nothing if another entry took the place, a balance has changed, or a participant
     */
    Optional<Stored> post(
            Stored to, AdjustmentEvent.Posted event, Instant now, Stamp stamp, Conditions conditions) {
        Draft draft = draft(to, event, now, stamp).with(to.adjustment().order().postings());
        if (conditions.areNone()) {
            return done(to.chain(), journal.append(to.chain(), draft));
        }
        return guarded.append(to.chain(), draft, conditions.bounds(), conditions.unchanged())
                        instanceof GuardedAppend.Outcome.Appended(var append)
                ? done(to.chain(), append)
                : Optional.empty();
    }

    /** Under which an adjustment is posted. A debit of a guarded account has its bound without being named here. */
    record Conditions(boolean debitsGuarded, List<Bound> bounds, List<Unchanged> unchanged) {
        static final Conditions NONE = new Conditions(false, List.of(), List.of());

        boolean areNone() {
            return !debitsGuarded && bounds.isEmpty() && unchanged.isEmpty();
        }
    }

    private static Optional<Stored> done(Chain chain, Append append) {
        return append instanceof Append.Done(var entry, var fresh) && fresh
                ? stored(chain.plus(entry))
                : Optional.empty();
    }

    private Draft draft(Stored to, AdjustmentEvent event, Instant now, Stamp stamp) {
        Instant at = now.isBefore(to.chain().last().at()) ? to.chain().last().at() : now;
        Adjustment after = to.adjustment().after(event, at);
        Draft draft = draft(to.chain().id(), event, after, tells(after), at, stamp);
        return after.state() == Adjustment.State.AWAITING_APPROVAL
                ? draft
                : draft.attention(Attention.closes(APPROVAL).toString());
    }

    private Draft draft(
            ChainId id, AdjustmentEvent event, Adjustment after, ObjectNode tells, Instant at, Stamp stamp) {
        var data = (ObjectNode) Json.tree(event);
        data.set("tells", tells);
        MarketplaceSettings settings = present.settings(id.marketplace());
        Optional<Entry.Due> due = after.state() == Adjustment.State.AWAITING_APPROVAL
                ? Optional.of(Clocks.due(
                        id, settings.mode(), at, after.requestedAt().plus(AdjustmentRules.APPROVABLE)))
                : Optional.empty();
        return Draft.of(TYPES.name(event), data, at, stamp.actor(), stamp.key())
                .note(stamp.note())
                .due(due);
    }

    private static ObjectNode tells(Adjustment after) {
        ObjectNode tells = Json.object().put("state", after.state().code());
        tells.set("amount", Json.tree(after.order().sum()));
        return tells.put("reason", code(after.order()));
    }

    /** The reason as the API has it. */
    public static String code(AdjustmentOrder order) {
        return order.reason().name().toLowerCase(Locale.ROOT);
    }

    private static String owner(MarketplaceId marketplace) {
        return TYPE + "#" + marketplace + "#all";
    }

    /** Newest first. */
    public List<Found> list(MarketplaceId marketplace, int limit, Optional<Found> after) {
        return indexes.list(By.OWNER, owner(marketplace), limit, after);
    }

    /**
     * The sum of a local day's adjustments, as far as the index shows them by now. Adjustments just under a limit count
     * together.
     *
     * @param of this one, which counts whether or not the index shows it
     */
    Money daySum(ChainId of, AdjustmentOrder order, Instant requestedAt, MarketplaceSettings settings) {
        ZoneId zone = ZoneId.of(settings.timeZone());
        Function<Instant, LocalDate> day = at -> LocalDate.ofInstant(at, zone);
        LocalDate today = day.apply(requestedAt);
        return indexes.all(By.OWNER, owner(of.marketplace()), PAGE)
                .takeWhile(found -> !day.apply(Instant.parse(found.at())).isBefore(today))
                .filter(found -> !found.chain().equals(of))
                .flatMap(found -> find(found.chain()).stream())
                .map(Stored::adjustment)
                .filter(other -> other.state().countsForTheDay())
                .filter(other -> day.apply(other.requestedAt()).equals(today))
                .map(other -> other.order().sum())
                .filter(sum -> sum.currency().equals(order.sum().currency()))
                .reduce(order.sum(), Money::plus);
    }
}
