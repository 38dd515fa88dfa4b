package dev.surety.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The local runtime as a process of its own, with the same JDK, flags and class path as this one. So we measure the
 * process that the start command runs, with no measuring code inside it.
 */
final class ChildRuntime implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String OUTPUT = "output.log";
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    private final Process process;
    private final URI base;
    private final Start start;

    /** From the command to the first healthy answer, and the processors' time in it, which no other work stretches. */
    record Start(Duration wall, Duration processors) {}

    private ChildRuntime(Process process, URI base, Start start) {
        this.process = process;
        this.base = base;
        this.start = start;
    }

    /** Starts it on this data folder and returns when {@code GET /health} is answered with 200. */
    static ChildRuntime start(Path folder, String... arguments) throws IOException, InterruptedException {
        int port = freePort();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-classpath", System.getProperty("java.class.path"), "dev.surety.local.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(OUTPUT).toFile());
        builder.environment().put("HOST", "127.0.0.1");
        builder.environment().put("PORT", Integer.toString(port));
        builder.environment().put("DATA_DIR", folder.toString());
        URI base = URI.create("http://127.0.0.1:" + port);
        long begun = System.nanoTime();
        Process process = builder.start();
        try {
            awaitHealth(process, base, begun);
            Duration wall = Duration.ofNanos(System.nanoTime() - begun);
            Duration processors = process.info().totalCpuDuration().orElse(Duration.ZERO);
            return new ChildRuntime(process, base, new Start(wall, processors));
        } catch (IOException | InterruptedException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static void awaitHealth(Process process, URI base, long begun) throws IOException, InterruptedException {
        HttpRequest health = HttpRequest.newBuilder(base.resolve("/health"))
                .timeout(PATIENCE)
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (System.nanoTime() - begun < PATIENCE.toNanos()) {
                if (!process.isAlive()) {
                    throw new IOException("The local runtime has ended by itself; its folder says why.");
                }
                if (isHealthy(http, health)) {
                    return;
                }
                Thread.sleep(BETWEEN_LOOKS);
            }
        }
        throw new IOException("The local runtime was not healthy after " + PATIENCE.toSeconds() + " s.");
    }

    private static boolean isHealthy(HttpClient http, HttpRequest health) throws InterruptedException {
        try {
            return http.send(health, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /**
     * Free a moment ago. If another process takes it before the child does, the child fails and the measurement says
     * so.
     */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    URI base() {
        return base;
    }

    Start start() {
        return start;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("The local runtime did not end when it was told to.");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
