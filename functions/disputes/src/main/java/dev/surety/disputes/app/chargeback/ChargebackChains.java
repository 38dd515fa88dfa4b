package dev.surety.disputes.app.chargeback;

import dev.surety.disputes.domain.chargeback.ChargebackAttention.Attended;
import dev.surety.disputes.domain.chargeback.ChargebackAttention;
import dev.surety.disputes.domain.chargeback.ChargebackCase;
import dev.surety.disputes.domain.chargeback.ChargebackEvent.Turn;
import dev.surety.disputes.domain.chargeback.ChargebackEvent;
import dev.surety.disputes.domain.chargeback.ChargebackFacts;
import dev.surety.disputes.domain.chargeback.ChargebackRules.Context;
import dev.surety.disputes.domain.chargeback.ChargebackTimes;
import dev.surety.disputes.domain.chargeback.EvidenceNeeds;
import dev.surety.disputes.domain.chargeback.NeedsByReason;
import dev.surety.model.dispute.ChargebackAnswer;
import dev.surety.model.dispute.PaymentChargebacks.Share;
import dev.surety.model.id.ChargebackId;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Attention;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings;
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
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.resilience.Outage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The chains of banks' cases. Each entry carries the case's whole state, and the answer that it wants given. */
public final class ChargebackChains {
    public static final String TYPE = "chargeback";

    static final EventTypes<ChargebackEvent> TYPES = new EventTypes<ChargebackEvent>()
            .event(
                    ChargebackEvent.Opened.class,
                    opened -> opened.facts().told().phase().isWarning()
                            ? "chargeback.warning.v1"
                            : "chargeback.opened.v1",
                    "chargeback.warning.v1",
                    "chargeback.opened.v1")
            .event("chargeback.evidence_added.v1", ChargebackEvent.EvidenceAdded.class)
            .event("chargeback.evidence_checked.v1", ChargebackEvent.EvidenceChecked.class)
            .event("chargeback.submit_asked.v1", ChargebackEvent.SubmitAsked.class)
            .event("chargeback.submitting.v1", ChargebackEvent.Submitting.class)
            .event("chargeback.accepting.v1", ChargebackEvent.Accepting.class)
            .event("chargeback.sent_again.v1", ChargebackEvent.SentAgain.class)
            .event("chargeback.evidence_due.v1", ChargebackEvent.EvidenceDue.class)
            .event("chargeback.expired.v1", ChargebackEvent.Expired.class)
            .event(ChargebackEvent.Told.class, told -> name(told.turn()), names())
            .event("chargeback.looked.v1", ChargebackEvent.Looked.class);

    private static final String ALL = "all";
    private static final int PAGE = 100;

    private final Journal journal;
    private final JournalIndexes indexes;
    private final Marketplaces marketplaces;
    private final Clocks clocks;
    private final NeedsByReason needs;

    public ChargebackChains(
            Journal journal,
            JournalIndexes indexes,
            Marketplaces marketplaces,
            Clocks clocks,
            NeedsByReason needs) {
        this.journal = journal;
        this.indexes = indexes;
        this.marketplaces = marketplaces;
        this.clocks = clocks;
        this.needs = needs;
    }

    /** The bank's own words end here as others than the payment's, whose events tell of the money. */
    private static String name(Turn turn) {
        return switch (turn) {
            case NOTICED -> "chargeback.noticed.v1";
            case OPENED -> "chargeback.came_true.v1";
            case SUBMITTED -> "chargeback.submitted.v1";
            case ACCEPTED -> "chargeback.accepted.v1";
            case ANSWER_DECLINED -> "chargeback.answer_declined.v1";
            case WARNING_CLOSED -> "chargeback.warning_closed.v1";
            case WON -> "chargeback.case_won.v1";
            case LOST -> "chargeback.case_lost.v1";
        };
    }

    private static String[] names() {
        return Stream.of(Turn.values()).map(ChargebackChains::name).toArray(String[]::new);
    }

    /** A case as an entry left it. */
    public record Stored(StateChain chain, Entry last, ChargebackCase state) {
        public ChargebackId id() {
            return new ChargebackId(chain.id().id());
        }

