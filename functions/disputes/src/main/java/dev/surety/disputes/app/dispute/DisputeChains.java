package dev.surety.disputes.app.dispute;

import dev.surety.disputes.domain.dispute.Dispute;
import dev.surety.disputes.domain.dispute.DisputeAttention;
import dev.surety.disputes.domain.dispute.DisputeEvent;
import dev.surety.disputes.domain.dispute.DisputeTimes;
import dev.surety.disputes.domain.dispute.Opening;
import dev.surety.disputes.domain.dispute.Outcome;
import dev.surety.model.dispute.DisputeDemands;
import dev.surety.model.id.DisputeId;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Attention;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.EventTypes;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes.By;
import dev.surety.runtime.journal.JournalIndexes.Found;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.journal.WholeState;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.marketplace.Present;
import dev.surety.runtime.resilience.Outage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The chains of disputes. Each entry carries the dispute's whole state, and its demands on the escrow. */
public final class DisputeChains {
    public static final String TYPE = "dispute";

    static final EventTypes<DisputeEvent> TYPES = new EventTypes<DisputeEvent>()
            .event("dispute.opened.v1", DisputeEvent.Opened.class)
            .event("dispute.notified.v1", DisputeEvent.Notified.class)
            .event("dispute.responded.v1", DisputeEvent.Responded.class)
            .event("dispute.offer_made.v1", DisputeEvent.OfferMade.class)
            .event("dispute.escalated.v1", DisputeEvent.Escalated.class)
            .event("dispute.evidence_added.v1", DisputeEvent.EvidenceAdded.class)
            .event("dispute.evidence_removed.v1", DisputeEvent.EvidenceRemoved.class)
            .event("dispute.evidence_checked.v1", DisputeEvent.EvidenceChecked.class)
            .event("dispute.evidence_submitted.v1", DisputeEvent.EvidenceSubmitted.class)
            .event("dispute.evidence_requested.v1", DisputeEvent.EvidenceRequested.class)
            .event("dispute.round_ended.v1", DisputeEvent.RoundEnded.class)
            .event("dispute.proposed.v1", DisputeEvent.Proposed.class)
            .event("dispute.proposal_answered.v1", DisputeEvent.ProposalAnswered.class)
            .event("dispute.assigned.v1", DisputeEvent.Assigned.class)
            .event("dispute.recused.v1", DisputeEvent.Recused.class)
            .event("dispute.challenged.v1", DisputeEvent.Challenged.class)
            .event("dispute.ruling_drafted.v1", DisputeEvent.RulingDrafted.class)
            .event("dispute.ruled.v1", DisputeEvent.Ruled.class)
            .event("dispute.appealed.v1", DisputeEvent.Appealed.class)
            .event("dispute.advanced.v1", DisputeEvent.Advanced.class)
            .event("dispute.ruling_missed.v1", DisputeEvent.RulingMissed.class)
            .event("dispute.deadline_moved.v1", DisputeEvent.DeadlineMoved.class)
            .event("dispute.suspended.v1", DisputeEvent.Suspended.class)
            .event("dispute.resumed.v1", DisputeEvent.Resumed.class)
            .event("dispute.offers_voided.v1", DisputeEvent.MoneyChanged.class)
            .event("dispute.enforcing.v1", DisputeEvent.Enforcing.class)
            .event("dispute.sent_again.v1", DisputeEvent.SentAgain.class)
            .event("dispute.enforced.v1", DisputeEvent.Enforced.class)
            .event("dispute.closed.v1", DisputeEvent.Closed.class)
            .event("dispute.looked.v1", DisputeEvent.Looked.class);

    private static final String ALL = "all";

    private final Journal journal;
    private final JournalIndexes indexes;
    private final Present present;

    public DisputeChains(Journal journal, JournalIndexes indexes, Present present) {
        this.journal = journal;
        this.indexes = indexes;
        this.present = present;
    }

    /** A dispute as an entry left it. */
    public record Stored(StateChain chain, Entry last, Dispute dispute) {
        public DisputeId id() {
            return dispute.opening().id();
        }

        public MarketplaceId marketplace() {
            return chain.id().marketplace();
        }

        public int version() {
            return last.number();
        }
    }

    /** The actor of an entry, and the key that lets it happen once. */
    record Stamp(Actor actor, CommandKey key, Optional<String> note) {
        /** For an entry that no request asked for: it happens once at its place in the chain. */
        static Stamp of(Actor actor, StateChain chain, DisputeEvent event) {
            String what = event.getClass().getSimpleName();
            var key = CommandKey.ofFact(chain.id().toString(), what, Integer.toString(chain.version()));
            return new Stamp(actor, key, Optional.empty());
        }
    }

    public static ChainId chain(MarketplaceId marketplace, DisputeId dispute) {
        return new ChainId(TYPE, marketplace, dispute.value());
    }

    Journal journal() {
        return journal;
    }

    public Present present() {
        return present;
    }

    public Optional<Stored> find(MarketplaceId marketplace, DisputeId dispute) {
        return find(chain(marketplace, dispute));
    }

