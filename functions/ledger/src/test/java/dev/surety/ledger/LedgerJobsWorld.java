package dev.surety.ledger;

import dev.surety.dynamo.StreamRecord;
import dev.surety.dynamo.SuretyTables;
import dev.surety.ledger.app.audit.AuditBooks;
import dev.surety.ledger.app.audit.AuditJournal;
import dev.surety.ledger.app.audit.RepairBooks;
import dev.surety.ledger.app.audit.Republish;
import dev.surety.ledger.app.audit.TellFindings;
import dev.surety.ledger.app.audit.WakeOverdue;
import dev.surety.ledger.app.audit.WalkAccounts;
import dev.surety.ledger.app.job.RunJob;
import dev.surety.ledger.app.job.RunScan;
import dev.surety.ledger.app.posting.ParkedPlaces;
import dev.surety.ledger.domain.job.JobKind;
import dev.surety.ledger.inbox.JobInbox;
import dev.surety.ledger.store.DynamoAccounts;
import dev.surety.ledger.store.DynamoBooks;
import dev.surety.ledger.store.DynamoJournalScan;
import dev.surety.ledger.store.DynamoLines;
import dev.surety.ledger.store.DynamoParkedEntries;
import dev.surety.ledger.store.DynamoProgresses;
import dev.surety.ledger.store.DynamoStackScan;
import dev.surety.ledger.store.QueuedWork;
import dev.surety.runtime.edge.queue.QueueEdge;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.timers.QueueTimerMessages;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The worker with its two queues: what the bus tells and what the worker sends lies here until it is taken, and comes
 * again half an hour later if it was not.
 */
final class LedgerJobsWorld {
    private static final Duration VISIBILITY = Duration.ofMinutes(30);

    /** Many more than any job of a test needs. */
    private static final int MOST_MESSAGES = 500;

    final LedgerWorld town;
    final Deque<String> work = new ArrayDeque<>();
    final List<JsonNode> relayed = new ArrayList<>();
    final List<JsonNode> woken = new ArrayList<>();
    int messages;
    private int heard;
    private int orders;

    LedgerJobsWorld(LedgerWorld town) {
        this.town = town;
    }

    /** A worker as a new instance has it; it ends every call after one step. */
    QueueEdge worker() {
        return worker(town.dynamo);
    }

    QueueEdge worker(DynamoDbClient store) {
        var journal = new DynamoJournalScan(store, SuretyTables.JOURNAL);
        var entries = new Journal(store, SuretyTables.JOURNAL);
        var queues = new QueuedWork(this::sent, "work", "relay");
        var books = new DynamoBooks(store, SuretyTables.LEDGER);
        var lines = new DynamoLines(store, SuretyTables.LEDGER);
        var parked = new DynamoParkedEntries(store, SuretyTables.LEDGER);
        var progresses = new DynamoProgresses(store, SuretyTables.LEDGER);
        var accounts = new DynamoAccounts(store, SuretyTables.LEDGER);
        var walk = new WalkAccounts(journal, accounts, lines, books, town.clock);
        var overdue = new WakeOverdue(
                entries, Set.of("escrow"), new QueueTimerMessages(this::sent, "wakes"), town.metrics());
        var scan = new RunScan(
                new DynamoStackScan(store, SuretyTables.LEDGER),
                journal,
                town.jobs(),
                progresses,
                queues,
                Map.of(
                        JobKind.REPUBLISH,
                        new Republish(town.post(store), parked, new ParkedPlaces(entries, town.present()), queues),
                        JobKind.AUDIT,
                        new AuditJournal(lines, parked, overdue, town.present(), town.clock)),
                town.clock,
                Duration.ZERO);
        var run = new RunJob(
                town.jobs(),
                progresses,
                queues,
                scan,
                Map.of(
                        JobKind.AUDIT,
                        new AuditBooks(
                                walk,
                                parked,
                                town.present(),
                                new TellFindings(entries, town.present()),
                                town.clock,
                                town.metrics()),
                        JobKind.REPAIR,
                        new RepairBooks(walk, books, town.present(), town.clock)),
                town.clock,
                Duration.ZERO);
        return new QueueEdge(new JobInbox(run), town.metrics());
    }

