package dev.surety.onboarding;

import dev.surety.files.FileStores;
import dev.surety.files.StoredFiles;
import dev.surety.onboarding.app.export.ExportFiles;
import dev.surety.onboarding.app.export.GiveExport;
import dev.surety.onboarding.app.export.PersonFile;
import dev.surety.onboarding.app.export.RequestExport;
import dev.surety.onboarding.app.export.WriteExport;
import dev.surety.onboarding.http.export.ExportRoutes;
import dev.surety.onboarding.http.export.OwnViews;
import dev.surety.onboarding.inbox.ExportWakes;
import dev.surety.onboarding.store.StoredLines;
import dev.surety.runtime.edge.queue.QueueEdge;
import dev.surety.runtime.settings.Environment;
import dev.surety.runtime.timers.QueueTimerMessages;
import dev.surety.runtime.timers.WakeNudges;
import dev.surety.runtime.wiring.Platform;

/** Wires the export of a participant's data: its routes, and the worker that alone may read all chains of a person. */
record ExportParts(Platform with) {
    ExportRoutes routes() {
        var nudges = new WakeNudges(
                new QueueTimerMessages(with.messages(), Environment.get("EXPORT_WAKES_QUEUE")), with.clock());
        return new ExportRoutes(
                new RequestExport(with.journal(), with.indexes(), with.clocks(), nudges::nudge),
                new GiveExport(with.journal(), new ExportFiles(files()), with.clocks()),
                with.keys());
    }

    QueueEdge worker() {
        var content = new PersonFile(
                with.journal(),
                with.indexes(),
                with.marketplaces(),
                with.vault(),
                files(),
                new OwnViews(with.vault()),
                new StoredLines(with.dynamo(), Environment.get("LEDGER_TABLE")));
        return with.queue(new ExportWakes(new WriteExport(
                with.journal(), content, new ExportFiles(files()), with.secrets(), with.clocks())));
    }

    private static StoredFiles files() {
        return FileStores.find().of(Environment.get("FILES_BUCKET"));
    }
}
