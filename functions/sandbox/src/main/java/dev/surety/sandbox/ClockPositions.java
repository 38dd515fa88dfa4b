package dev.surety.sandbox;

import dev.surety.model.id.MarketplaceId;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.world.Worlds.TestClock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Where test clocks stand. Moved on condition that they stand where they were read, so that none goes back. */
final class ClockPositions {
    private final DynamoDbClient dynamo;
    private final String table;

    ClockPositions(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    /** Whether the clock stood at {@code from} and stands at {@code to} now. */
    boolean move(MarketplaceId marketplace, Optional<TestClock> from, TestClock to) {
        Map<String, AttributeValue> item = new HashMap<>(TestClock.key(marketplace));
        item.put("base", Items.of(Times.text(to.base())));
        item.put("setAt", Items.of(Times.text(to.setAt())));
        to.target().map(Times::text).ifPresent(target -> item.put("target", Items.of(target)));
        try {
            dynamo.putItem(put -> {
                put.tableName(table).item(item);
                if (from.isEmpty()) {
                    put.conditionExpression("attribute_not_exists(pk)");
                } else {
                    put.conditionExpression("#base = :base AND #setAt = :setAt")
                            .expressionAttributeNames(Map.of("#base", "base", "#setAt", "setAt"))
                            .expressionAttributeValues(Map.of(
                                    ":base", Items.of(Times.text(from.get().base())),
                                    ":setAt", Items.of(Times.text(from.get().setAt()))));
                }
            });
            return true;
        } catch (ConditionalCheckFailedException moved) {
            return false;
        } catch (SdkException e) {
            throw new Outage("the test clock cannot be moved", e);
        }
    }

    /**
     * Lets a clock stand still, aimed at an instant, from the moment the move is accepted: whoever looks sees that it
     * is being moved. Losing a race here is nothing; the mover aims for itself.
     */
    void aim(MarketplaceId marketplace, Optional<TestClock> from, Instant system, Instant target) {
        Instant base = from.map(clock -> clock.now(system)).orElse(system);
        Optional<Instant> further = from.flatMap(TestClock::target).filter(target::isBefore);
        if (target.isAfter(base)) {
            move(marketplace, from, standing(base, system, further.orElse(target)));
        }
    }

    static TestClock standing(Instant at, Instant system, Instant target) {
        return new TestClock(at, system, Optional.of(target));
    }

    static TestClock running(Instant at, Instant system) {
        return new TestClock(at, system, Optional.empty());
    }
}
