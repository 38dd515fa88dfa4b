package dev.surety.sandbox;

import dev.surety.model.id.MarketplaceId;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.clock.Clocks.TestClock;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.resilience.Outage;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/**
 * The positions of test clocks. Each write has the position that its caller read as a condition, so no clock goes back.
 */
final class ClockPositions {
    private final DynamoDbClient dynamo;
    private final String table;

    ClockPositions(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    /** Moves the clock to {@code to} if it stands at {@code from}, compared in milliseconds. Returns whether it did. */
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
                    asRead(put, from.get());
                }
            });
            return true;
        } catch (ConditionalCheckFailedException moved) {
            return false;
        } catch (SdkException e) {
            throw new Outage("the test clock cannot be moved", e);
        }
    }

    /** The condition covers the whole position, target included: a target that another move set must survive. */
    private static void asRead(PutItemRequest.Builder put, TestClock from) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":base", Items.of(Times.text(from.base())));
        values.put(":setAt", Items.of(Times.text(from.setAt())));
        from.target().map(Times::text).ifPresent(target -> values.put(":target", Items.of(target)));
        String target = from.target().isPresent() ? "#target = :target" : "attribute_not_exists(#target)";
        put.conditionExpression("#base = :base AND #setAt = :setAt AND " + target)
                .expressionAttributeNames(Map.of("#base", "base", "#setAt", "setAt", "#target", "target"))
                .expressionAttributeValues(values);
    }

    /**
     * Stops the clock and aims it, as soon as a move is accepted, so that readers see a move under way. Losing a race
     * here does no harm; the mover aims for itself.
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
