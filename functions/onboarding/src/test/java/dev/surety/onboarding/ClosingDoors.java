package dev.surety.onboarding;

import dev.surety.dynamo.SuretyTables;
import dev.surety.model.journal.ChainId;
import dev.surety.onboarding.app.closing.CloseParticipant;
import dev.surety.onboarding.app.closing.EraseParticipant;
import dev.surety.onboarding.app.closing.OpenMoney;
import dev.surety.onboarding.app.closing.WatchClosing;
import dev.surety.onboarding.app.document.DocumentFiles;
import dev.surety.onboarding.app.document.ReadDocuments;
import dev.surety.onboarding.app.export.ExportFiles;
import dev.surety.onboarding.domain.closing.Closing.Open;
import dev.surety.onboarding.http.closing.ClosingRoutes;
import dev.surety.onboarding.store.StoredMovements;
import dev.surety.onboarding.store.StoredOpenMoney;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.journal.Fingerprints;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.secrets.Secrets;
import dev.surety.runtime.vault.Vault;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The parts of a test's world that have to do with closing. */
final class ClosingDoors {
    private final Journal journal;
    private final Vault vault;
    private final Clocks worlds;
    private final JournalIndexes hints;
    private final LinkedFiles files;
    private final OpenMoney money;

    /** Happens once, after a look at the participant's money and before what follows from it. */
    final AtomicReference<Runnable> afterTheLook = new AtomicReference<>(() -> {});

    ClosingDoors(DynamoDbClient dynamo, Journal journal, Vault vault, Clocks worlds, LinkedFiles files) {
        this.journal = journal;
        this.vault = vault;
        this.worlds = worlds;
        this.files = files;
        this.hints = new JournalIndexes(dynamo, SuretyTables.JOURNAL);
        this.money = new StoredOpenMoney(
                dynamo,
                SuretyTables.LEDGER,
                journal,
                hints,
                new StoredMovements(dynamo, SuretyTables.LEDGER, journal, hints));
    }

    private List<Open> looked(ChainId participant, List<String> currencies) {
        List<Open> open = money.of(participant, currencies);
        afterTheLook.getAndSet(() -> {}).run();
        return open;
    }

    WatchClosing watching() {
        return new WatchClosing(journal, new Marketplaces(journal), this::looked, worlds);
    }

    EraseParticipant erasing() {
        return new EraseParticipant(
                journal,
                hints,
                new Marketplaces(journal),
                vault,
                new ReadDocuments(journal, hints),
                new DocumentFiles(files),
                new ExportFiles(files),
                worlds);
    }

    /** As a wake of the participant does. */
    void look(ChainId participant) {
        watching().look(participant);
        erasing().look(participant);
    }

    ClosingRoutes routes(Secrets secrets) {
        return new ClosingRoutes(
                journal,
                vault,
                new CloseParticipant(journal, new Marketplaces(journal), vault, worlds),
                new RequestKeys(new Fingerprints(secrets)));
    }
}
