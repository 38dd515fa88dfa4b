package dev.surety.ledger.app.posting;

import dev.surety.runtime.resilience.Outage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Does independent tasks on threads of their own, some at a time, and waits for all of them. An outage is a task's
 * result; anything else that a task throws is thrown here, once all have ended.
 */
public record SideBySide(int atOnce) {
    /** As many as the store's client has connections to spare. */
    public static final SideBySide EIGHT = new SideBySide(8);

    interface Task<T> {
        T run();
    }

    /** What became of a task: a result, or the outage it ended in. */
    record Ended<T>(Optional<T> done, Optional<Outage> outage) {
        T result() {
            return done.orElseThrow();
        }
    }

    <T> List<Ended<T>> all(List<Task<T>> tasks) {
        if (tasks.size() == 1 || atOnce == 1) {
            return tasks.stream().map(SideBySide::ended).toList();
        }
        Semaphore room = new Semaphore(atOnce);
        List<Future<Ended<T>>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Task<T> task : tasks) {
                running.add(threads.submit(() -> {
                    room.acquire();
                    try {
                        return ended(task);
                    } finally {
                        room.release();
                    }
                }));
            }
        }
        return running.stream().map(SideBySide::get).toList();
    }

    private static <T> Ended<T> ended(Task<T> task) {
        try {
            return new Ended<>(Optional.of(task.run()), Optional.empty());
        } catch (Outage outage) {
            return new Ended<>(Optional.empty(), Optional.of(outage));
        }
    }

    private static <T> T get(Future<T> ended) {
        try {
            return ended.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Outage("interrupted while accounts were posted", e);
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case RuntimeException unforeseen -> throw unforeseen;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(failed);
            }
        }
    }
}
