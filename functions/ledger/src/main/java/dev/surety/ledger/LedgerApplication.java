package dev.surety.ledger;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.surety.ledger.app.AuditJob;
import dev.surety.ledger.app.AuditLedger;
import dev.surety.ledger.app.CompareBooks;
import dev.surety.ledger.app.ExplainBalance;
import dev.surety.ledger.app.Jobs;
import dev.surety.ledger.app.ParkedPlaces;
import dev.surety.ledger.app.Participants;
import dev.surety.ledger.app.PostEntries;
import dev.surety.ledger.app.Present;
import dev.surety.ledger.app.ReadAccount;
import dev.surety.ledger.app.ReadBalance;
import dev.surety.ledger.app.ReadStatement;
import dev.surety.ledger.app.ReadTrialBalance;
import dev.surety.ledger.app.RebuildBooks;
import dev.surety.ledger.app.ReleaseParked;
import dev.surety.ledger.app.Republish;
import dev.surety.ledger.app.RunJob;
import dev.surety.ledger.app.TellFindings;
import dev.surety.ledger.domain.JobKind;
import dev.surety.ledger.http.AuditRoutes;
import dev.surety.ledger.http.JobRoutes;
import dev.surety.ledger.http.LedgerRoutes;
import dev.surety.ledger.http.ParkedRoutes;
import dev.surety.ledger.inbox.AuditSchedule;
import dev.surety.ledger.inbox.JobInbox;
import dev.surety.ledger.inbox.JournalRecords;
import dev.surety.ledger.store.DynamoAccounts;
import dev.surety.ledger.store.DynamoBooks;
import dev.surety.ledger.store.DynamoGenerations;
import dev.surety.ledger.store.DynamoJournalScan;
import dev.surety.ledger.store.DynamoLedgerScan;
import dev.surety.ledger.store.DynamoLines;
import dev.surety.ledger.store.DynamoOldBooks;
import dev.surety.ledger.store.DynamoOrders;
import dev.surety.ledger.store.DynamoParkedEntries;
import dev.surety.ledger.store.DynamoProgresses;
import dev.surety.ledger.store.EntryImages;
import dev.surety.ledger.store.JournalHolds;
import dev.surety.ledger.store.QueuedWork;
import dev.surety.runtime.aws.AwsClients;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.HttpEdge;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.edge.queue.QueueEdge;
import dev.surety.runtime.edge.stream.StreamEdge;
import dev.surety.runtime.journal.Fingerprints;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.secrets.Secrets;
import dev.surety.runtime.settings.Environment;
import dev.surety.runtime.wiring.Doors;
import dev.surety.runtime.world.Marketplaces;
import dev.surety.runtime.world.Worlds;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Wires the doors; decides nothing. */
@SpringBootConfiguration
public class LedgerApplication implements ApplicationContextInitializer<GenericApplicationContext> {
    /** After this time a worker's call begins no further step; its time-out leaves a step two minutes. */
    private static final Duration SLICE = Duration.ofSeconds(180);

    @Override
    public void initialize(GenericApplicationContext context) {
        InstantSource clock = InstantSource.system();
        var metrics = new Metrics("ledger", clock, System.out::println);
        AwsClients clients = AwsClients.find();
        DynamoDbClient dynamo = clients.dynamo();
        new Doors(context)
                .with(LedgerApi.class, APIGatewayV2HTTPResponse.class, () -> api(dynamo, clock, metrics))
                .with(LedgerAudits.class, APIGatewayV2HTTPResponse.class, () ->
                        new HttpEdge(new AuditRoutes(audit(dynamo, clock, metrics)).all(), metrics))
                .with(LedgerAuditor.class, Map.class, () ->
                        new AuditSchedule(audit(dynamo, clock, metrics), metrics))
                .with(LedgerJobs.class, APIGatewayV2HTTPResponse.class, () -> jobs(dynamo, clock, metrics))
                .with(LedgerWorker.class, SQSBatchResponse.class, () -> worker(clients, clock, metrics))
                .with(LedgerPoster.class, StreamsEventResponse.class, () -> poster(dynamo, clock, metrics));
    }

    private static HttpEdge api(DynamoDbClient dynamo, InstantSource clock, Metrics metrics) {
        String ledger = Environment.get("LEDGER_TABLE");
        var accounts = new DynamoAccounts(dynamo, ledger);
        var lines = new DynamoLines(dynamo, ledger);
        var parked = new DynamoParkedEntries(dynamo, ledger);
        var journal = new Journal(dynamo, Environment.get("JOURNAL_TABLE"));
        var participants = new Participants(journal);
        Present present = present(dynamo, clock);
        var cursors = new Cursors(Secrets.ofEnvironment(clock), clock);
        var routes = new LedgerRoutes(
                new ReadBalance(participants, accounts, present),
                new ExplainBalance(participants, accounts, lines, new JournalHolds(journal), present),
                new ReadStatement(participants, accounts, lines, present),
                new ReadTrialBalance(accounts, lines, parked, present),
                new ReadAccount(accounts, lines, present),
                cursors);
        List<Route<?>> all = new ArrayList<>(routes.all());
        all.addAll(new ParkedRoutes(parked, accounts, cursors).all());
        return new HttpEdge(all, metrics);
    }

