package dev.surety.ledger.store;

import dev.surety.ledger.domain.LedgerAccount;
import dev.surety.ledger.domain.Line;
import dev.surety.ledger.domain.LinePlace;
import dev.surety.ledger.domain.Lines;
import dev.surety.model.Invariants;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.json.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Lines in DynamoDB. Times of keys are whole milliseconds, so a bound between two of them is the later one. */
public final class DynamoLines implements Lines {
    private static final String RANGE = "pk = :pk AND sk BETWEEN :from AND :to";

    private final LedgerTable table;

    public DynamoLines(DynamoDbClient dynamo, String table) {
        this.table = new LedgerTable(dynamo, table);
    }

    @Override
    public void each(LedgerAccount account, Instant until, Consumer<Line> line) {
        String to = LedgerItems.LINE + bound(until);
        for (String partition : partitions(account, LedgerItems.DAY, LedgerItems.DAY + bound(until))) {
            table.each(
                    RANGE,
                    LedgerTable.values(partition, LedgerItems.LINE, to),
                    item -> line.accept(LedgerItems.line(account, item)));
        }
    }

    @Override
    public List<Line> stored(Collection<Line> wanted) {
        List<Line> stored = new ArrayList<>();
        for (Map<String, AttributeValue> item :
                table.get(wanted.stream().map(LedgerItems::lineKey).toList())) {
            try {
                stored.add(LedgerItems.line(LedgerItems.account(Items.text(item, "pk")), item));
            } catch (IllegalArgumentException noLine) {
                // What has no amount is no line.
            }
        }
        return stored;
    }

    @Override
    public boolean first(LedgerAccount account, int most, Consumer<Line> line) {
        Invariants.hold(account.kind().isParticipants(), "only a participant's lines lie in one order");
        return table.first(
                RANGE,
                LedgerTable.values(account.key(), LedgerItems.LINE, LedgerItems.LINE + "~"),
                most,
                item -> line.accept(LedgerItems.line(account, item)));
    }

    @Override
    public List<Line> newest(
            LedgerAccount account, Instant from, Instant until, Optional<LinePlace> before, int limit) {
        String low = LedgerItems.LINE + bound(from);
        String high = before.map(LinePlace::key)
                .filter(key -> key.compareTo(LedgerItems.LINE + bound(until)) < 0)
                .orElse(LedgerItems.LINE + bound(until));
        if (high.compareTo(low) < 0) {
            return List.of();
        }
        List<Line> found = new ArrayList<>();
        if (account.kind().isParticipants()) {
            newest(account, account.key(), low, high, limit + 1, found);
        } else {
            String highDay = high.substring(LedgerItems.LINE.length());
            String lowDay = LedgerItems.day(from);
            for (String day : days(account, LedgerItems.DAY + lowDay, LedgerItems.DAY + highDay).reversed()) {
                LedgerItems.shards(account, day)
                        .forEach(partition -> newest(account, partition, low, high, limit + 1, found));
                if (found.size() > limit) {
                    break;
                }
            }
        }
        return found.stream()
                .filter(line -> before.isEmpty() || LinePlace.of(line).compareTo(before.get()) < 0)
                .sorted(Comparator.comparing(LinePlace::of).reversed())
                .limit(limit)
                .toList();
    }

    private void newest(
            LedgerAccount account, String partition, String low, String high, int limit, List<Line> found) {
        table.last(RANGE, LedgerTable.values(partition, low, high), limit)
                .forEach(item -> found.add(LedgerItems.line(account, item)));
    }

    private List<String> partitions(LedgerAccount account, String fromDay, String toDay) {
        return account.kind().isParticipants()
                ? List.of(account.key())
                : days(account, fromDay, toDay).stream()
                        .flatMap(day -> LedgerItems.shards(account, day).stream())
                        .toList();
    }

    private List<String> days(LedgerAccount account, String from, String to) {
        List<String> days = new ArrayList<>();
        table.each(RANGE, LedgerTable.values(account.key(), from, to), item -> days.add(
                Items.text(item, "sk").substring(LedgerItems.DAY.length())));
        return days;
    }

    private static String bound(Instant instant) {
        return Times.text(instant.plus(Duration.ofNanos(999_999)));
    }
}
