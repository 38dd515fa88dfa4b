package dev.surety.onboarding.app.imports;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.refusal.Refusal;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.onboarding.app.References;
import dev.surety.onboarding.app.imports.LineReader.Line;
import dev.surety.onboarding.app.screening.ScreenParticipants;
import dev.surety.onboarding.domain.imports.ParticipantImport;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.command.Verdict;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.StateChain;
import java.util.Optional;

/**
 * Creates the participant of one line, by the rule that a request creates one. Its id derives from its reference by a
 * secret key. So a reference is imported once, in whichever file it comes. No reader of the journal can test a guess. A
 * participant that a request created is known by its reference, as soon as the index shows it.
 */
public final class ImportParticipant {
    private final Journal journal;
    private final CreateParticipant creating;
    private final References references;
    private final ScreenParticipants screening;

    public ImportParticipant(
            Journal journal, CreateParticipant creating, References references, ScreenParticipants screening) {
        this.journal = journal;
        this.creating = creating;
        this.references = references;
        this.screening = screening;
    }

    sealed interface Result {
        record Created() implements Result {}

        /** A participant has the reference already. It stays as it is. */
        record Known() implements Result {}

        record Refused(Refusal refusal) implements Result {}
    }

    Result create(ChainId source, ParticipantImport of, MarketplaceSettings settings, Line.Good line) {
        MarketplaceId marketplace = source.marketplace();
        String reference = line.request().reference();
        ChainId id = CreateParticipant.chain(
                marketplace,
                Id.derive(ParticipantId.PREFIX, "import", references.indexed(marketplace, reference)));
        var key = CommandKey.ofFact("import", source.toString(), Integer.toString(line.number()));
        return Contention.retry("a participant", () -> {
            StateChain chain = journal.state(id);
            return chain.isEmpty()
                    ? begun(chain, Actor.parse(of.by()), key, settings, line)
                    : Optional.of(isOurs(chain, key) ? new Result.Created() : new Result.Known());
        });
    }

    /** Whether the participant is of this very line: a worker before us created it, and died. */
    private boolean isOurs(StateChain chain, CommandKey key) {
        Entry first = journal.find(chain.id(), 1).orElseThrow();
        boolean isOurs = first.key().equals(key.hash());
        if (isOurs) {
            screening.lookAfter(chain.last().orElseThrow());
        }
        return isOurs;
    }

    private Optional<Result> begun(
            StateChain chain, Actor actor, CommandKey key, MarketplaceSettings settings, Line.Good line) {
        MarketplaceId marketplace = chain.id().marketplace();
        boolean isKnown = !references
                .page(marketplace, line.request().reference(), 1, Optional.empty())
                .found()
                .isEmpty();
        if (isKnown) {
            return Optional.of(new Result.Known());
        }
        return switch (creating.decide(chain.id(), actor, key, line.request(), settings)) {
            case Verdict.Denied<Draft>(var refusal) -> Optional.of(new Result.Refused(refusal));
            case Verdict.Allowed<Draft>(var draft) -> {
                if (journal.append(chain, draft) instanceof Append.Done(var entry, var fresh) && fresh) {
                    screening.lookAfter(entry);
                    yield Optional.of(new Result.Created());
                }
                yield Optional.empty();
            }
        };
    }
}
