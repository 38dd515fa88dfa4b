package dev.surety.onboarding;

import dev.surety.files.StoredFiles;
import dev.surety.onboarding.app.closing.CloseParticipant;
import dev.surety.onboarding.app.closing.EraseParticipant;
import dev.surety.onboarding.app.closing.WatchClosing;
import dev.surety.onboarding.app.document.DocumentFiles;
import dev.surety.onboarding.app.document.ReadDocuments;
import dev.surety.onboarding.app.export.ExportFiles;
import dev.surety.onboarding.http.closing.ClosingRoutes;
import dev.surety.onboarding.store.StoredMovements;
import dev.surety.onboarding.store.StoredOpenMoney;
import dev.surety.runtime.settings.Environment;
import dev.surety.runtime.wiring.Platform;

/** Wires the closing of participants. */
record ClosingParts(Platform with) {
    ClosingRoutes routes() {
        return new ClosingRoutes(
                with.journal(),
                with.vault(),
                new CloseParticipant(with.journal(), with.marketplaces(), with.vault(), with.clocks()),
                with.keys());
    }

    StoredMovements movements() {
        return new StoredMovements(with.dynamo(), Environment.get("LEDGER_TABLE"), with.journal(), with.indexes());
    }

    WatchClosing watching() {
        var money = new StoredOpenMoney(
                with.dynamo(), Environment.get("LEDGER_TABLE"), with.journal(), with.indexes(), movements());
        return new WatchClosing(with.journal(), with.marketplaces(), money, with.clocks());
    }

    EraseParticipant erasing(StoredFiles files) {
        return new EraseParticipant(
                with.journal(),
                with.indexes(),
                with.marketplaces(),
                with.vault(),
                new ReadDocuments(with.journal(), with.indexes()),
                new DocumentFiles(files),
                new ExportFiles(files),
                with.clocks());
    }
}
