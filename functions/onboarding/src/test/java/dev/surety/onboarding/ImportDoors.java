package dev.surety.onboarding;

import dev.surety.dynamo.SuretyTables;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.onboarding.app.References;
import dev.surety.onboarding.app.imports.AnnounceImport;
import dev.surety.onboarding.app.imports.ImportFiles;
import dev.surety.onboarding.app.imports.ImportParticipant;
import dev.surety.onboarding.app.imports.ReadImports;
import dev.surety.onboarding.app.imports.WorkOnImport;
import dev.surety.onboarding.app.screening.ScreenParticipants;
import dev.surety.onboarding.http.imports.ImportedLines;
import dev.surety.onboarding.http.imports.ImportRoutes;
import dev.surety.onboarding.inbox.ImportWakes;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.queue.QueueEdge;
import dev.surety.runtime.journal.Fingerprints;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.vault.Vault;
import java.time.Duration;

/** The parts of a test's world that have to do with imports. A page has two lines, so that small files have pages. */
record ImportDoors(DocumentDoors with, Vault vault, ScreenParticipants screening) {
    ImportRoutes routes() {
        return new ImportRoutes(
                new AnnounceImport(with.journal(), new Marketplaces(with.journal()), with.worlds()),
                new ReadImports(with.journal(), hints()),
                new ImportFiles(with.files()),
                new RequestKeys(new Fingerprints(with.secrets())),
                new Cursors(with.secrets(), with.clock()));
    }

    private JournalIndexes hints() {
        return new JournalIndexes(with.dynamo(), SuretyTables.JOURNAL);
    }

    QueueEdge importer() {
        return importer(new WorkOnImport.Pace(2, 1, Duration.ofHours(1), with.clock()));
    }

    QueueEdge importer(WorkOnImport.Pace pace) {
        Journal journal = with.journal();
        Clocks worlds = with.worlds();
        var references = new References(hints(), with.secrets());
        var marketplaces = new Marketplaces(journal);
        var creating = new CreateParticipant(journal, marketplaces, vault, references, screening, worlds);
        var working = new WorkOnImport(
                journal,
                marketplaces,
                new ImportFiles(with.files()),
                new ImportedLines(),
                new ImportParticipant(journal, creating, references, screening),
                worlds,
                _ -> {},
                pace);
        return new QueueEdge(
                new ImportWakes(working, _ -> QueueEdge.Handled.DONE),
                new Metrics("onboarding", with.clock(), _ -> {}));
    }
}
