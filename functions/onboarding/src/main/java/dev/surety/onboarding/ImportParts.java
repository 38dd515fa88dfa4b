package dev.surety.onboarding;

import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.onboarding.app.References;
import dev.surety.onboarding.app.imports.AnnounceImport;
import dev.surety.onboarding.app.imports.ImportFiles;
import dev.surety.onboarding.app.imports.ImportParticipant;
import dev.surety.onboarding.app.imports.ReadImports;
import dev.surety.onboarding.app.imports.WorkOnImport;
import dev.surety.onboarding.app.rescreening.Nudges;
import dev.surety.onboarding.http.imports.ImportedLines;
import dev.surety.onboarding.http.imports.ImportRoutes;
import dev.surety.onboarding.inbox.ImportWakes;
import dev.surety.runtime.edge.queue.QueueEdge.Inbox;
import dev.surety.runtime.wiring.Platform;

/** Wires the imports of participants. */
record ImportParts(Platform with) {
    ImportRoutes routes() {
        return new ImportRoutes(
                new AnnounceImport(with.journal(), with.marketplaces(), with.clocks()),
                new ReadImports(with.journal(), with.indexes()),
                files(),
                with.keys(),
                with.cursors());
    }

    private static ImportFiles files() {
        return new ImportFiles(OnboardingApplication.files());
    }

    /** Imports take minutes, as runs over all participants do, and share their door and queue. */
    Inbox wakes(Inbox others, Nudges nudges) {
        var references = new References(with.indexes(), with.secrets());
        var screening = OnboardingApplication.screening(with);
        var creating = new CreateParticipant(
                with.journal(), with.marketplaces(), with.vault(), references, screening, with.clocks());
        var working = new WorkOnImport(
                with.journal(),
                with.marketplaces(),
                files(),
                new ImportedLines(),
                new ImportParticipant(with.journal(), creating, references, screening),
                with.clocks(),
                nudges,
                WorkOnImport.Pace.of(with.clock()));
        return new ImportWakes(working, others);
    }
}
