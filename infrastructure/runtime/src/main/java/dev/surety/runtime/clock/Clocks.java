package dev.surety.runtime.clock;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.resilience.Outage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Tells the time. The live world has the system's clock. Each sandbox marketplace is a world of its own, whose test
 * clock lies in the sandbox table. The test clock runs on from where it was last set, and stands still while it is
 * being moved.
 *
 * <p>A world also partitions the timer index, so that one marketplace's test clock never fires another's deadlines.
 */
public final class Clocks {
    private static final int LIVE_SHARDS = 8;

    private final InstantSource system;
    private final DynamoDbClient dynamo;
    private final Optional<String> sandboxTable;

    public Clocks(InstantSource system, DynamoDbClient dynamo, Optional<String> sandboxTable) {
        this.system = system;
        this.dynamo = dynamo;
        this.sandboxTable = sandboxTable;
    }

    /** The present of a marketplace. In a stack without sandbox parts every marketplace lives in the live world. */
    public Instant now(MarketplaceId marketplace, Mode mode) {
        Instant now = mode == Mode.LIVE || sandboxTable.isEmpty()
                ? system.instant()
                : read(marketplace).map(clock -> clock.now(system.instant())).orElseGet(system::instant);
        // As entries store it: a decision in memory is then the same as the one that is read back.
        return now.truncatedTo(ChronoUnit.MILLIS);
    }

    public Optional<TestClock> read(MarketplaceId marketplace) {
        if (sandboxTable.isEmpty()) {
            return Optional.empty();
        }
        try {
            Map<String, AttributeValue> item = dynamo.getItem(get -> get.tableName(sandboxTable.get())
                            .key(TestClock.key(marketplace))
                            .consistentRead(true))
                    .item();
            return item == null || item.isEmpty() ? Optional.empty() : Optional.of(TestClock.from(item));
        } catch (SdkException e) {
            throw new Outage("the test clock does not answer", e);
        }
    }

    /** The timer partition of a chain: by type and world, and in the live world by shard. */
    public static String partition(String type, MarketplaceId marketplace, Mode mode, String id) {
        return mode == Mode.SANDBOX
                ? type + "#" + marketplace + "#0"
                : type + "#live#" + Math.floorMod(id.hashCode(), LIVE_SHARDS);
    }

    public static String sandboxPartition(String type, MarketplaceId marketplace) {
        return partition(type, marketplace, Mode.SANDBOX, "");
    }

    public static List<String> livePartitions(String type) {
        return IntStream.range(0, LIVE_SHARDS)
                .mapToObj(shard -> type + "#live#" + shard)
                .toList();
    }

    /** The hint of a chain's deadline, in the chain's own partition. */
    public static Entry.Due due(ChainId chain, Mode mode, Instant entryAt, Instant wanted) {
        return due(partition(chain.type(), chain.marketplace(), mode, chain.id()), entryAt, wanted);
    }

    /** A deadline's hint: never sooner than a minute after the entry that leaves it, so that no reader has passed. */
    public static Entry.Due due(String partition, Instant entryAt, Instant wanted) {
        Instant soonest = entryAt.plus(Duration.ofMinutes(1));
        return new Entry.Due(partition, wanted.isBefore(soonest) ? soonest : wanted);
    }

    /**
     * A test clock: it showed {@code base} when the system's clock showed {@code setAt}. While {@code target} is
     * there it stands still at {@code base} and is being moved towards it.
     */
    public record TestClock(Instant base, Instant setAt, Optional<Instant> target) {
        public Instant now(Instant system) {
            boolean stands = target.isPresent() || system.isBefore(setAt);
            return stands ? base : base.plus(Duration.between(setAt, system));
        }

        public static Map<String, AttributeValue> key(MarketplaceId marketplace) {
            return Map.of("pk", Items.of("clock#" + marketplace), "sk", Items.of("position"));
        }

        static TestClock from(Map<String, AttributeValue> item) {
            return new TestClock(
                    Instant.parse(Items.text(item, "base")),
                    Instant.parse(Items.text(item, "setAt")),
                    Items.findText(item, "target").map(Instant::parse));
        }
    }
}