    /** Audits the marketplace as an operator has it done; what is told of it. */
    Map<String, String> audit() {
        return done("/v1/ledger/audits");
    }

    Map<String, String> repair() {
        return done("/v1/ledger/repairs");
    }

    Map<String, String> done(String path) {
        String id = ask(path, "order-key-%08d".formatted(orders++));
        run();
        JsonNode job = job(id);
        if (!job.get("state").stringValue().equals("done")) {
            throw new AssertionError(Json.text(job));
        }
        Map<String, String> notes = new TreeMap<>();
        job.get("notes").properties().forEach(note -> notes.put(note.getKey(), note.getValue().stringValue()));
        return notes;
    }

    /** What the schedule says once a day. */
    LedgerJobsWorld daily() {
        work.add(message("schedule"));
        return run();
    }

    /** What the bus makes of the journal's stream: every event of a job that was started. */
    LedgerJobsWorld hear() {
        List<StreamRecord> records = town.records();
        for (; heard < records.size(); heard++) {
            var image = records.get(heard).newImage();
            if (image != null && image.get("event").s().equals("ledger.job_started.v1")) {
                work.add(message(image.get("pk").s()));
            }
        }
        return this;
    }

    static String message(String chain) {
        ObjectNode message = Json.object();
        message.putObject("detail").put("pk", chain);
        return Json.text(message);
    }

    /** Takes one message; whether it was done with. */
    boolean take() {
        return take(worker());
    }

    boolean take(QueueEdge worker) {
        messages++;
        String body = work.removeFirst();
        ObjectNode event = Json.object();
        event.putArray("Records").addObject().put("messageId", "m-1").put("body", body);
        var answer = worker.apply(new ByteArrayInputStream(Json.text(event).getBytes(StandardCharsets.UTF_8)));
        if (answer.getBatchItemFailures().isEmpty()) {
            return true;
        }
        work.addLast(body);
        town.clock.advance(VISIBILITY);
        return false;
    }

    /** Works until nothing is left to do, or, while nothing works, gives up after a few tries. */
    LedgerJobsWorld run() {
        hear();
        int failed = 0;
        for (int i = 0; !work.isEmpty() && failed < 3; i++) {
            if (i == MOST_MESSAGES) {
                throw new AssertionError("the work does not end");
            }
            failed = take() ? 0 : failed + 1;
        }
        return this;
    }

    /** Asks for work as an operator, and gives the job's id. */
    String ask(String path, String key) {
        var said = town.ask("POST", LedgerWorld.OPERATOR, path, "", key);
        if (said.status() != 202) {
            throw new AssertionError(path + ": " + said);
        }
        return said.body().get("id").stringValue();
    }

    JsonNode job(String id) {
        var said = town.get(LedgerWorld.OPERATOR, "/v1/ledger/jobs/" + id);
        if (said.status() != 200) {
            throw new AssertionError(id + ": " + said);
        }
        return said.body();
    }

    /** The places of parked chains, entry by entry: change, kind, number and reason where it opens. */
    static List<String> places(LedgerWorld town) {
        return town.memory.items(SuretyTables.JOURNAL).stream()
                .filter(item -> item.get("pk").s().startsWith("parked#"))
                .map(item -> {
                    ObjectNode data = Json.object(item.get("data").s());
                    return (item.get("attention").s() + " " + data.path("number").asString("") + " "
                                    + data.path("reason").asString(""))
                            .strip();
                })
                .sorted()
                .toList();
    }

    private void sent(String queue, List<String> bodies) {
        Integer _ = town.faults.around("send " + queue, () -> {
            for (String body : bodies) {
                if (queue.equals("work")) {
                    work.addLast(body);
                } else if (queue.equals("wakes")) {
                    woken.add(Json.object(body));
                } else {
                    Json.object(body).path("entries").forEach(relayed::add);
                }
            }
            return bodies.size();
        }, fate -> new Outage("the queue did not answer: " + fate));
    }
}
