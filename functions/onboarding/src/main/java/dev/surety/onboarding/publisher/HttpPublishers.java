package dev.surety.onboarding.publisher;

import dev.surety.onboarding.app.lists.Publishers;
import dev.surety.runtime.resilience.Outage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Publishers' files over HTTPS. A publisher may redirect us, to an address on the public network and over HTTPS only.
 * So an attacker who controls an answer cannot make us ask a server of our own network. The time and the size of
 * an answer are bounded, whatever it says of itself.
 */
public final class HttpPublishers implements Publishers {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** The largest published file has some 5 MB today. */
    private static final Bounds BOUNDS = new Bounds(40 << 20, Duration.ofSeconds(40));

    private static final int MOST_REDIRECTS = 3;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final String HTTPS = "https";

    private final Map<String, URI> bases;
    private final PublicHosts hosts;
    private final HttpClient client;
    private final Bounds bounds;

    /** @param bases the address of each list's files, with a slash at its end */
    public HttpPublishers(Map<String, URI> bases) {
        this(bases, PublicHosts.ofSystem(), client(), BOUNDS);
    }

    /** @param client follows no redirect by itself */
    HttpPublishers(Map<String, URI> bases, PublicHosts hosts, HttpClient client, Bounds bounds) {
        this.bases = Map.copyOf(bases);
        this.hosts = hosts;
        this.client = client;
        this.bounds = bounds;
    }

    /** @param wholeFile the time for a file, redirects included */
    record Bounds(int bytes, Duration wholeFile) {}

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    @Override
    public byte[] fetch(String list, String file) {
        URI base = Optional.ofNullable(bases.get(list))
                .orElseThrow(() -> new Outage("the list " + list + " has no address"));
        URI at = base.resolve(file);
        long until = System.nanoTime() + bounds.wholeFile().toNanos();
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            allowed(at);
            HttpResponse<byte[]> answer = ask(at, Duration.ofNanos(until - System.nanoTime()));
            if (answer.statusCode() == 200) {
                return answer.body();
            }
            if (!REDIRECTS.contains(answer.statusCode())) {
                throw new Outage("a publisher answered " + answer.statusCode());
            }
            at = at.resolve(location(answer));
        }
        throw new Outage("a publisher redirects more than " + MOST_REDIRECTS + " times");
    }

    private void allowed(URI at) {
        if (!HTTPS.equalsIgnoreCase(at.getScheme()) || at.getHost() == null || at.getUserInfo() != null) {
            throw new Outage("an address of a publisher is not of the form https://host/path");
        }
        hosts.allowed(at.getHost());
    }

    private static URI location(HttpResponse<byte[]> answer) {
        try {
            return URI.create(answer.headers()
                    .firstValue("location")
                    .orElseThrow(() -> new Outage("a publisher redirects to nowhere")));
        } catch (IllegalArgumentException e) {
            throw new Outage("a publisher redirects to no address", e);
        }
    }

    /** The time is for the whole answer: the client's own ends with its headers. */
    private HttpResponse<byte[]> ask(URI at, Duration left) {
        if (left.isNegative()) {
            throw new Outage("a publisher is too slow");
        }
        HttpRequest request = HttpRequest.newBuilder(at)
                .timeout(left.plusMillis(1))
                .header("accept", "text/csv, text/xml, application/xml, application/octet-stream")
                .header("user-agent", "surety-screening")
                .build();
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), bounds.bytes()));
        try {
            return answer.get(left.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new Outage("a publisher is too slow", e);
        } catch (ExecutionException e) {
            throw new Outage("a publisher does not answer", e.getCause() instanceof IOException io ? io : e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new Outage("interrupted while a publisher answered", e);
        }
    }
}
