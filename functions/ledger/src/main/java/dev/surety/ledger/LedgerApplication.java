package dev.surety.ledger;

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
import dev.surety.ledger.app.open.ReadOpenItems;
import dev.surety.ledger.app.posting.ParkedPlaces;
import dev.surety.ledger.app.posting.PostEntries;
import dev.surety.ledger.app.report.ExplainBalance;
import dev.surety.ledger.app.report.Participants;
import dev.surety.ledger.app.report.ReadAccount;
import dev.surety.ledger.app.report.ReadBalance;
import dev.surety.ledger.app.report.ReadChargebacks;
import dev.surety.ledger.app.report.ReadStatement;
import dev.surety.ledger.app.report.ReadTrialBalance;
import dev.surety.ledger.domain.job.JobKind;
import dev.surety.ledger.http.ChargebackRoutes;
import dev.surety.ledger.http.JobRoutes;
import dev.surety.ledger.http.LedgerRoutes;
import dev.surety.ledger.http.OpenItemRoutes;
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
import dev.surety.ledger.store.JournalLineParts;
import dev.surety.ledger.store.JournalMoneyOut;
import dev.surety.ledger.store.JournalPaymentEntries;
import dev.surety.ledger.store.JournalSources;
import dev.surety.ledger.store.QueuedWork;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.HttpEdge;
import dev.surety.runtime.edge.queue.QueueEdge;
import dev.surety.runtime.edge.stream.StreamEdge;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.settings.Environment;
import dev.surety.runtime.timers.TimerQueues;
import dev.surety.runtime.wiring.Doors;
import dev.surety.runtime.wiring.Platform;
import java.time.Duration;
import java.time.InstantSource;
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
        var platform = new Platform("ledger");
        new Doors(context)
                .http(LedgerApi.class, () -> new Parts(platform).api())
                .queue(LedgerWorker.class, () -> new Parts(platform).worker())
                .queue(BooksWriter.class, () -> new Parts(platform).writer())
                .stream(LedgerPoster.class, () -> new Parts(platform).poster());
    }

    /** The parts that all doors share. */
    private static final class Parts {
        private final Platform with;
        private final DynamoDbClient dynamo;
        private final String table = Environment.get("LEDGER_TABLE");
        private final InstantSource clock;
        private final Metrics metrics;
        private final Journal journal;
        private final Present present;
        private final DynamoAccounts accounts;
        private final DynamoLines lines;
        private final DynamoBooks books;
        private final DynamoParkedEntries parked;
        private final DynamoProgresses progresses;
        private final DynamoStackScan chains;
        private final Jobs jobs;

        Parts(Platform platform) {
            with = platform;
            dynamo = with.dynamo();
            clock = with.clock();
            metrics = with.metrics();
            journal = with.journal();
            present = new Present(with.marketplaces(), with.clocks());
            accounts = new DynamoAccounts(dynamo, table);
            lines = new DynamoLines(dynamo, table);
            books = new DynamoBooks(dynamo, table);
            parked = new DynamoParkedEntries(dynamo, table);
            progresses = new DynamoProgresses(dynamo, table);
            chains = new DynamoStackScan(dynamo, table);
            jobs = new Jobs(journal, progresses, new DynamoOrders(dynamo, table), chains, present, clock);
        }

        HttpEdge api() {
            var participants = new Participants(journal);
            var sources = new JournalSources(dynamo, with.journalTable());
            var payments = new JournalPaymentEntries(journal, with.indexes());
            var out = new JournalMoneyOut(journal, with.indexes());
            Cursors cursors = with.cursors();
            var trialBalance = new ReadTrialBalance(accounts, lines, parked, present);
            var reports = new LedgerRoutes(
                    new ReadBalance(participants, accounts, out, present),
                    new ExplainBalance(
                            participants, accounts, lines, new JournalHolds(journal), sources, out, present),
                    new ReadStatement(
                            participants,
                            accounts,
                            lines,
                            payments,
                            sources,
                            present,
                            ReadStatement.Limits.LIVE),
                    trialBalance,
                    new ReadAccount(accounts, lines, present),
                    cursors);
            var chargebacks = new ReadChargebacks(
                    accounts, lines, payments, sources, present, ReadChargebacks.MOST_LINES);
            return with.http(
                    reports.table(),
                    new ChargebackRoutes(chargebacks).table(),
                    new OpenItemRoutes(open(chargebacks, sources), cursors).table(),
                    books(sources).routes(trialBalance, cursors),
                    new ParkedRoutes(parked, cursors).table(),
                    new JobRoutes(jobs, with.keys()).table());
        }

        QueueEdge writer() {
            var sources = new JournalSources(dynamo, with.journalTable());
            var payments = new JournalPaymentEntries(journal, with.indexes());
            var chargebacks = new ReadChargebacks(
                    accounts, lines, payments, sources, present, ReadChargebacks.MOST_LINES);
            return books(sources).worker(open(chargebacks, sources));
        }

        private BookParts books(JournalSources sources) {
            return new BookParts(with, accounts, lines, parked, sources, present);
        }

        private ReadOpenItems open(ReadChargebacks chargebacks, JournalSources sources) {
            var parts = new JournalLineParts(dynamo, with.journalTable());
            return new ReadOpenItems(
                    accounts, lines, parts, chargebacks, sources, present, ReadOpenItems.MOST_LINES);
        }

        QueueEdge worker() {
            var queues = new QueuedWork(
                    with.messages(), Environment.get("LEDGER_WORK_QUEUE"), Environment.get("EVENTS_REPUBLISH_QUEUE"));
            TimerQueues timers = with.timerQueues();
            var overdue = new WakeOverdue(journal, timers.types(), timers, metrics);
            var scan = new DynamoJournalScan(dynamo, with.journalTable());
            var walk = new WalkAccounts(scan, accounts, lines, books, clock);
            var reading = new RunScan(
                    chains,
                    scan,
                    jobs,
                    progresses,
                    queues,
                    Map.of(
                            JobKind.REPUBLISH,
                            new Republish(post(), parked, places(), queues),
                            JobKind.AUDIT,
                            new AuditJournal(lines, parked, overdue, present, clock)),
                    clock,
                    SLICE);
            var run = new RunJob(
                    jobs,
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
            return with.queue(new JobInbox(run));
        }

        StreamEdge poster() {
            return with.stream(new JournalRecords(post(), EntryImages::arrival));
        }

        private PostEntries post() {
            return new PostEntries(books, parked, places(), ACCOUNTS_AT_ONCE, metrics);
        }

        private ParkedPlaces places() {
            return new ParkedPlaces(journal, present);
        }
    }
}