        public MarketplaceId marketplace() {
            return chain.id().marketplace();
        }

        public int version() {
            return last.number();
        }

        /** Whether a payee has a share of it. */
        public boolean isOf(String participant) {
            return state.facts().told().shares().stream()
                    .anyMatch(share -> share.payee().value().equals(participant));
        }
    }

    /** The actor of an entry, and the key that lets it happen once. */
    record Stamp(Actor actor, CommandKey key, Optional<String> note) {
        /** For an entry that no request asked for: it happens once at its place in the chain. */
        static Stamp of(Actor actor, StateChain chain, ChargebackEvent event) {
            String what = event.getClass().getSimpleName();
            var key = CommandKey.ofFact(chain.id().toString(), what, Integer.toString(chain.version()));
            return new Stamp(actor, key, Optional.empty());
        }
    }

    public static ChainId chain(MarketplaceId marketplace, ChargebackId of) {
        return new ChainId(TYPE, marketplace, of.value());
    }

    Journal journal() {
        return journal;
    }

    public Instant now(MarketplaceId marketplace) {
        return clocks.now(marketplace, settings(marketplace).mode());
    }

    /** Whether a request with this key has changed the case before. */
    public boolean isSeen(Stored of, String keyHash) {
        return journal.seen(of.chain(), new CommandKey(keyHash, "")).isPresent();
    }

    private MarketplaceSettings settings(MarketplaceId marketplace) {
        return marketplaces
                .find(marketplace)
                .orElseThrow(() -> new Outage("the marketplace's settings are not there"));
    }

    public EvidenceNeeds needs(ChargebackCase of) {
        return needs.of(of.facts().reason());
    }

    Context context(Stored of) {
        MarketplaceSettings settings = settings(of.marketplace());
        return new Context(
                clocks.now(of.marketplace(), settings.mode()),
                needs(of.state()),
                settings.disputeTerms().isSubmittedByTwo(of.state().facts().told().amount()),
                settings.moneyOut()::isSamePerson);
    }

    public Optional<Stored> find(MarketplaceId marketplace, ChargebackId of) {
        return find(chain(marketplace, of));
    }

    Optional<Stored> find(ChainId id) {
        if (!id.type().equals(TYPE) || !Id.isWellFormed(ChargebackId.PREFIX, id.id())) {
            return Optional.empty();
        }
        StateChain chain = journal.state(id);
        return chain.last().map(last -> new Stored(chain, last, state(last)));
    }

    /** The case as an entry of the same chain left it. */
    Stored at(Stored of, Entry entry) {
        return new Stored(of.chain(), entry, state(entry));
    }

    /** The case after an entry. */
    public static ChargebackCase state(Entry entry) {
        return TYPES.state(entry, ChargebackCase.class);
    }

    /** The case, which begins now if it is not there. Any first entry of this chain is of the same chargeback. */
    Stored open(MarketplaceId marketplace, ChargebackFacts facts) {
        var id = ChargebackId.of(marketplace, facts.payment(), facts.told().id());
        StateChain chain = journal.state(chain(marketplace, id));
        if (chain.isEmpty()) {
            Instant now = now(marketplace);
            var event = new ChargebackEvent.Opened(facts);
            Draft draft = draft(
                    chain, event, ChargebackCase.opened(facts, now), now, Stamp.of(Actor.EVENT, chain, event));
            Append _ = journal.append(chain, draft.indexed(index(marketplace, facts)));
        }
        return find(chain.id()).orElseThrow(() -> new Outage("a case that was opened is not there"));
    }

    /** Lists of one payee hold the cases of its first share; the other payees of a payment read by id. */
    private static Entry.Index index(MarketplaceId marketplace, ChargebackFacts facts) {
        String payee = facts.told().shares().stream()
                .findFirst()
                .map(Share::payee)
                .map(ParticipantId::value)
                .orElse("none");
        return new Entry.Index(
                key(marketplace, ALL), key(marketplace, payee), key(marketplace, facts.payment().value()));
    }

