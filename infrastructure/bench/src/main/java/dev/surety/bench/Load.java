package dev.surety.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Creates, funds, delivers and accepts escrows of one payer and one payee over HTTP, and tells requests per second and
 * latencies. Poster, relay and timers run beside it, as they always do. The numbers show the cost of a change of ours.
 * They are of DynamoDB Local behind one JVM and show nothing of DynamoDB's speed.
 */
final class Load {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** After this a step is over with as many requests as it has made: a slow machine is slow and not stuck. */
    private static final Duration MOST = Duration.ofSeconds(8);

    private final PrintStream out;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final AtomicLong keys = new AtomicLong(System.nanoTime());

    Load(PrintStream out) {
        this.out = out;
    }

    /** One client's work on the escrow at a place in the list. */
    private interface Step {
        String on(int place) throws IOException, InterruptedException;
    }

    /** @param escrows how many at most go through each step, for each number of clients */
    void run(URI base, String where, int warmUp, int escrows) throws InterruptedException {
        Session session = new Session(base);
        session.sales(16, warmUp, false);
        out.printf("Load on %s, after %d sales to warm up:%n", where, warmUp);
        out.printf("  %7s %-8s %8s %10s %8s %8s%n", "clients", "request", "requests", "per second", "p50 ms", "p99 ms");
        session.sales(1, escrows, true);
        session.sales(16, escrows, true);
    }

    private final class Session {
        private final URI base;
        private final String token;
        private final String payer;
        private final String payee;

        Session(URI base) throws InterruptedException {
            this.base = base;
            try {
                token = token();
                payer = participant("load-payer");
                payee = participant("load-payee");
            } catch (IOException e) {
                throw new IllegalStateException("The local runtime does not answer.", e);
            }
        }

        void sales(int clients, int escrows, boolean told) throws InterruptedException {
            List<String> made = measure("create", clients, escrows, told, _ -> post("/v1/escrows", creation(), 201));
            List<String> funded = move("fund", "{\"method\": \"card_ok\"}", clients, made, told);
            List<String> delivered = move("deliver", "{}", clients, funded, told);
            move("accept", "{}", clients, delivered, told);
        }

        private List<String> move(String how, String body, int clients, List<String> escrows, boolean told)
                throws InterruptedException {
            return measure(how, clients, escrows.size(), told, place ->
                    post("/v1/escrows/" + escrows.get(place) + "/" + how, body, 200));
        }

        private String creation() {
            return """
                {"payer": "%s", "payee": "%s", "amount": {"amount": 10000, "currency": "EUR"}, "terms": "goods",
                 "reference": "load", "description": "a chair"}
                """
                    .formatted(payer, payee);
        }

        private String participant(String reference) throws IOException, InterruptedException {
            String body =
                    """
                    {"reference": "%s", "kind": "individual", "country": "DE",
                     "profile": {"name": "A Person", "email": "person@example.com"}}
                    """
                            .formatted(reference);
            return post("/v1/participants", body, 201);
        }

        private String token() throws IOException, InterruptedException {
            String basic = Base64.getEncoder()
                    .encodeToString("demo-backend:demo-backend-secret".getBytes(StandardCharsets.UTF_8));
            HttpRequest request = HttpRequest.newBuilder(base.resolve("/oauth2/token"))
                    .header("Authorization", "Basic " + basic)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                    .timeout(PATIENCE)
                    .build();
            return send(request, 200).path("access_token").asString();
        }

        private String post(String path, String body, int wanted) throws IOException, InterruptedException {
            HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", "load-" + keys.incrementAndGet())
                    .POST(BodyPublishers.ofString(body))
                    .timeout(PATIENCE)
                    .build();
            return send(request, wanted).path("id").asString();
        }
    }

    /** A measurement with a failed request does not count. */
    private JsonNode send(HttpRequest request, int wanted) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() != wanted) {
            String answer = response.statusCode() + ": " + response.body();
            throw new IOException(request.uri().getPath() + " was answered " + answer);
        }
        return JsonMapper.shared().readTree(response.body());
    }

    private record Share(List<String> answers, List<Long> nanos) {}

    private List<String> measure(String name, int clients, int count, boolean told, Step step)
            throws InterruptedException {
        long begun = System.nanoTime();
        List<Share> shares = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            List<Future<Share>> futures = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                int from = client * count / clients;
                int to = (client + 1) * count / clients;
                futures.add(threads.submit(() -> share(from, to, begun, step)));
            }
            for (Future<Share> future : futures) {
                shares.add(future.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("The load was refused.", e.getCause());
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        long[] nanos = shares.stream()
                .flatMap(share -> share.nanos().stream())
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();
        if (told) {
            out.printf(Locale.ROOT, "  %7d %-8s %8d %10.0f %8.1f %8.1f%n",
                    clients, name, nanos.length, nanos.length / seconds, atPercent(nanos, 50), atPercent(nanos, 99));
        }
        return shares.stream().flatMap(share -> share.answers().stream()).toList();
    }

    private static Share share(int from, int to, long begun, Step step) throws IOException, InterruptedException {
        List<String> answers = new ArrayList<>();
        List<Long> nanos = new ArrayList<>();
        for (int place = from; place < to; place++) {
            long sent = System.nanoTime();
            if (sent - begun > MOST.toNanos()) {
                break;
            }
            answers.add(step.on(place));
            nanos.add(System.nanoTime() - sent);
        }
        return new Share(answers, nanos);
    }

    private static double atPercent(long[] sorted, int percent) {
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1e6;
    }
}
