package dev.surety.dynamo.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.clock.FixedClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Schedules of faults find what does a thing twice or half, and leave alone what does not. */
class EveryFaultTest {
    private record World(MemoryDynamo store, DynamoDbClient client, List<String> calls, Faults faults) {
        static World build(Faults faults) {
            MemoryDynamo store = MemoryDynamo.surety(FixedClock.at("2026-11-22T10:00:00Z"));
            return new World(store, new FaultyDynamo(store, faults), new ArrayList<>(), faults);
        }

        void add(String account) {
            client.updateItem(update -> update.tableName("ledger")
                    .key(Map.of("pk", AttributeValue.fromS(account), "sk", AttributeValue.fromS("balance")))
                    .updateExpression("ADD minor :m")
                    .expressionAttributeValues(Map.of(":m", AttributeValue.fromN("1"))));
        }

        void put(String account) {
            try {
                client.putItem(put -> put.tableName("ledger")
                        .item(Map.of(
                                "pk", AttributeValue.fromS(account),
                                "sk", AttributeValue.fromS("balance"),
                                "minor", AttributeValue.fromN("1")))
                        .conditionExpression("attribute_not_exists(pk)"));
            } catch (ConditionalCheckFailedException _) {
                // Done before.
            }
        }

        void charge() {
            faults.around("gateway charge", () -> calls.add("charge"));
        }

        void ones() {
            assertEquals(2, store.items("ledger").size());
            store.items("ledger").forEach(item -> assertEquals("1", item.get("minor").n()));
        }
    }

    @Test
    void whatIsKeyedSurvivesEverySchedule() {
        EveryFault<World> keyed = EveryFault.of("keyed", World::build, world -> {
                    world.put("a");
                    world.put("b");
                })
                .checking(World::ones);
        assertEquals(4, keyed.run());
        assertEquals(8, keyed.withDeaths().run());
        assertTrue(keyed.inPairs().run() > 12);
        assertEquals(4, keyed.with(Trouble.THROTTLED).run());
    }

    @Test
    void whatAddsWithoutAKeyIsFoundOut() {
        AssertionError found = assertThrows(AssertionError.class, () -> EveryFault.of("adding", World::build, world -> {
                    world.add("a");
                    world.add("b");
                })
                .checking(World::ones)
                .run());
        assertTrue(found.getMessage().contains("update ledger"), found.getMessage());
    }

    @Test
    void gatewaysAreCountedAndFailAlike() {
        EveryFault<World> charge = EveryFault.of("charge", World::build, World::charge);
        AssertionError twice = assertThrows(
                AssertionError.class,
                () -> charge.checking(world -> assertEquals(1, world.calls().size())).run());
        assertTrue(twice.getMessage().contains("KEPT"));
        assertEquals(2, charge.run());
    }

    @Test
    void aDeadProcessReadsNothingUntilFaultsCease() {
        World world = World.build(Faults.none().fail(1, Fate.DEAD_AFTER));
        assertThrows(RuntimeException.class, () -> world.put("a"));
        assertThrows(RuntimeException.class, () -> world.client().scan(scan -> scan.tableName("ledger")));
        assertThrows(RuntimeException.class, () -> world.put("b"));
        assertEquals(1, world.store().items("ledger").size());
        world.faults().cease();
        assertEquals(1, world.client().scan(scan -> scan.tableName("ledger")).count());
    }

    @Test
    void anActThatMakesNoCallIsNotAScenario() {
        assertThrows(AssertionError.class, () -> EveryFault.of("idle", World::build, _ -> {}).run());
    }
}
