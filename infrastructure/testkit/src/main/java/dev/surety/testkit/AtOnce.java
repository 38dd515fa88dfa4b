package dev.surety.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Many callers that start at the same moment, each on a thread of its own. */
public final class AtOnce {
    private AtOnce() {}

    /** The answer to each caller, in the order of their numbers from 0. */
    public static <A> List<A> call(int callers, IntFunction<A> call) throws InterruptedException, ExecutionException {
        var start = new CountDownLatch(1);
        List<Future<A>> futures = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < callers; i++) {
                int caller = i;
                futures.add(threads.submit(() -> {
                    start.await();
                    return call.apply(caller);
                }));
            }
            start.countDown();
        }
        List<A> answers = new ArrayList<>();
        for (Future<A> future : futures) {
            answers.add(future.get());
        }
        return answers;
    }
}
