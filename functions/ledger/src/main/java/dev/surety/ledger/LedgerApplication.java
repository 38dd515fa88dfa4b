package dev.surety.ledger;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.surety.ledger.app.Present;
import dev.surety.ledger.app.audit.AuditBooks;
import dev.surety.ledger.app.audit.AuditJournal;
import dev.surety.ledger.app.audit.RepairBooks;
import dev.surety.ledger.app.audit.Republish;
import dev.surety.ledger.app.audit.TellFindings;
import dev.surety.ledger.app.audit.WakeOverdue;
import dev.surety.ledger.app.audit.WalkAccounts;
import dev.surety.ledger.app.job.Jobs;
import dev.surety.ledger.app.job.RunJob;
import dev.surety.ledger.app.job.RunScan;
import dev.surety.ledger.app.posting.ParkedPlaces;
import dev.surety.ledger.app.posting.PostEntries;
import dev.surety.ledger.app.report.ExplainBalance;
import dev.surety.ledger.app.report.Participants;
import dev.surety.ledger.app.report.ReadAccount;
import dev.surety.ledger.app.report.ReadBalance;
import dev.surety.ledger.app.report.ReadStatement;
import dev.surety.ledger.app.report.ReadTrialBalance;
import dev.surety.ledger.domain.job.JobKind;
import dev.surety.ledger.http.JobRoutes;
import dev.surety.ledger.http.LedgerRoutes;
import dev.surety.ledger.http.ParkedRoutes;
import dev.surety.ledger.inbox.JobInbox;
import dev.surety.ledger.inbox.JournalRecords;
import dev.surety.ledger.store.DynamoAccounts;
import dev.surety.ledger.store.DynamoBooks;
import dev.surety.ledger.store.DynamoJournalScan;
import dev.surety.ledger.store.DynamoLines;
import dev.surety.ledger.store.DynamoOrders;
import dev.surety.ledger.store.DynamoParkedEntries;
import dev.surety.ledger.store.DynamoProgresses;
import dev.surety.ledger.store.DynamoStackScan;
import dev.surety.ledger.store.EntryImages;
import dev.surety.ledger.store.JournalHolds;
import dev.surety.ledger.store.JournalSources;
import dev.surety.ledger.store.QueuedWork;
import dev.surety.runtime.aws.AwsClients;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.HttpEdge;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.edge.queue.QueueEdge;
import dev.surety.runtime.edge.stream.StreamEdge;
import dev.surety.runtime.journal.Fingerprints;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.secrets.Secrets;
import dev.surety.runtime.settings.Environment;
import dev.surety.runtime.timers.TimerQueues;
import dev.surety.runtime.wiring.Doors;
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
    /** As many as the client of the store has connections to spare. */
    private static final int ACCOUNTS_AT_ONCE = 8;

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
        var sources = new JournalSources(dynamo, Environment.get("JOURNAL_TABLE"));
        Present present = present(dynamo, clock);
        var secrets = Secrets.ofEnvironment(clock);
        var cursors = new Cursors(secrets, clock);
        var routes = new LedgerRoutes(
                new ReadBalance(participants, accounts, present),
                new ExplainBalance(participants, accounts, lines, new JournalHolds(journal), sources, present),
                new ReadStatement(participants, accounts, lines, sources, present),
                new ReadTrialBalance(accounts, lines, parked, present),
                new ReadAccount(accounts, lines, present),
                cursors);
        List<Route<?>> all = new ArrayList<>(routes.all());
        all.addAll(new ParkedRoutes(parked, cursors).all());
        all.addAll(new JobRoutes(jobs(dynamo, clock), new RequestKeys(new Fingerprints(secrets))).all());
        return new HttpEdge(all, metrics);
    }

    private static QueueEdge worker(AwsClients clients, InstantSource clock, Metrics metrics) {
        DynamoDbClient dynamo = clients.dynamo();
        String ledger = Environment.get("LEDGER_TABLE");
        var scan = new DynamoJournalScan(dynamo, Environment.get("JOURNAL_TABLE"));
        var journal = new Journal(dynamo, Environment.get("JOURNAL_TABLE"));
        var queues = new QueuedWork(
                clients.sqs(), Environment.get("LEDGER_WORK_QUEUE"), Environment.get("EVENTS_REPUBLISH_QUEUE"));
        var lines = new DynamoLines(dynamo, ledger);
        var books = new DynamoBooks(dynamo, ledger);
        var parked = new DynamoParkedEntries(dynamo, ledger);
        var present = present(dynamo, clock);
        var timers = TimerQueues.ofEnvironment(clients.sqs());
        var overdue = new WakeOverdue(journal, timers.types(), timers, metrics);
        var walk = new WalkAccounts(scan, new DynamoAccounts(dynamo, ledger), lines, books, clock);
        var progresses = new DynamoProgresses(dynamo, ledger);
        var reading = new RunScan(
                new DynamoStackScan(dynamo, ledger),
                scan,
                jobs(dynamo, clock),
                progresses,
                queues,
                Map.of(
                        JobKind.REPUBLISH,
                        new Republish(post(dynamo, clock, metrics), parked, places(dynamo, clock), queues),
                        JobKind.AUDIT,
                        new AuditJournal(lines, parked, overdue, present, clock)),
                clock,
                SLICE);
        var run = new RunJob(
                jobs(dynamo, clock),
                progresses,
                queues,
                reading,
                Map.of(
                        JobKind.AUDIT,
                        new AuditBooks(walk, parked, present, new TellFindings(journal, present), clock, metrics),
                        JobKind.REPAIR,
                        new RepairBooks(walk, books, present, clock)),
                clock,
                SLICE);
        return new QueueEdge(new JobInbox(run), metrics);
    }

    private static Jobs jobs(DynamoDbClient dynamo, InstantSource clock) {
        return new Jobs(
                new Journal(dynamo, Environment.get("JOURNAL_TABLE")),
                new DynamoProgresses(dynamo, Environment.get("LEDGER_TABLE")),
                new DynamoOrders(dynamo, Environment.get("LEDGER_TABLE")),
                new DynamoStackScan(dynamo, Environment.get("LEDGER_TABLE")),
                present(dynamo, clock),
                clock);
    }

    private static ParkedPlaces places(DynamoDbClient dynamo, InstantSource clock) {
        return new ParkedPlaces(new Journal(dynamo, Environment.get("JOURNAL_TABLE")), present(dynamo, clock));
    }

    private static StreamEdge poster(DynamoDbClient dynamo, InstantSource clock, Metrics metrics) {
        return new StreamEdge(new JournalRecords(post(dynamo, clock, metrics), EntryImages::arrival), metrics);
    }

    private static PostEntries post(DynamoDbClient dynamo, InstantSource clock, Metrics metrics) {
        String ledger = Environment.get("LEDGER_TABLE");
        return new PostEntries(
                new DynamoBooks(dynamo, ledger),
                new DynamoParkedEntries(dynamo, ledger),
                places(dynamo, clock),
                ACCOUNTS_AT_ONCE,
                metrics);
    }

    private static Present present(DynamoDbClient dynamo, InstantSource clock) {
        var journal = new Journal(dynamo, Environment.get("JOURNAL_TABLE"));
        return new Present(
                new Marketplaces(journal), new Clocks(clock, dynamo, Environment.find("SANDBOX_TABLE")));
    }
}
