package dev.surety.onboarding;

import dev.surety.dynamo.SuretyTables;
import dev.surety.model.journal.ChainId;
import dev.surety.onboarding.app.export.ExportFiles;
import dev.surety.onboarding.app.export.GiveExport;
import dev.surety.onboarding.app.export.PersonFile;
import dev.surety.onboarding.app.export.RequestExport;
import dev.surety.onboarding.app.export.WriteExport;
import dev.surety.onboarding.http.export.ExportRoutes;
import dev.surety.onboarding.http.export.OwnViews;
import dev.surety.onboarding.inbox.ExportWakes;
import dev.surety.onboarding.store.StoredLines;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.journal.Fingerprints;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.secrets.Secrets;
import dev.surety.runtime.vault.Vault;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The parts of a test's world that have to do with exports. A nudge is noted, and a test delivers it. */
record ExportDoors(
        DynamoDbClient dynamo,
        Journal journal,
        Vault vault,
        Secrets secrets,
        Clocks worlds,
        LinkedFiles files,
        List<ChainId> nudged) {
    ExportDoors(
            DynamoDbClient dynamo, Journal journal, Vault vault, Secrets secrets, Clocks worlds, LinkedFiles files) {
        this(dynamo, journal, vault, secrets, worlds, files, new ArrayList<>());
    }

    private JournalIndexes hints() {
        return new JournalIndexes(dynamo, SuretyTables.JOURNAL);
    }

    ExportRoutes routes() {
        return new ExportRoutes(
                new RequestExport(journal, hints(), worlds, nudged::add),
                new GiveExport(journal, new ExportFiles(files), worlds),
                new RequestKeys(new Fingerprints(secrets)));
    }

    ExportWakes wakes() {
        var content = new PersonFile(
                journal,
                hints(),
                new Marketplaces(journal),
                vault,
                files,
                new OwnViews(vault),
                new StoredLines(dynamo, SuretyTables.LEDGER));
        return new ExportWakes(new WriteExport(journal, content, new ExportFiles(files), secrets, worlds));
    }
}
