package dev.surety.onboarding.app.document;

import dev.surety.files.AnnouncedFile;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Entry;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.onboarding.app.DailyLimit;
import dev.surety.onboarding.app.Participant;
import dev.surety.onboarding.domain.ParticipantState.Account;
import dev.surety.onboarding.domain.closing.ClosingRules;
import dev.surety.onboarding.domain.document.Document.Purpose;
import dev.surety.onboarding.domain.document.Document.Side;
import dev.surety.onboarding.domain.document.Document;
import dev.surety.onboarding.domain.document.DocumentEvent;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.CommandLoop;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.command.StateCommand;
import dev.surety.runtime.command.Verdict;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.journal.StateChain;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Begins a document: what is to come is told before, and the link takes nothing else. */
public final class AnnounceDocument {
    static final int MOST_A_DAY = 20;

    private static final DailyLimit LIMIT = new DailyLimit(
            "documents_a_day", MOST_A_DAY, "A participant announces at most " + MOST_A_DAY + " documents in a day.");

    private final Journal journal;
    private final JournalIndexes hints;
    private final Clocks worlds;

    public AnnounceDocument(Journal journal, JournalIndexes hints, Clocks worlds) {
        this.journal = journal;
        this.hints = hints;
        this.worlds = worlds;
    }

    /** @param person of the business whom the document shows; empty for the participant's own */
    public record AnnounceRequest(Purpose purpose, Side side, AnnouncedFile file, Optional<String> person) {}

    public Outcome<Entry> announce(CommandEnvelope envelope, String participant, AnnounceRequest wanted) {
        MarketplaceId marketplace = envelope.caller().marketplace();
        var id = Documents.chain(marketplace, Id.derive(Document.PREFIX, envelope.key().hash()));
        return CommandLoop.run(
                "a document",
                envelope,
                new StateCommand(journal, id, chain -> decide(chain, envelope, participant, wanted)));
    }

    private Verdict<Draft> decide(
            StateChain chain, CommandEnvelope envelope, String participant, AnnounceRequest wanted) {
        MarketplaceId marketplace = chain.id().marketplace();
        Optional<Participant> known =
                Participant.find(journal, CreateParticipant.chain(marketplace, participant));
        if (known.isEmpty()) {
            return new Verdict.Denied<>(CommonReason.NOT_FOUND.with(CommonReason.NOT_FOUND.title()));
        }
        Optional<Refusal> closing = ClosingRules.refusesNew(known.get().state());
        if (closing.isPresent()) {
            return new Verdict.Denied<>(closing.get());
        }
        if (known.get().state().account() == Account.REJECTED) {
            return new Verdict.Denied<>(
                    CommonReason.TRANSITION_NOT_ALLOWED.with("A rejected participant hands in no documents."));
        }
        if (!known.get().state().hasPerson(wanted.person())) {
            return new Verdict.Denied<>(Refusal.of(
                    CommonReason.INVALID, List.of(new FieldError("/person", "not_of_this_participant"))));
        }
        Instant now = worlds.now(marketplace, known.get().state().mode()).truncatedTo(ChronoUnit.MILLIS);
        Optional<Refusal> tooMany = LIMIT.exceeded(hints, Documents.owner(marketplace, participant), now);
        if (tooMany.isPresent()) {
            return new Verdict.Denied<>(tooMany.get());
        }
        Document announced = Document.announced(
                participant, wanted.person(), wanted.purpose(), wanted.side(), wanted.file(), now,
                now.plus(DocumentFiles.UPLOAD).plus(DocumentFiles.GRACE));
        return new Verdict.Allowed<>(Documents.draft(
                chain, new DocumentEvent.Announced(), announced, known.get().state().mode(), now,
                envelope.caller().actor(), envelope.key()));
    }
}
