package dev.surety.onboarding;

import dev.surety.dynamo.SuretyTables;
import dev.surety.onboarding.app.document.AnnounceDocument;
import dev.surety.onboarding.app.document.DecideDocument;
import dev.surety.onboarding.app.document.DocumentFiles;
import dev.surety.onboarding.app.document.ReadDocuments;
import dev.surety.onboarding.app.document.WatchDocuments;
import dev.surety.onboarding.http.document.DocumentRoutes;
import dev.surety.onboarding.inbox.DocumentUploads;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.queue.QueueEdge.Inbox;
import dev.surety.runtime.journal.Fingerprints;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.secrets.Secrets;
import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The parts of a test's world that have to do with documents. */
record DocumentDoors(
        DynamoDbClient dynamo,
        Journal journal,
        Secrets secrets,
        Clocks worlds,
        InstantSource clock,
        LinkedFiles files) {
    WatchDocuments watching() {
        return new WatchDocuments(journal, new Marketplaces(journal), new DocumentFiles(files), worlds);
    }

    Inbox uploads(Inbox others) {
        return new DocumentUploads(watching(), others);
    }

    DocumentRoutes routes() {
        var hints = new JournalIndexes(dynamo, SuretyTables.JOURNAL);
        return new DocumentRoutes(
                new AnnounceDocument(journal, hints, worlds),
                new ReadDocuments(journal, hints),
                new DecideDocument(journal, new Marketplaces(journal), watching(), worlds),
                new DocumentFiles(files),
                new RequestKeys(new Fingerprints(secrets)),
                new Cursors(secrets, clock));
    }
}
