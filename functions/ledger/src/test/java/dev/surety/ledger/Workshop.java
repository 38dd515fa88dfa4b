package dev.surety.ledger;

import dev.surety.ledger.app.AuditJob;
import dev.surety.ledger.app.CompareBooks;
import dev.surety.ledger.app.RebuildBooks;
import dev.surety.ledger.app.ReleaseParked;
import dev.surety.ledger.app.Republish;
import dev.surety.ledger.app.RunJob;
import dev.surety.ledger.app.TellFindings;
import dev.surety.ledger.domain.JobKind;
import dev.surety.ledger.inbox.JobInbox;
import dev.surety.ledger.store.DynamoAccounts;
import dev.surety.ledger.store.DynamoBooks;
import dev.surety.ledger.store.DynamoGenerations;
import dev.surety.ledger.store.DynamoJournalScan;
import dev.surety.ledger.store.DynamoLines;
import dev.surety.ledger.store.DynamoOldBooks;
import dev.surety.ledger.store.DynamoParkedEntries;
import dev.surety.ledger.store.DynamoProgresses;
import dev.surety.ledger.store.QueuedWork;
import dev.surety.runtime.edge.queue.QueueEdge;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Outage;
import dev.surety.testkit.StreamRecord;
import dev.surety.testkit.SuretyTables;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The worker with its two queues: what the bus tells and what the worker sends lies here until it is taken, and comes
 * again half an hour later if it was not.
 */
final class Workshop {
    private static final Duration VISIBILITY = Duration.ofMinutes(30);

    /** Many more than any job of a test needs. */
    private static final int MOST_MESSAGES = 500;

    final Town town;
    final Deque<String> work = new ArrayDeque<>();
    final List<JsonNode> relayed = new ArrayList<>();
    int messages;
    private int heard;

    Workshop(Town town) {
        this.town = town;
    }

    /** A worker as a new instance has it; it ends every call after one step. */
    QueueEdge worker() {
        var journal = new DynamoJournalScan(town.dynamo, SuretyTables.JOURNAL, town.clock);
        var queues = new QueuedWork(this::sent, "work", "relay");
        var books = new DynamoBooks(town.dynamo, SuretyTables.LEDGER);
        var parked = new DynamoParkedEntries(town.dynamo, SuretyTables.LEDGER);
        var generations = new DynamoGenerations(town.dynamo, SuretyTables.LEDGER);
        var compare = new CompareBooks(
                journal,
                new DynamoAccounts(town.dynamo, SuretyTables.LEDGER),
                new DynamoLines(town.dynamo, SuretyTables.LEDGER),
                books);
        var old = new DynamoOldBooks(town.dynamo, SuretyTables.LEDGER);
        var post = town.post(town.dynamo);
        Map<JobKind, RunJob.Step> steps = Map.of(
                JobKind.REPUBLISH, new Republish(journal, post, queues),
                JobKind.AUDIT,
                new AuditJob(
                        journal,
                        new DynamoAccounts(town.dynamo, SuretyTables.LEDGER),
                        new DynamoLines(town.dynamo, SuretyTables.LEDGER),
                        parked,
                        town.present(),
                        new TellFindings(new Journal(town.dynamo, SuretyTables.JOURNAL), town.present()),
                        town.clock,
                        town.metrics()),
                JobKind.REBUILD,
                new RebuildBooks(journal, post, compare, generations, old, parked, town.places(), town.jobs()),
                JobKind.RELEASE, new ReleaseParked(journal, books, parked, generations, town.places()));
        var progresses = new DynamoProgresses(town.dynamo, SuretyTables.LEDGER);
        var run = new RunJob(town.jobs(), progresses, queues, steps, town.clock, Duration.ZERO);
        return new QueueEdge(new JobInbox(run), town.metrics());
    }

    /** What the bus makes of the journal's stream: every event of a job that was started. */
    Workshop hear() {
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
        messages++;
        String body = work.removeFirst();
        ObjectNode event = Json.object();
        event.putArray("Records").addObject().put("messageId", "m-1").put("body", body);
        var answer = worker().apply(new ByteArrayInputStream(Json.text(event).getBytes(StandardCharsets.UTF_8)));
        if (answer.getBatchItemFailures().isEmpty()) {
            return true;
        }
        work.addLast(body);
        town.clock.advance(VISIBILITY);
        return false;
    }

    /** Works until nothing is left to do, or, while nothing works, gives up after a few tries. */
    Workshop run() {
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
        var said = town.ask("POST", Town.OPERATOR, path, "", key);
        if (said.status() != 202) {
            throw new AssertionError(path + ": " + said);
        }
        return said.body().get("id").stringValue();
    }

    JsonNode job(String id) {
        var said = town.get(Town.OPERATOR, "/v1/ledger/jobs/" + id);
        if (said.status() != 200) {
            throw new AssertionError(id + ": " + said);
        }
        return said.body();
    }

    /** The places of parked chains, entry by entry: change, kind, number and reason where it opens. */
    static List<String> places(Town town) {
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
                } else {
                    Json.object(body).path("entries").forEach(relayed::add);
                }
            }
            return bodies.size();
        }, fate -> new Outage("the queue did not answer: " + fate));
    }
}
