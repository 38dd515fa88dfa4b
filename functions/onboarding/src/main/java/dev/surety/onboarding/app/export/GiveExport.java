package dev.surety.onboarding.app.export;

import dev.surety.files.StoredFiles;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.onboarding.app.Participant;
import dev.surety.onboarding.domain.ParticipantState;
import dev.surety.onboarding.domain.export.Export;
import dev.surety.onboarding.domain.export.ExportRules.Changed;
import dev.surety.onboarding.domain.export.ExportRules;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.tokens.Caller;
import java.time.Instant;
import java.util.Optional;

/** Shows an export, and gives a link to its file. The entry that says who was given one comes before the link. */
public final class GiveExport {
    private final Journal journal;
    private final ExportFiles files;
    private final Clocks worlds;

    public GiveExport(Journal journal, ExportFiles files, Clocks worlds) {
        this.journal = journal;
        this.files = files;
        this.worlds = worlds;
    }

    /** @param link while the file is given out */
    public record Given(Entry entry, Optional<StoredFiles.Link> link) {}

    /** Empty if there is no such export of the participant. */
    public Optional<Given> find(Caller caller, String participant, String id) {
        Optional<Entry> found = Exports.find(journal, caller.marketplace(), participant, id);
        return found.map(last -> {
            ParticipantState of = Participant.find(
                            journal, CreateParticipant.chain(caller.marketplace(), participant))
                    .orElseThrow()
                    .state();
            return of.isClosed()
                    ? new Given(last, Optional.empty())
                    : Contention.retry("an export", () -> given(last.chain(), of.mode(), caller));
        });
    }

    private Optional<Given> given(ChainId id, Mode mode, Caller caller) {
        StateChain chain = journal.state(id);
        Entry last = chain.last().orElseThrow();
        Export export = Exports.from(last);
        Instant now = worlds.now(id.marketplace(), mode);
        if (!ExportRules.isGivenOut(export, now)) {
            return Optional.of(new Given(last, Optional.empty()));
        }
        Optional<Changed> noted =
                ExportRules.linked(export, caller.actor().toString(), ExportFiles.DOWNLOAD, now);
        Optional<Entry> entry = noted.isEmpty()
                ? Optional.of(last)
                : append(chain, noted.get(), mode, now, caller);
        return entry.map(known -> new Given(known, Optional.of(files.link(id, export))));
    }

    private Optional<Entry> append(StateChain chain, Changed noted, Mode mode, Instant now, Caller caller) {
        var key = CommandKey.ofFact(
                "export linked", chain.id().toString(), Integer.toString(chain.version()), caller.actor().toString());
        var draft = Exports.draft(chain, noted, mode, now, caller.actor(), key);
        return journal.append(chain, draft) instanceof Append.Done(var entry, var _)
                ? Optional.of(entry)
                : Optional.empty();
    }
}
