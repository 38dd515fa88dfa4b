package dev.surety.local.stream;

import dev.surety.local.Door;
import dev.surety.local.Events;
import dev.surety.local.template.Trigger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings batches to a function in order, as Lambda does for a stream. A batch is tried again from the first record that
 * the function names as failed. A batch that fails whole is halved. A record that fails too often is put aside, and the
 * rest goes on.
 */
final class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private record Batch(List<StreamRecord> records, int attempts) {}

    private final Door door;
    private final Trigger.Stream source;
    private final Path failedFolder;
    private final BooleanSupplier stopping;
    private final JsonMapper json = JsonMapper.shared();

    Delivery(Door door, Trigger.Stream source, Path failedFolder, BooleanSupplier stopping) {
        this.door = door;
        this.source = source;
        this.failedFolder = failedFolder;
        this.stopping = stopping;
    }

    /** Calls {@code handled} with the last record of each part that is done with. False if the runtime is stopping. */
    boolean deliver(List<StreamRecord> records, Consumer<StreamRecord> handled) throws InterruptedException {
        Deque<Batch> work = new ArrayDeque<>();
        work.push(new Batch(records, 0));
        while (!work.isEmpty()) {
            if (stopping.getAsBoolean()) {
                return false;
            }
            Batch batch = work.pop();
            int done = invoke(batch.records());
            if (done > 0) {
                handled.accept(batch.records().get(done - 1));
            }
            if (done < batch.records().size()) {
                List<StreamRecord> rest = batch.records().subList(done, batch.records().size());
                again(rest, done > 0 ? 1 : batch.attempts() + 1, work, handled);
            }
        }
        return true;
    }

    private void again(List<StreamRecord> rest, int attempts, Deque<Batch> work, Consumer<StreamRecord> handled)
            throws InterruptedException {
        if (source.bisect() && rest.size() > 1) {
            int half = rest.size() / 2;
            work.push(new Batch(rest.subList(half, rest.size()), attempts));
            work.push(new Batch(rest.subList(0, half), attempts));
        } else if (attempts > source.retries()) {
            rest.forEach(this::putAside);
            handled.accept(rest.getLast());
            return;
        } else {
            work.push(new Batch(rest, attempts));
        }
        Thread.sleep(Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(attempts, 10)));
    }

    /** How many records, from the first on, the function has handled. */
    private int invoke(List<StreamRecord> records) throws InterruptedException {
        ObjectNode event = json.createObjectNode();
        ArrayNode list = event.putArray("Records");
        records.forEach(r -> list.add(r.json()));
        try {
            byte[] answer = door.invoke(json.writeValueAsBytes(event));
            Optional<Set<String>> failed = source.partial() ? Events.failures(answer) : Optional.of(Set.of());
            return failed.map(names -> firstOf(names, records)).orElse(0);
        } catch (Door.Failed | Door.TimedOut e) {
            LOG.warn("{}; {} records come again.", e.getMessage(), records.size(), e.getCause());
            return 0;
        }
    }

    private static int firstOf(Set<String> names, List<StreamRecord> records) {
        if (names.isEmpty()) {
            return records.size();
        }
        for (int i = 0; i < records.size(); i++) {
            if (names.contains(records.get(i).sequence())) {
                return i;
            }
        }
        // A name that is not in the batch fails all of it.
        return 0;
    }

    private void putAside(StreamRecord failed) {
        try {
            Files.createDirectories(failedFolder);
            Path file = failedFolder.resolve(door.spec().name() + "-" + failed.sequence() + ".json");
            Files.write(file, json.writeValueAsBytes(failed.json()));
            LOG.error("{} could not take a record; it lies in {}.", door.spec().name(), file);
        } catch (IOException e) {
            throw new UncheckedIOException("A failed record cannot be put aside.", e);
        }
    }
}
