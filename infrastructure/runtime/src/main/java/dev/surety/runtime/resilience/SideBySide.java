package dev.surety.runtime.resilience;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Does independent reads on threads of their own, a bounded number at a time, and waits for all of them. */
public final class SideBySide {
    private SideBySide() {}

    /**
     * All results, in the order given. If one fails, its failure is thrown here, once all have ended.
     *
     * @param atOnce how many run at one time; with 1 they run here, one after another
     */
    public static <T, R> List<R> map(int atOnce, List<T> all, Function<T, R> each) {
        if (all.size() < 2 || atOnce == 1) {
            return all.stream().map(each).toList();
        }
        var room = new Semaphore(atOnce);
        List<Future<R>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (T one : all) {
                running.add(threads.submit(() -> {
                    room.acquire();
                    try {
                        return each.apply(one);
                    } finally {
                        room.release();
                    }
                }));
            }
        }
        return running.stream().map(SideBySide::get).toList();
    }

    private static <R> R get(Future<R> ended) {
        try {
            return ended.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Outage("interrupted between reads", e);
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case RuntimeException unforeseen -> throw unforeseen;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(failed);
            }
        }
    }
}
