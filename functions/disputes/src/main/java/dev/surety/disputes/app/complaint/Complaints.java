package dev.surety.disputes.app.complaint;

import dev.surety.disputes.domain.complaint.Complaint.About;
import dev.surety.disputes.domain.complaint.Complaint.Answer;
import dev.surety.disputes.domain.complaint.Complaint.Decision;
import dev.surety.disputes.domain.complaint.Complaint;
import dev.surety.disputes.domain.complaint.ComplaintRules;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.ReviewId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.CommandLoop;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.command.StateCommand;
import dev.surety.runtime.command.Verdict;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes.By;
import dev.surety.runtime.journal.JournalIndexes.Found;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Present;
import dev.surety.runtime.vault.Vault;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Complaints, each a chain of two entries at most: it is made, and it is answered. */
public final class Complaints {
    public static final String TYPE = "complaint";
    static final String OPENED = "complaint.opened.v1";
    static final String DECIDED = "complaint.decided.v1";

    private static final String STATE = "state";
    private static final String WORDS = "words";
    private static final String ALL = "all";

    private final Journal journal;
    private final JournalIndexes indexes;
    private final Present present;
    private final Vault vault;

    public Complaints(Journal journal, JournalIndexes indexes, Present present, Vault vault) {
        this.journal = journal;
        this.indexes = indexes;
        this.present = present;
        this.vault = vault;
    }

    /** @param decidedAt tells the time of a decision that is not named */
    public record Open(
            ParticipantId participant,
            About about,
            String words,
            Optional<Decision> decision,
            Optional<Instant> decidedAt) {}

    public record Decide(Complaint.Outcome outcome, String words) {}

    /** A decision that a complaint is about, as it was found. */
    private record Complained(Instant at, Optional<String> by) {}

    private static ChainId chain(MarketplaceId marketplace, String id) {
        return new ChainId(TYPE, marketplace, id);
    }

    public static Complaint from(Entry entry) {
        return Json.read(Json.object(entry.data()).path(STATE), Complaint.class);
    }

    public Optional<Entry> find(MarketplaceId marketplace, String id) {
        return Id.isWellFormed(Complaint.PREFIX, id) ? journal.last(chain(marketplace, id)) : Optional.empty();
    }

    public Optional<Entry> find(Found hint) {
        return journal.last(hint.chain());
    }

    public Outcome<Entry> open(CommandEnvelope envelope, Open wanted) {
        MarketplaceId marketplace = envelope.caller().marketplace();
        String id = Id.derive(Complaint.PREFIX, marketplace.value(), envelope.key().hash());
        return CommandLoop.run("a complaint", envelope, new StateCommand(journal, chain(marketplace, id), chain -> {
            Optional<Complained> of = complained(marketplace, wanted);
            if (of.isEmpty()) {
                return new Verdict.Denied<>(
                        Refusal.of(CommonReason.INVALID, List.of(new FieldError("/decision", "not_found"))));
            }
            Instant now = present.now(marketplace);
            return ComplaintRules.unopenable(of.get().at(), now)
                    .<Verdict<Draft>>map(Verdict.Denied::new)
                    .orElseGet(() -> new Verdict.Allowed<>(opened(envelope, wanted, chain, of.get(), now)));
        }));
    }

    private Draft opened(
            CommandEnvelope envelope, Open wanted, StateChain chain, Complained of, Instant now) {
        var complaint = new Complaint(
                chain.id().id(),
                wanted.participant(),
                wanted.about(),
                wanted.decision(),
                of.at(),
                of.by(),
                keep(chain, wanted.words()),
                now,
                Optional.empty());
        MarketplaceId marketplace = chain.id().marketplace();
        return Draft.of(OPENED, data(complaint), now, envelope.caller().actor(), envelope.key())
                .indexed(new Entry.Index(
                        key(marketplace, wanted.participant().value()), "", key(marketplace, ALL)));
    }

    private Optional<Complained> complained(MarketplaceId marketplace, Open wanted) {
        if (wanted.decision().isEmpty()) {
            return wanted.decidedAt().map(at -> new Complained(at, Optional.empty()));
        }
        Decision decision = wanted.decision().get();
        // A participant complains about what was done to itself; a review's text may be another one's.
        boolean isFit = switch (wanted.about()) {
            case RESTRICTION -> decision.subject().equals(wanted.participant().value());
            case MODERATION -> Id.isWellFormed(ReviewId.PREFIX, decision.subject());
        };
        String type = wanted.about() == About.RESTRICTION ? "participant" : "review";
        return Optional.of(decision)
                .filter(_ -> isFit)
                .flatMap(of -> journal.find(new ChainId(type, marketplace, of.subject()), of.entry()))
                .map(entry -> new Complained(entry.at(), Optional.of(entry.actor().principal())));
    }

    public Outcome<Entry> decide(CommandEnvelope envelope, String id, Decide wanted) {
        MarketplaceId marketplace = envelope.caller().marketplace();
        if (find(marketplace, id).isEmpty()) {
            return Outcome.refuse(CommonReason.NOT_FOUND);
        }
        return CommandLoop.run("a complaint", envelope, new StateCommand(journal, chain(marketplace, id), chain -> {
            Complaint complaint = from(chain.last().orElseThrow());
            String by = envelope.caller().actor().principal();
            return ComplaintRules.unanswerable(complaint, by)
                    .<Verdict<Draft>>map(Verdict.Denied::new)
                    .orElseGet(() -> decided(envelope, wanted, chain, complaint));
        }));
    }

    private Verdict<Draft> decided(CommandEnvelope envelope, Decide wanted, StateChain chain, Complaint complaint) {
        Instant now = present.now(chain.id().marketplace());
        String by = envelope.caller().actor().principal();
        String words;
        try {
            words = keep(chain, wanted.words());
        } catch (Vault.Destroyed erased) {
            return new Verdict.Denied<>(
                    CommonReason.TRANSITION_NOT_ALLOWED.with("The words of this complaint were erased."));
        }
        var answer = new Answer(wanted.outcome(), by, now, words);
        return new Verdict.Allowed<>(Draft.of(
                DECIDED, data(complaint.answered(answer)), now, envelope.caller().actor(), envelope.key()));
    }

    private String keep(StateChain chain, String words) {
        return vault.keep(chain.id(), Json.object().put(WORDS, words));
    }

    private static ObjectNode data(Complaint complaint) {
        ObjectNode data = Json.object();
        data.set(STATE, Json.tree(complaint));
        data.putObject("tells").put(STATE, complaint.state());
        return data;
    }

    /** All words of a complaint that are not destroyed, by their commitments. */
    public Map<String, String> words(Entry entry) {
        Complaint complaint = from(entry);
        Set<String> all = Stream.concat(
                        Stream.of(complaint.words()), complaint.answer().map(Answer::words).stream())
                .collect(Collectors.toUnmodifiableSet());
        return vault.findAll(entry.chain(), all).entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, kept -> kept.getValue().path(WORDS).asString("")));
    }

    private static String key(MarketplaceId marketplace, String of) {
        return TYPE + "#" + marketplace + "#" + of;
    }

    /** Newest first: all of a marketplace, or those of one participant. */
    public List<Found> list(
            MarketplaceId marketplace, Optional<ParticipantId> of, int limit, Optional<Found> after) {
        return of.isPresent()
                ? indexes.list(By.OWNER, key(marketplace, of.get().value()), limit, after)
                : indexes.list(By.REFERENCE, key(marketplace, ALL), limit, after);
    }
}
