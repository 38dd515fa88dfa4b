package dev.surety.ledger.store;

import dev.surety.ledger.domain.job.Progress;
import dev.surety.ledger.domain.job.Progresses;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.node.ObjectNode;

/**
 * The progress of jobs, an item each beside the books. A worker whose save fails cannot tell whether it was written.
 */
public final class DynamoProgresses implements Progresses {
    private static final String TAKEN = "takenUntil";
    private static final String LEFT = "left";

    private final LedgerTable table;

    public DynamoProgresses(DynamoDbClient dynamo, String table) {
        this.table = new LedgerTable(dynamo, table);
    }

    @Override
    public Optional<Progress> find(ChainId job) {
        return item(job).map(DynamoProgresses::progress);
    }

    @Override
    public Optional<Progress> take(ChainId job, Instant now, Instant until) {
        Optional<Map<String, AttributeValue>> item = item(job);
        boolean taken = item.filter(found -> !found.containsKey(LEFT))
                .flatMap(found -> Items.findText(found, TAKEN))
                .filter(end -> Instant.parse(end).isAfter(now))
                .isPresent();
        return taken
                ? Optional.empty()
                : save(job, item.map(DynamoProgresses::progress).orElse(Progress.NONE), until);
    }

    @Override
    public Optional<Progress> save(ChainId job, Progress progress, Instant until) {
        return put(job, progress, until, Map.of());
    }

    @Override
    public Optional<Progress> leave(ChainId job, Progress progress, Instant until) {
        return put(job, progress, until, Map.of(LEFT, Items.of(1)));
    }

    @Override
    public Optional<Instant> takenUntil(ChainId job) {
        return item(job).flatMap(found -> Items.findText(found, TAKEN)).map(Instant::parse);
    }

    private Optional<Progress> put(
            ChainId job, Progress progress, Instant until, Map<String, AttributeValue> more) {
        Progress next = progress.versioned(progress.version() + 1);
        Map<String, AttributeValue> item = new HashMap<>(LedgerItems.progressKey(job));
        item.putAll(more);
        item.put("phase", Items.of(next.phase()));
        item.put("at", Items.of(next.cursor()));
        item.put("scanned", Items.of(next.scanned()));
        item.put("posted", Items.of(next.posted()));
        if (!next.state().isEmpty()) {
            item.put("state", Items.of(next.state()));
        }
        item.put("notes", Items.of(Json.canonical(next.notes())));
        item.put("version", Items.of(next.version()));
        item.put(TAKEN, Items.of(Times.text(until)));
        boolean saved = progress.version() == 0
                ? table.put(item, "attribute_not_exists(pk)", Map.of())
                : table.put(item, "version = :version", Map.of(":version", Items.of(progress.version())));
        return saved ? Optional.of(next) : Optional.empty();
    }

    private Optional<Map<String, AttributeValue>> item(ChainId job) {
        return table.find(LedgerItems.progressKey(job));
    }

    private static Progress progress(Map<String, AttributeValue> item) {
        ObjectNode notes = Json.object(Items.text(item, "notes"));
        Map<String, String> read = new TreeMap<>();
        notes.propertyNames().forEach(name -> read.put(name, notes.path(name).asString("")));
        return new Progress(
                Items.text(item, "phase"),
                Items.text(item, "at"),
                Items.number(item, "scanned"),
                Items.number(item, "posted"),
                Items.findText(item, "state").orElse(""),
                read,
                Items.number(item, "version"));
    }
}
