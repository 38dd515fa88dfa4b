package dev.surety.onboarding.app.imports;

import dev.surety.files.AnnouncedFile;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.refusal.CommonReason;
import dev.surety.onboarding.domain.imports.ImportEvent;
import dev.surety.onboarding.domain.imports.ParticipantImport;
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
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Begins an import: the file is told before it comes, and the link takes nothing else. */
public final class AnnounceImport {
    private final Journal journal;
    private final Marketplaces marketplaces;
    private final Clocks worlds;

    public AnnounceImport(Journal journal, Marketplaces marketplaces, Clocks worlds) {
        this.journal = journal;
        this.marketplaces = marketplaces;
        this.worlds = worlds;
    }

    public Outcome<Entry> announce(CommandEnvelope envelope, AnnouncedFile file) {
        MarketplaceId marketplace = envelope.caller().marketplace();
        var id = Imports.chain(
                marketplace, Id.derive(ParticipantImport.PREFIX, envelope.key().hash()));
        return CommandLoop.run(
                "an import", envelope, new StateCommand(journal, id, chain -> decide(chain, envelope, file)));
    }

    private Verdict<Draft> decide(StateChain chain, CommandEnvelope envelope, AnnouncedFile file) {
        MarketplaceId marketplace = chain.id().marketplace();
        Optional<MarketplaceSettings> settings = marketplaces.find(marketplace);
        if (settings.isEmpty()) {
            return new Verdict.Denied<>(CommonReason.INVALID.with("The marketplace has no settings yet."));
        }
        Instant now = worlds.now(marketplace, settings.get().mode()).truncatedTo(ChronoUnit.MILLIS);
        Actor actor = envelope.caller().actor();
        var announced = ParticipantImport.announced(
                file, actor.toString(), now, now.plus(ImportFiles.UPLOAD).plus(ImportFiles.GRACE));
        return new Verdict.Allowed<>(Imports.draft(
                chain, new ImportEvent.Announced(), announced, settings.get().mode(), now, actor, envelope.key()));
    }
}