    /** The case after the event, or nothing if another entry took the place. */
    Optional<Stored> append(Stored to, ChargebackEvent event, Instant now, Stamp stamp) {
        Instant at = now.isBefore(to.last().at()) ? to.last().at() : now;
        Draft draft = draft(to.chain(), event, to.state().after(event, at), at, stamp);
        return journal.append(to.chain(), draft) instanceof Append.Done(var entry, var _)
                ? find(entry.chain())
                : Optional.empty();
    }

    private Draft draft(StateChain chain, ChargebackEvent event, ChargebackCase bare, Instant at, Stamp stamp) {
        ChainId id = chain.id();
        Attended attended = ChargebackAttention.of(bare);
        ChargebackCase after = attended.after();
        var mode = settings(id.marketplace()).mode();
        ObjectNode data = WholeState.data(event, after, tells(event, after));
        answer(after).ifPresent(answer -> data.set(ChargebackAnswer.MEMBER, Json.tree(answer)));
        Draft draft = Draft.of(TYPES.name(event), data, at, stamp.actor(), stamp.key())
                .note(stamp.note())
                .due(ChargebackTimes.due(after, needs(after), at).map(due -> Clocks.due(id, mode, at, due)));
        return attended.change().map(Attention::toString).map(draft::attention).orElse(draft);
    }

    /** The demand that the escrow function carries out, while its outcome is unknown. */
    private static Optional<ChargebackAnswer> answer(ChargebackCase of) {
        return of.pending()
                .map(answer -> new ChargebackAnswer(
                        ChargebackAnswer.VERSION,
                        of.facts().payment(),
                        of.facts().told().id(),
                        answer.n(),
                        answer.kind(),
                        answer.file().map(ChargebackEvent.CaseFile::key),
                        answer.file().map(ChargebackEvent.CaseFile::sha256)));
    }

    /** The public part of an entry, and for approvers what they are asked. */
    private static ObjectNode tells(ChargebackEvent event, ChargebackCase after) {
        ObjectNode tells = Json.object().put("state", after.state().code());
        tells.set("amount", Json.tree(after.facts().told().amount()));
        tells.put("reference", after.facts().payment().value());
        if (event instanceof ChargebackEvent.SubmitAsked(var by, var hash)) {
            ObjectNode approval = tells.putObject("approval").put("needed", 1).put("hash", hash);
            approval.set("sum", Json.tree(after.facts().told().amount()));
            ArrayNode makers = approval.putArray("makers");
            makers.add(by);
        }
        return tells;
    }

    private static String key(MarketplaceId marketplace, String of) {
        return TYPE + "#" + marketplace + "#" + of;
    }

    /** Newest first, as far as the index shows them by now. */
    public List<Found> list(MarketplaceId marketplace, int limit, Optional<Found> after) {
        return indexes.list(By.OWNER, key(marketplace, ALL), limit, after);
    }

    public List<Found> ofPayee(MarketplaceId marketplace, ParticipantId payee, int limit, Optional<Found> after) {
        return indexes.list(By.COUNTERPARTY, key(marketplace, payee.value()), limit, after);
    }

    public List<Found> ofPayment(MarketplaceId marketplace, PaymentId payment, int limit, Optional<Found> after) {
        return indexes.list(By.REFERENCE, key(marketplace, payment.value()), limit, after);
    }

    /** Those that were opened from one time on and before another, the newest first. */
    Stream<Found> opened(MarketplaceId marketplace, Instant from, Instant until) {
        var place = new Found(new ChainId(TYPE, marketplace, ALL), Times.text(until));
        return indexes.all(By.OWNER, key(marketplace, ALL), PAGE, Optional.of(place))
                .takeWhile(found -> !Instant.parse(found.at()).isBefore(from))
                .filter(found -> Instant.parse(found.at()).isBefore(until));
    }

    /** The newest ones, at most so many. */
    public Stream<Stored> newest(MarketplaceId marketplace, int most) {
        return indexes.all(By.OWNER, key(marketplace, ALL), PAGE)
                .limit(most)
                .flatMap(found -> find(found.chain()).stream());
    }
}
