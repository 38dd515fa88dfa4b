package dev.surety.ledger;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.surety.ledger.app.AuditLedger;
import dev.surety.ledger.app.ExplainBalance;
import dev.surety.ledger.app.Participants;
import dev.surety.ledger.app.PostEntries;
import dev.surety.ledger.app.Present;
import dev.surety.ledger.app.ReadAccount;
import dev.surety.ledger.app.ReadBalance;
import dev.surety.ledger.app.ReadStatement;
import dev.surety.ledger.app.ReadTrialBalance;
import dev.surety.ledger.http.AuditRoutes;
import dev.surety.ledger.http.LedgerRoutes;
import dev.surety.ledger.inbox.AuditSchedule;
import dev.surety.ledger.inbox.JournalRecords;
import dev.surety.ledger.store.DynamoAccounts;
import dev.surety.ledger.store.DynamoBooks;
import dev.surety.ledger.store.DynamoJournalScan;
import dev.surety.ledger.store.DynamoLedgerScan;
import dev.surety.ledger.store.DynamoLines;
import dev.surety.ledger.store.DynamoParkedEntries;
import dev.surety.ledger.store.EntryImages;
import dev.surety.ledger.store.JournalHolds;
import dev.surety.runtime.aws.AwsClients;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.HttpEdge;
import dev.surety.runtime.edge.stream.StreamEdge;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.secrets.Secrets;
import dev.surety.runtime.settings.Environment;
import dev.surety.runtime.wiring.Doors;
import dev.surety.runtime.world.Marketplaces;
import dev.surety.runtime.world.Worlds;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Wires the doors; decides nothing. */
@SpringBootConfiguration
public class LedgerApplication implements ApplicationContextInitializer<GenericApplicationContext> {
    @Override
    public void initialize(GenericApplicationContext context) {
        InstantSource clock = InstantSource.system();
        var metrics = new Metrics("ledger", clock, System.out::println);
        DynamoDbClient dynamo = AwsClients.find().dynamo();
        new Doors(context)
                .with(LedgerApi.class, APIGatewayV2HTTPResponse.class, () -> api(dynamo, clock, metrics))
                .with(LedgerAudits.class, APIGatewayV2HTTPResponse.class, () ->
                        new HttpEdge(new AuditRoutes(audit(dynamo, clock, metrics)).all(), metrics))
                .with(LedgerAuditor.class, Map.class, () ->
                        new AuditSchedule(audit(dynamo, clock, metrics), metrics))
                .with(LedgerPoster.class, StreamsEventResponse.class, () -> poster(dynamo, metrics));
    }

    private static HttpEdge api(DynamoDbClient dynamo, InstantSource clock, Metrics metrics) {
        String ledger = Environment.get("LEDGER_TABLE");
        var accounts = new DynamoAccounts(dynamo, ledger);
        var lines = new DynamoLines(dynamo, ledger);
        var parked = new DynamoParkedEntries(dynamo, ledger);
        var journal = new Journal(dynamo, Environment.get("JOURNAL_TABLE"));
        var participants = new Participants(journal);
        Present present = present(dynamo, clock);
        var routes = new LedgerRoutes(
                new ReadBalance(participants, accounts, present),
                new ExplainBalance(participants, accounts, lines, new JournalHolds(journal), present),
                new ReadStatement(participants, accounts, lines, present),
                new ReadTrialBalance(accounts, lines, parked, present),
                new ReadAccount(accounts, lines, present),
                new Cursors(Secrets.ofEnvironment(clock), clock));
        return new HttpEdge(routes.all(), metrics);
    }

    private static AuditLedger audit(DynamoDbClient dynamo, InstantSource clock, Metrics metrics) {
        return new AuditLedger(
                new DynamoJournalScan(dynamo, Environment.get("JOURNAL_TABLE"), clock),
                new DynamoLedgerScan(dynamo, Environment.get("LEDGER_TABLE"), clock),
                present(dynamo, clock),
                clock,
                metrics);
    }

    private static StreamEdge poster(DynamoDbClient dynamo, Metrics metrics) {
        String ledger = Environment.get("LEDGER_TABLE");
        var post = new PostEntries(new DynamoBooks(dynamo, ledger), new DynamoParkedEntries(dynamo, ledger), metrics);
        return new StreamEdge(new JournalRecords(post, EntryImages::arrival), metrics);
    }

    private static Present present(DynamoDbClient dynamo, InstantSource clock) {
        var journal = new Journal(dynamo, Environment.get("JOURNAL_TABLE"));
        return new Present(
                new Marketplaces(journal), new Worlds(clock, dynamo, Environment.find("SANDBOX_TABLE")));
    }
}
