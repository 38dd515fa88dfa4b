package dev.surety.onboarding.app.document;

import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.refusal.CommonReason;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.onboarding.app.Participant;
import dev.surety.onboarding.domain.document.Document;
import dev.surety.onboarding.domain.document.DocumentRules.Decided;
import dev.surety.onboarding.domain.document.DocumentRules;
import dev.surety.onboarding.domain.proof.ProofError;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.CommandLoop;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.command.StateCommand;
import dev.surety.runtime.command.Verdict;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.marketplace.Marketplaces;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A person opens, accepts or rejects a document. The document has the decision first, then the participant. The request
 * does both; if it dies between, the document's deadline has a timer do the rest.
 */
public final class DecideDocument {
    private final Journal journal;
    private final Marketplaces marketplaces;
    private final WatchDocuments watching;
    private final Clocks worlds;

    public DecideDocument(Journal journal, Marketplaces marketplaces, WatchDocuments watching, Clocks worlds) {
        this.journal = journal;
        this.marketplaces = marketplaces;
        this.watching = watching;
        this.worlds = worlds;
    }

    /** Each look is an entry that says who looked. */
    public Outcome<Entry> open(CommandEnvelope envelope, String participant, String document) {
        String by = envelope.caller().id();
        return run(envelope, participant, document, (of, _, _) -> DocumentRules.open(of, by));
    }

    public Outcome<Entry> accept(
            CommandEnvelope envelope, String participant, String document, Optional<LocalDate> validUntil) {
        String by = envelope.caller().id();
        return run(
                envelope,
                participant,
                document,
                (of, isAnew, now) -> DocumentRules.accept(of, validUntil, by, isAnew, now));
    }

    public Outcome<Entry> reject(CommandEnvelope envelope, String participant, String document, ProofError why) {
        String by = envelope.caller().id();
        return run(
                envelope,
                participant,
                document,
                (of, isAnew, now) -> DocumentRules.reject(of, why, by, isAnew, now));
    }

    private interface Rule {
        /** @param isAnew whether the participant took another name after the document was accepted */
        Decided decide(Document of, boolean isAnew, Instant now);
    }

    private Outcome<Entry> run(
            CommandEnvelope envelope,
            String participant,
            String document,
            Rule rule) {
        Optional<Entry> found =
                Documents.find(journal, envelope.caller().marketplace(), participant, document);
        if (found.isEmpty()) {
            return Outcome.refuse(CommonReason.NOT_FOUND);
        }
        ChainId chain = found.get().chain();
        Outcome<Entry> outcome = CommandLoop.run(
                "a document",
                envelope,
                new StateCommand(journal, chain, state -> decided(state, envelope, rule)));
        if (outcome instanceof Outcome.Done<Entry>) {
            watching.tell(chain);
        }
        return outcome;
    }

    private Verdict<Draft> decided(StateChain chain, CommandEnvelope envelope, Rule rule) {
        MarketplaceSettings settings = marketplaces.find(chain.id().marketplace()).orElseThrow();
        Instant now = worlds.now(chain.id().marketplace(), settings.mode()).truncatedTo(ChronoUnit.MILLIS);
        Document known = Documents.from(chain.last().orElseThrow());
        return switch (rule.decide(known, isOfAFormerName(chain.id(), known), now)) {
            case Decided.Refused(var refusal) -> new Verdict.Denied<>(refusal);
            case Decided.Changed(var event, var after) ->
                new Verdict.Allowed<>(Documents.draft(
                        chain, event, after, settings.mode(), now, envelope.caller().actor(), envelope.key()));
        };
    }

    private boolean isOfAFormerName(ChainId document, Document known) {
        return Participant.find(journal, CreateParticipant.chain(document.marketplace(), known.participant()))
                .filter(of -> of.state().proven().isOfAFormerName(document.id()))
                .isPresent();
    }
}
