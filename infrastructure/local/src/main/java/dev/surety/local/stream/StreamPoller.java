package dev.surety.local.stream;

import dev.surety.local.Door;
import dev.surety.local.template.Trigger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;

/**
 * Reads the stream of one table for one function, shard by shard in their order, from its last place. The stream keeps
 * a day. A reader that has been away for longer, or has lost its place, gets the whole table again; readers of the
 * journal take it harmlessly.
 */
public final class StreamPoller implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamPoller.class);
    private static final long IDLE_MILLIS = 40;
    private static final long AFTER_TROUBLE_MILLIS = 500;

    private final Door door;
    private final Trigger.Stream source;
    private final Tables tables;
    private final Position position;
    private final Delivery delivery;
    private volatile boolean stopping;
    private volatile boolean idle;

    public StreamPoller(Door door, Trigger.Stream source, Tables tables, Path folder) {
        this.door = door;
        this.source = source;
        this.tables = tables;
        this.position = new Position(folder.resolve("positions"), door.spec().name());
        this.delivery = new Delivery(door, source, folder.resolve("failed-records"), () -> stopping);
    }

    /** Asks it to end after its present batch. */
    public void stop() {
        stopping = true;
    }

    /** Whether its last look at the stream found nothing left to do. */
    public boolean idle() {
        return idle;
    }

    @Override
    public void run() {
        while (!stopping) {
            try {
                read();
            } catch (InterruptedException e) {
                return;
            } catch (ExpiredIteratorException e) {
                LOG.debug("An iterator of {} has expired; a new one is taken.", source.table());
            } catch (TrimmedDataAccessException | ResourceNotFoundException e) {
                LOG.warn("The stream of {} has forgotten where {} was.", source.table(), door.spec().name());
                republish();
            } catch (SdkException e) {
                LOG.warn("The stream of {} does not answer: {}", source.table(), e.getMessage());
                pause(AFTER_TROUBLE_MILLIS);
            }
        }
    }

    private void read() throws InterruptedException {
        String stream = tables.dynamo().describeTable(t -> t.tableName(source.table())).table().latestStreamArn();
        List<Shard> shards = shards(stream);
        Optional<Position.Place> place = position.find().filter(p -> p.stream().equals(stream));
        if (shards.isEmpty()) {
            pause(IDLE_MILLIS);
            return;
        }
        int at = place.map(p -> indexOf(shards, p.shard())).orElse(tables.fresh(source.table()) ? 0 : -1);
        if (at < 0) {
            LOG.info("{} takes {} up from its items.", door.spec().name(), source.table());
            republish();
            return;
        }
        for (int i = at; i < shards.size() && !stopping; i++) {
            String shard = shards.get(i).shardId();
            Optional<String> after = i == at ? place.flatMap(Position.Place::sequence) : Optional.empty();
            position.store(new Position.Place(stream, shard, after));
            drain(stream, shard, after);
        }
    }

    private static int indexOf(List<Shard> shards, String id) {
        return IntStream.range(0, shards.size())
                .filter(i -> shards.get(i).shardId().equals(id))
                .findFirst()
                .orElse(-1);
    }

    /** Reads a shard until it is closed; returns early when it is time to stop. */
    private void drain(String stream, String shard, Optional<String> after) throws InterruptedException {
        String iterator = tables.streams()
                .getShardIterator(s -> {
                    s.streamArn(stream).shardId(shard);
                    after.ifPresentOrElse(
                            sequence -> s.shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                                    .sequenceNumber(sequence),
                            () -> s.shardIteratorType(ShardIteratorType.TRIM_HORIZON));
                })
                .shardIterator();
        while (iterator != null && !stopping) {
            String current = iterator;
            GetRecordsResponse answer = tables.streams()
                    .getRecords(r -> r.shardIterator(current).limit(source.batchSize()));
            if (answer.records().isEmpty()) {
                idle = true;
                pause(IDLE_MILLIS);
            } else {
                idle = false;
                List<StreamRecord> batch =
                        answer.records().stream().map(r -> StreamRecord.from(r, stream)).toList();
                delivery.deliver(
                        batch, last -> position.store(new Position.Place(stream, shard, Optional.of(last.sequence()))));
            }
            iterator = answer.nextShardIterator();
        }
    }

    /** Hands out the whole table, then takes up the stream at its oldest shard. */
    private void republish() {
        try {
            String stream =
                    tables.dynamo().describeTable(t -> t.tableName(source.table())).table().latestStreamArn();
            List<Shard> shards = shards(stream);
            if (new Republish(tables, source, stream).deliverAll(delivery) && !shards.isEmpty()) {
                position.store(
                        new Position.Place(stream, shards.getFirst().shardId(), Optional.empty()));
            }
        } catch (InterruptedException e) {
            stopping = true;
        }
        pause(IDLE_MILLIS);
    }

    private List<Shard> shards(String stream) {
        List<Shard> shards = new ArrayList<>();
        @Nullable String from = null;
        do {
            String start = from;
            var page = tables.streams()
                    .describeStream(d -> d.streamArn(stream).exclusiveStartShardId(start))
                    .streamDescription();
            shards.addAll(page.shards());
            from = page.lastEvaluatedShardId();
        } while (from != null);
        return shards;
    }

    private void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            stopping = true;
        }
    }
}
