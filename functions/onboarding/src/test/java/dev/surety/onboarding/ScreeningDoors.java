package dev.surety.onboarding;

import dev.surety.dynamo.SuretyTables;
import dev.surety.onboarding.app.screening.DecideCase;
import dev.surety.onboarding.app.screening.NameScreening;
import dev.surety.onboarding.app.screening.ReadCases;
import dev.surety.onboarding.app.screening.ScreenParticipants;
import dev.surety.onboarding.http.screening.ScreeningCaseRoutes;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.journal.Fingerprints;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.secrets.Secrets;
import dev.surety.runtime.vault.Vault;
import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The parts of a test's world that have to do with screening. */
record ScreeningDoors(
        DynamoDbClient dynamo, Journal journal, Vault vault, Secrets secrets, Clocks worlds, NameScreening lists) {
    ScreenParticipants participants() {
        return new ScreenParticipants(journal, new Marketplaces(journal), vault, lists, worlds);
    }

    DecideCase deciding() {
        return new DecideCase(journal, new Marketplaces(journal), vault, participants(), worlds);
    }

    ScreeningCaseRoutes routes(InstantSource clock) {
        var hints = new JournalIndexes(dynamo, SuretyTables.JOURNAL);
        return new ScreeningCaseRoutes(
                new ReadCases(journal, hints, new Marketplaces(journal), vault, worlds),
                deciding(),
                new RequestKeys(new Fingerprints(secrets)),
                new Cursors(secrets, clock));
    }
}
