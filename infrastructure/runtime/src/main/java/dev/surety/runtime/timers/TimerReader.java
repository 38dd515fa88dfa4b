package dev.surety.runtime.timers;

import dev.surety.runtime.aws.Items;
import dev.surety.runtime.journal.Hints;
import dev.surety.runtime.journal.Hints.Deadline;
import dev.surety.runtime.journal.Hints.Position;
import dev.surety.runtime.resilience.Outage;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Hands out deadlines as wakes. A hint is never removed; the reader keeps its place in a cursor, moved conditionally
 * and only <em>after</em> the wakes are on the queue, so that a crash hands them out again and none is passed over.
 * Two slower cursors hand every hint out a second and a third time, for what the index showed too late or a queue
 * lost.
 */
public final class TimerReader {
    /** How many deadlines a look at the index shows at most. */
    public static final int PAGE = 100;

    /** How many pages one call hands out per cursor; what is left is for the next minute. */
    private static final int MOST_PAGES = 50;

    private final Hints hints;
    private final Wakes wakes;
    private final DynamoDbClient dynamo;
    private final String cursorsTable;

    public TimerReader(Hints hints, Wakes wakes, DynamoDbClient dynamo, String cursorsTable) {
        this.hints = hints;
        this.wakes = wakes;
        this.dynamo = dynamo;
        this.cursorsTable = cursorsTable;
    }

    /** How far behind the present a cursor reads, and the name it keeps its place under. */
    public enum Pass {
        FIRST(Duration.ZERO),
        AFTER_AN_HOUR(Duration.ofHours(1)),
        AFTER_A_DAY(Duration.ofHours(24));

        private final Duration behind;

        Pass(Duration behind) {
            this.behind = behind;
        }
    }

    /**
     * Hands out what is due in a partition until an instant, by all three cursors.
     *
     * @return how many wakes the first cursor handed out
     */
    public int handOut(String partition, Instant until) {
        int first = handOut(partition, until, Pass.FIRST);
        handOutAgain(partition, until);
        return first;
    }

    /** The next deadlines of a partition that the first cursor has not passed, earliest first, at most a page. */
    public List<Deadline> ahead(String partition, Instant until) {
        return hints.due(partition, position(partition, Pass.FIRST), until, PAGE);
    }

    /** Sends wakes without moving any cursor. */
    public void wake(List<Deadline> deadlines) {
        wakes.send(deadlines);
    }

    /** Moves the first cursor past deadlines that {@link #ahead} gave and that have been dealt with. */
    public void pass(String partition, List<Deadline> dealtWith) {
        move(partition, Pass.FIRST, position(partition, Pass.FIRST), Position.after(dealtWith.getLast()));
    }

    /** Hands out for the second and third time what the first cursor passed an hour and a day ago. */
    public void handOutAgain(String partition, Instant until) {
        handOut(partition, until.minus(Pass.AFTER_AN_HOUR.behind), Pass.AFTER_AN_HOUR);
        handOut(partition, until.minus(Pass.AFTER_A_DAY.behind), Pass.AFTER_A_DAY);
    }

    private int handOut(String partition, Instant until, Pass pass) {
        int handed = 0;
        Position position = position(partition, pass);
        for (int page = 0; page < MOST_PAGES; page++) {
            List<Deadline> due = hints.due(partition, position, until, PAGE);
            if (due.isEmpty()) {
                return handed;
            }
            wakes.send(due);
            Position next = Position.after(due.getLast());
            if (!move(partition, pass, position, next)) {
                return handed;
            }
            handed += due.size();
            position = next;
        }
        return handed;
    }

    private Position position(String partition, Pass pass) {
        try {
            Map<String, AttributeValue> item = dynamo.getItem(get -> get.tableName(cursorsTable)
                            .key(key(partition, pass))
                            .consistentRead(true))
                    .item();
            return item == null || item.isEmpty()
                    ? Position.START
                    : new Position(
                            Items.text(item, "dueAt"), Items.text(item, "chain"), (int) Items.number(item, "number"));
        } catch (SdkException e) {
            throw new Outage("the timers' cursors do not answer", e);
        }
    }

    /** Whether the cursor stood where we read it and stands at the next place now; else another reader has it. */
    private boolean move(String partition, Pass pass, Position from, Position to) {
        Map<String, AttributeValue> item = new HashMap<>(key(partition, pass));
        item.put("dueAt", Items.of(to.dueAt()));
        item.put("chain", Items.of(to.pk()));
        item.put("number", Items.of(to.sk()));
        try {
            dynamo.putItem(put -> {
                put.tableName(cursorsTable).item(item);
                if (from.isStart()) {
                    put.conditionExpression("attribute_not_exists(pk)");
                } else {
                    put.conditionExpression("dueAt = :dueAt AND chain = :chain AND #number = :number")
                            .expressionAttributeNames(Map.of("#number", "number"))
                            .expressionAttributeValues(Map.of(
                                    ":dueAt", Items.of(from.dueAt()),
                                    ":chain", Items.of(from.pk()),
                                    ":number", Items.of(from.sk())));
                }
            });
            return true;
        } catch (ConditionalCheckFailedException moved) {
            return false;
        } catch (SdkException e) {
            throw new Outage("the timers' cursors do not answer", e);
        }
    }

    private static Map<String, AttributeValue> key(String partition, Pass pass) {
        return Map.of("pk", Items.of("timer#" + partition + "#" + pass));
    }

    /** The instant up to which a live reader reads: behind the present by more than the index may lag. */
    public static Instant settled(Instant now) {
        return now.minus(Duration.ofMinutes(2));
    }
}