    public Optional<Stored> find(ChainId id) {
        if (!id.type().equals(TYPE) || !Id.isWellFormed(DisputeId.PREFIX, id.id())) {
            return Optional.empty();
        }
        StateChain chain = journal.state(id);
        return chain.last().map(last -> new Stored(chain, last, state(last)));
    }

    /** The dispute as an entry of the same chain left it. */
    Stored at(Stored dispute, Entry entry) {
        return new Stored(dispute.chain(), entry, state(entry));
    }

    /** The dispute after an entry. */
    public static Dispute state(Entry entry) {
        return TYPES.state(entry, Dispute.class);
    }

    /** All entries of a dispute, oldest first. */
    public List<Entry> history(Stored dispute) {
        return journal.load(dispute.chain().id()).entries();
    }

    public static DisputeEvent event(Entry entry) {
        return TYPES.read(entry);
    }

    /** Opens a dispute, unless it is open: any first entry of this chain is of the same dispute. */
    Stored open(MarketplaceId marketplace, Opening opening, Instant now) {
        StateChain chain = journal.state(chain(marketplace, opening.id()));
        if (chain.isEmpty()) {
            var event = new DisputeEvent.Opened(opening);
            var stamp = Stamp.of(Actor.EVENT, chain, event);
            Draft draft = draft(chain, event, Optional.empty(), Dispute.opened(opening, now), now, stamp);
            Append _ = journal.append(
                    chain,
                    draft.indexed(new Entry.Index(
                            key(marketplace, opening.payer().value()),
                            key(marketplace, opening.payee().value()),
                            key(marketplace, ALL))));
        }
        return find(chain.id()).orElseThrow(() -> new Outage("a dispute that was opened is not there"));
    }

    /** The dispute after the event, or nothing if another entry took the place. */
    Optional<Stored> append(Stored to, DisputeEvent event, Instant now, Stamp stamp) {
        Instant at = now.isBefore(to.last().at()) ? to.last().at() : now;
        Dispute after = to.dispute().after(event, at);
        Draft draft = draft(to.chain(), event, Optional.of(to.dispute()), after, at, stamp);
        return journal.append(to.chain(), draft) instanceof Append.Done(var entry, var _)
                ? find(entry.chain())
                : Optional.empty();
    }

    private Draft draft(
            StateChain chain,
            DisputeEvent event,
            Optional<Dispute> before,
            Dispute after,
            Instant at,
            Stamp stamp) {
        ChainId id = chain.id();
        var mode = present.settings(id.marketplace()).mode();
        Draft draft = Draft.of(TYPES.name(event), data(event, after), at, stamp.actor(), stamp.key())
                .note(stamp.note())
                .due(DisputeTimes.due(after, at).map(due -> Clocks.due(id, mode, at, due)));
        return before.flatMap(was -> DisputeAttention.of(was, after))
                .map(Attention::toString)
                .map(draft::attention)
                .orElse(draft);
    }

    static ObjectNode data(DisputeEvent event, Dispute after) {
        ObjectNode data = WholeState.data(event, after, tells(after));
        data.set(DisputeDemands.MEMBER, Json.tree(after.demands()));
        return data;
    }

    /** The public part of an entry. It says nothing of evidence, which may be sealed, and names no person. */
    private static ObjectNode tells(Dispute after) {
        ObjectNode tells = Json.object().put("state", after.state());
        tells.set("amount", Json.tree(after.frozen()));
        String reference = after.opening().reference();
        if (!reference.isEmpty()) {
            tells.put("reference", reference);
        }
        after.outcome().map(Outcome::code).ifPresent(outcome -> tells.put("outcome", outcome));
        return tells;
    }

    private static String key(MarketplaceId marketplace, String of) {
        return TYPE + "#" + marketplace + "#" + of;
    }

    /** A page of a list, in the order in which disputes were opened. */
    public record Page(boolean isOldestFirst, int limit, Optional<Found> after) {
        public static Page newest(int limit, Optional<Found> after) {
            return new Page(false, limit, after);
        }
    }

    /** All disputes of a marketplace, as far as the index shows them by now. */
    public List<Found> list(MarketplaceId marketplace, Page page) {
        return list(By.REFERENCE, key(marketplace, ALL), page);
    }

    private List<Found> list(By by, String key, Page page) {
        return page.isOldestFirst()
                ? indexes.oldest(by, key, page.limit(), page.after())
                : indexes.list(by, key, page.limit(), page.after());
    }

    /** The place in that list after which there are only those that were opened at that time or before it. */
    Found place(MarketplaceId marketplace, Instant at) {
        return new Found(new ChainId(TYPE, marketplace, ALL), Times.text(at));
    }

    /** Those that a participant has opened as the payer of an escrow. */
    public List<Found> ofPayer(MarketplaceId marketplace, ParticipantId payer, Page page) {
        return list(By.OWNER, key(marketplace, payer.value()), page);
    }

    public List<Found> ofPayee(MarketplaceId marketplace, ParticipantId payee, Page page) {
        return list(By.COUNTERPARTY, key(marketplace, payee.value()), page);
    }
}
