package dev.surety.ledger.store;

import dev.surety.ledger.domain.job.StackScan;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.json.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One item says how far the scan is. Beside it, each job that waits or takes part has an item. */
public final class DynamoStackScan implements StackScan {
    private static final Map<String, AttributeValue> STATE = LedgerItems.key(LedgerItems.SCAN, "state");
    private static final String DAILY = "daily";
    private static final String TAKEN = "takenUntil";
    private static final String LEFT = "left";
    private static final String THERE = "there";

    private final LedgerTable table;

    public DynamoStackScan(DynamoDbClient dynamo, String table) {
        this.table = new LedgerTable(dynamo, table);
    }

    @Override
    public Optional<State> take(Instant now, Instant until) {
        Optional<Map<String, AttributeValue>> item = table.find(STATE);
        boolean taken = item.filter(found -> !found.containsKey(LEFT))
                .flatMap(found -> Items.findText(found, TAKEN))
                .filter(end -> Instant.parse(end).isAfter(now))
                .isPresent();
        return taken ? Optional.empty() : save(item.map(DynamoStackScan::state).orElse(State.NONE), until);
    }

    private static State state(Map<String, AttributeValue> item) {
        return new State(
                Phase.valueOf(Items.text(item, "phase")),
                Items.text(item, "cursor"),
                item.containsKey(DAILY),
                Items.number(item, "number"),
                Items.number(item, "version"));
    }

    @Override
    public Optional<State> save(State state, Instant until) {
        return put(state, until, false) ? Optional.of(state.versioned(state.version() + 1)) : Optional.empty();
    }

    @Override
    public boolean leave(State state, Instant until) {
        return put(state, until, true);
    }

    private boolean put(State state, Instant until, boolean leaves) {
        Map<String, AttributeValue> item = new HashMap<>(STATE);
        item.put("phase", Items.of(state.phase().name()));
        item.put("cursor", Items.of(state.cursor()));
        item.put("number", Items.of(state.number()));
        item.put("version", Items.of(state.version() + 1));
        item.put(TAKEN, Items.of(Times.text(until)));
        if (state.daily()) {
            item.put(DAILY, Items.of(1));
        }
        if (leaves) {
            item.put(LEFT, Items.of(1));
        }
        return state.version() == 0
                ? table.put(item, "attribute_not_exists(pk)", Map.of())
                : table.put(item, "version = :version", Map.of(":version", Items.of(state.version())));
    }

    @Override
    public void await(ChainId job) {
        table.putOnce(waiting(job.toString()), Map.of(THERE, Items.of(1)));
    }

    @Override
    public void awaitDaily() {
        table.putOnce(waiting(DAILY), Map.of(THERE, Items.of(1)));
    }

    @Override
    public List<ChainId> waiting(int most) {
        return jobs(LedgerItems.WAITING, Optional.empty(), most);
    }

    @Override
    public boolean isDailyAwaited() {
        return table.find(waiting(DAILY)).isPresent();
    }

    @Override
    public void board(ChainId job) {
        join(job);
        table.delete(waiting(job.toString()), THERE);
    }

    @Override
    public void dailyBoarded() {
        table.delete(waiting(DAILY), THERE);
    }

    @Override
    public List<ChainId> aboard(Optional<ChainId> after, int most) {
        return jobs(LedgerItems.ABOARD, after, most);
    }

    @Override
    public void join(ChainId job) {
        table.putOnce(LedgerItems.key(LedgerItems.ABOARD, job.toString()), Map.of(THERE, Items.of(1)));
    }

    @Override
    public void land(ChainId job) {
        table.delete(LedgerItems.key(LedgerItems.ABOARD, job.toString()), THERE);
    }

    @Override
    public Optional<Instant> takenUntil(ChainId job) {
        boolean isHere = table.find(waiting(job.toString())).isPresent()
                || table.find(LedgerItems.key(LedgerItems.ABOARD, job.toString())).isPresent();
        return table.find(STATE)
                .filter(_ -> isHere)
                .flatMap(found -> Items.findText(found, TAKEN))
                .map(Instant::parse);
    }

    private List<ChainId> jobs(String partition, Optional<ChainId> after, int most) {
        List<ChainId> jobs = new ArrayList<>();
        boolean _ = table.first(
                "pk = :pk AND sk BETWEEN :from AND :to",
                LedgerTable.values(partition, after.map(job -> job + "!").orElse("ledger_job#"), "ledger_job#~"),
                most,
                item -> jobs.add(ChainId.parse(Items.text(item, "sk"))));
        return jobs;
    }

    private static Map<String, AttributeValue> waiting(String who) {
        return LedgerItems.key(LedgerItems.WAITING, who);
    }
}
