package dev.surety.onboarding;

import dev.surety.dynamo.SuretyTables;
import dev.surety.onboarding.app.CountSale;
import dev.surety.onboarding.app.WatchVolumes;
import dev.surety.onboarding.app.closing.WatchClosing;
import dev.surety.onboarding.http.LimitRoutes;
import dev.surety.onboarding.inbox.MovedInbox;
import dev.surety.onboarding.store.StoredMovements;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.edge.queue.QueueEdge;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.observe.Metrics;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The parts of a test's world that have to do with volume limits. */
record LimitDoors(DynamoDbClient dynamo, Journal journal, Clocks worlds) {
    WatchVolumes watching() {
        var hints = new JournalIndexes(dynamo, SuretyTables.JOURNAL);
        return new WatchVolumes(
                journal,
                new Marketplaces(journal),
                new StoredMovements(dynamo, SuretyTables.LEDGER, journal, hints),
                worlds);
    }

    LimitRoutes routes() {
        return new LimitRoutes(journal, new Marketplaces(journal), watching(), worlds);
    }

    QueueEdge moved(Metrics metrics, WatchClosing closing) {
        var counting = new CountSale(journal, new Marketplaces(journal), worlds);
        return new QueueEdge(new MovedInbox(counting, watching(), closing), metrics);
    }
}
