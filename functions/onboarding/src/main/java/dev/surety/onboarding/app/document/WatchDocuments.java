package dev.surety.onboarding.app.document;

import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.onboarding.app.Participant;
import dev.surety.onboarding.app.ParticipantEntries;
import dev.surety.onboarding.app.RulesInForce;
import dev.surety.onboarding.domain.ParticipantEvent;
import dev.surety.onboarding.domain.ParticipantState;
import dev.surety.onboarding.domain.Verification;
import dev.surety.onboarding.domain.document.Document.State;
import dev.surety.onboarding.domain.document.Document;
import dev.surety.onboarding.domain.document.DocumentEvent;
import dev.surety.onboarding.domain.document.DocumentRules.Decided.Changed;
import dev.surety.onboarding.domain.document.DocumentRules;
import dev.surety.onboarding.domain.proof.Proof;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.marketplace.Marketplaces;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Looks at uploads, lets time end documents, and tells the participant's chain of each status. A message of the bucket
 * may be lost or come twice: the deadline looks once more, and a second look changes nothing.
 */
public final class WatchDocuments {
    private final Journal journal;
    private final Marketplaces marketplaces;
    private final DocumentFiles files;
    private final Clocks worlds;

    public WatchDocuments(Journal journal, Marketplaces marketplaces, DocumentFiles files, Clocks worlds) {
        this.journal = journal;
        this.marketplaces = marketplaces;
        this.files = files;
        this.worlds = worlds;
    }

    /** Hears that the file of a document may be there. */
    public void hear(ChainId id) {
        if (journal.last(id).isPresent()) {
            Contention.retry("a document", () -> looked(id, false));
            tell(id);
        }
    }

    /**
     * Does what time brings to a document.
     *
     * @param number of the entry that left the deadline
     * @return false if the wake came too early, and must come again
     */
    public boolean wake(ChainId id, int number) {
        Optional<Entry> last = journal.last(id).filter(entry -> entry.number() == number);
        Optional<Entry.Due> due = last.flatMap(Entry::due);
        if (due.isEmpty()) {
            return true;
        }
        if (now(id).isBefore(due.get().at())) {
            return false;
        }
        Contention.retry("a document", () -> looked(id, true));
        tell(id);
        return true;
    }

    private MarketplaceSettings settings(ChainId id) {
        return marketplaces.find(id.marketplace()).orElseThrow();
    }

    private Instant now(ChainId id) {
        return worlds.now(id.marketplace(), settings(id).mode()).truncatedTo(ChronoUnit.MILLIS);
    }

    /** @param isDue whether its deadline has come, so that a file that is not there ends the document */
    private Optional<Boolean> looked(ChainId id, boolean isDue) {
        StateChain chain = journal.state(id);
        Document known = Documents.from(chain.last().orElseThrow());
        Instant now = now(id);
        Optional<Changed> there = known.state() == State.AWAITING_UPLOAD
                ? files.look(id, known).flatMap(found -> DocumentRules.arrived(known, found.fault(), now))
                : Optional.empty();
        Optional<Changed> changed = isDue ? there.or(() -> DocumentRules.due(known, now)) : there;
        return changed.map(of -> append(chain, of.event(), of.after(), now, isDue ? Actor.TIMER : Actor.EVENT))
                .orElse(Optional.of(true));
    }

    private Optional<Boolean> append(
            StateChain chain, DocumentEvent event, Document after, Instant now, Actor actor) {
        var key = CommandKey.ofFact(
                Documents.NAMES.name(event), chain.id().toString(), Integer.toString(chain.version()));
        Draft draft = Documents.draft(chain, event, after, settings(chain.id()).mode(), now, actor, key);
        return journal.append(chain, draft) instanceof Append.Done ? Optional.of(true) : Optional.empty();
    }

    /** Appends a document's status to its participant, once, and notes in the document that it has it. */
    void tell(ChainId id) {
        Contention.retry("a document", () -> {
            StateChain chain = journal.state(id);
            Document known = Documents.from(chain.last().orElseThrow());
            if (known.isTold()) {
                return Optional.of(true);
            }
            ChainId participant = CreateParticipant.chain(id.marketplace(), known.participant());
            Contention.retry("a participant", () -> told(participant, id, known));
            return append(chain, new DocumentEvent.Told(), known.told(), now(id), Actor.EVENT);
        });
    }

    private Optional<Boolean> told(ChainId id, ChainId document, Document known) {
        StateChain chain = journal.state(id);
        ParticipantState state =
                Participant.of(journal, chain.last().orElseThrow()).state();
        Optional<Proof> proof = known.proof(document.id(), state.kind()).filter(now -> state.proven()
                .find(document.id())
                .filter(before -> !now.isAfter(before))
                .isEmpty());
        // A person who was removed meanwhile has nothing to prove any more.
        if (proof.isEmpty() || !state.hasPerson(known.person())) {
            return Optional.of(true);
        }
        Instant now = now(id);
        ParticipantState judged =
                Verification.judge(state.proved(proof.get()), RulesInForce.context(settings(id), now));
        var event = new ParticipantEvent.Proved(document.id(), proof.get().status());
        var key = CommandKey.ofFact(
                "proved", document.toString(), proof.get().status().code(), Times.text(proof.get().at()));
        var draft = ParticipantEntries.draft(id, event, state, judged, now, Actor.EVENT, key);
        return journal.append(chain, draft) instanceof Append.Done ? Optional.of(true) : Optional.empty();
    }
}
