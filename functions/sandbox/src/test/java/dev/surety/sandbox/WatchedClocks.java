package dev.surety.sandbox;

import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.faults.AroundDynamo;
import dev.surety.model.id.MarketplaceId;
import dev.surety.runtime.clock.Clocks.TestClock;
import dev.surety.runtime.clock.Clocks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** A store that notes whenever a test clock is set to before what it showed, and lets others in between two calls. */
final class WatchedClocks extends AroundDynamo {
    /** A running clock may be read a moment before it is stopped at what was read. */
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private final InstantSource clock;
    private final Clocks worlds;
    private final List<String> backwards = new ArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();
    private Optional<Runnable> meanwhile = Optional.empty();

    WatchedClocks(DynamoDbClient store, InstantSource clock) {
        super(store);
        this.clock = clock;
        this.worlds = new Clocks(clock, store, Optional.of(SuretyTables.SANDBOX));
    }

    synchronized List<String> backwards() {
        return List.copyOf(backwards);
    }

    /** Lets something happen right after the next time a clock is set. */
    void afterNextMove(Runnable happening) {
        meanwhile = Optional.of(happening);
    }

    /** How often the store was asked for something, or to change something. */
    int calls() {
        return calls.get();
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        calls.incrementAndGet();
        return super.getItem(request);
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        calls.incrementAndGet();
        return super.query(request);
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        calls.incrementAndGet();
        if (!request.tableName().equals(SuretyTables.SANDBOX)) {
            return super.putItem(request);
        }
        PutItemResponse response = watched(request);
        Optional<Runnable> now = meanwhile;
        meanwhile = Optional.empty();
        now.ifPresent(Runnable::run);
        return response;
    }

    private synchronized PutItemResponse watched(PutItemRequest request) {
        var marketplace = new MarketplaceId(request.item().get("pk").s().substring("clock#".length()));
        Instant before = shown(marketplace);
        PutItemResponse response = super.putItem(request);
        Instant after = shown(marketplace);
        if (after.isBefore(before.minus(A_MOMENT))) {
            backwards.add(marketplace + " from " + before + " to " + after);
        }
        return response;
    }

    private Instant shown(MarketplaceId marketplace) {
        Optional<TestClock> position = worlds.read(marketplace);
        return position.map(at -> at.now(clock.instant())).orElseGet(clock::instant);
    }
}
