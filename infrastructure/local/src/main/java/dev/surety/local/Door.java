package dev.surety.local;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.surety.local.template.FunctionSpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One function behind its handler: bytes in, bytes out, as Lambda invokes it. Unlike on Lambda, one instance takes many
 * calls at a time. So a door must keep nothing between or during calls but the parts made with it.
 */
public final class Door {
    private final FunctionSpec spec;
    private final RequestStreamHandler handler;
    private final AtomicInteger inFlight = new AtomicInteger();

    Door(FunctionSpec spec, RequestStreamHandler handler) {
        this.spec = spec;
        this.handler = handler;
    }

    public FunctionSpec spec() {
        return spec;
    }

    int inFlight() {
        return inFlight.get();
    }

    /** The function's answer. */
    public byte[] invoke(byte[] event) throws Failed, TimedOut, InterruptedException {
        return invoke(event, UUID.randomUUID().toString());
    }

    /**
     * The function's answer, under this request id. When time is up its thread is left to end by itself. An interrupt
     * would strike the embedded store in the middle of a write, which no function on Lambda can do.
     */
    public byte[] invoke(byte[] event, String requestId) throws Failed, TimedOut, InterruptedException {
        Duration timeout = spec.timeout();
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        Invocation context = new Invocation(spec, requestId, System.nanoTime() + timeout.toNanos());
        inFlight.incrementAndGet();
        Thread _ = Thread.ofVirtual().name(spec.name() + "-" + requestId).start(() -> run(event, context, answer));
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new TimedOut(spec.name() + " timed out after " + timeout.toSeconds() + " seconds.", e);
        } catch (ExecutionException e) {
            throw new Failed(spec.name() + " failed.", e.getCause());
        }
    }

    private void run(byte[] event, Invocation context, CompletableFuture<byte[]> answer) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            handler.handleRequest(new ByteArrayInputStream(event), out, context);
            answer.complete(out.toByteArray());
        } catch (Throwable e) {
            // Lambda's runtime would catch it here: anything a function throws is its own failure, not ours.
            answer.completeExceptionally(e);
        } finally {
            inFlight.decrementAndGet();
        }
    }

    /** The function threw. */
    public static final class Failed extends Exception {
        private static final long serialVersionUID = 1;

        Failed(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** The function did not answer in time. */
    public static final class TimedOut extends Exception {
        private static final long serialVersionUID = 1;

        TimedOut(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