    private static HttpEdge jobs(DynamoDbClient dynamo, InstantSource clock, Metrics metrics) {
        var routes = new JobRoutes(
                jobs(dynamo, clock),
                places(dynamo, clock),
                new DynamoGenerations(dynamo, Environment.get("LEDGER_TABLE")),
                new RequestKeys(new Fingerprints(Secrets.ofEnvironment(clock))));
        return new HttpEdge(routes.all(), metrics);
    }

    private static QueueEdge worker(AwsClients clients, InstantSource clock, Metrics metrics) {
        DynamoDbClient dynamo = clients.dynamo();
        String ledger = Environment.get("LEDGER_TABLE");
        var journal = new DynamoJournalScan(dynamo, Environment.get("JOURNAL_TABLE"), clock);
        var queues = new QueuedWork(
                clients.sqs(), Environment.get("LEDGER_WORK_QUEUE"), Environment.get("EVENTS_REPUBLISH_QUEUE"));
        var books = new DynamoBooks(dynamo, ledger);
        var parked = new DynamoParkedEntries(dynamo, ledger);
        var generations = new DynamoGenerations(dynamo, ledger);
        var places = places(dynamo, clock);
        var post = post(dynamo, clock, metrics);
        var compare = new CompareBooks(
                journal, new DynamoAccounts(dynamo, ledger), new DynamoLines(dynamo, ledger), books);
        var rebuild = new RebuildBooks(
                journal, post, compare, generations, new DynamoOldBooks(dynamo, ledger), parked, places,
                jobs(dynamo, clock));
        var audit = new AuditJob(
                journal,
                new DynamoAccounts(dynamo, ledger),
                new DynamoLines(dynamo, ledger),
                parked,
                present(dynamo, clock),
                new TellFindings(new Journal(dynamo, Environment.get("JOURNAL_TABLE")), present(dynamo, clock)),
                clock,
                metrics);
        var run = new RunJob(
                jobs(dynamo, clock),
                new DynamoProgresses(dynamo, ledger),
                queues,
                Map.of(
                        JobKind.REPUBLISH, new Republish(journal, post, queues),
                        JobKind.REBUILD, rebuild,
                        JobKind.AUDIT, audit,
                        JobKind.RELEASE, new ReleaseParked(journal, books, parked, generations, places)),
                clock,
                SLICE);
        return new QueueEdge(new JobInbox(run), metrics);
    }

    private static Jobs jobs(DynamoDbClient dynamo, InstantSource clock) {
        return new Jobs(
                new Journal(dynamo, Environment.get("JOURNAL_TABLE")),
                new DynamoProgresses(dynamo, Environment.get("LEDGER_TABLE")),
                new DynamoOrders(dynamo, Environment.get("LEDGER_TABLE")),
                present(dynamo, clock),
                clock);
    }

    private static ParkedPlaces places(DynamoDbClient dynamo, InstantSource clock) {
        return new ParkedPlaces(new Journal(dynamo, Environment.get("JOURNAL_TABLE")), present(dynamo, clock));
    }

    private static AuditLedger audit(DynamoDbClient dynamo, InstantSource clock, Metrics metrics) {
        return new AuditLedger(
                new DynamoJournalScan(dynamo, Environment.get("JOURNAL_TABLE"), clock),
                new DynamoLedgerScan(dynamo, Environment.get("LEDGER_TABLE"), clock),
                new DynamoGenerations(dynamo, Environment.get("LEDGER_TABLE")),
                present(dynamo, clock),
                new TellFindings(new Journal(dynamo, Environment.get("JOURNAL_TABLE")), present(dynamo, clock)),
                clock,
                metrics);
    }

    private static StreamEdge poster(DynamoDbClient dynamo, InstantSource clock, Metrics metrics) {
        return new StreamEdge(new JournalRecords(post(dynamo, clock, metrics), EntryImages::arrival), metrics);
    }

    private static PostEntries post(DynamoDbClient dynamo, InstantSource clock, Metrics metrics) {
        String ledger = Environment.get("LEDGER_TABLE");
        return new PostEntries(
                new DynamoBooks(dynamo, ledger),
                new DynamoParkedEntries(dynamo, ledger),
                new DynamoGenerations(dynamo, ledger),
                places(dynamo, clock),
                metrics);
    }

    private static Present present(DynamoDbClient dynamo, InstantSource clock) {
        var journal = new Journal(dynamo, Environment.get("JOURNAL_TABLE"));
        return new Present(
                new Marketplaces(journal), new Worlds(clock, dynamo, Environment.find("SANDBOX_TABLE")));
    }
}
