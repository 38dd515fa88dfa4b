package dev.surety.onboarding.identity.stripe;

import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.secrets.Secrets;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import tools.jackson.databind.JsonNode;

/**
 * Calls of Stripe's API. A repeated POST carries its key, so that it cannot have a second effect, and may be sent
 * again. Stripe's header says whether that helps; without it, only the statuses that Stripe documents as passing are
 * tried again. Nothing is tried more than a few times.
 *
 * @see <a href="https://docs.stripe.com/error-low-level">Stripe's page about low-level errors</a>
 */
final class StripeCalls {
    /** 409 is another call with the same key, still on its way. */
    private static final Set<Integer> PASSING = Set.of(409, 429, 500, 502, 503, 504);

    private static final String SECRET = "stripe";
    private static final String VERSION = "2024-09-30.acacia";

    /** No header of HTTP takes other characters, and the client would show the whole key where it complains of one. */
    private static final Pattern KEY = Pattern.compile("[!-~]{8,255}");

    /** A session has some two thousand bytes. */
    private static final int LONGEST_ANSWER = 256 << 10;

    private final URI base;
    private final Duration silence;
    private final Secrets secrets;
    private final SdkHttpClient http;
    private final Consumer<Duration> pause;

    /** @param pause waits before a call is sent again */
    StripeCalls(URI base, Duration silence, Secrets secrets, Consumer<Duration> pause) {
        this.base = base;
        this.silence = silence;
        this.secrets = secrets;
        this.pause = pause;
        this.http = UrlConnectionHttpClient.builder()
                .connectionTimeout(Limits.CONNECT)
                .socketTimeout(silence)
                .build();
    }

    /**
     * @param status one that stays so
     * @param body empty where it is no JSON and the status says enough
     * @param isSpent whether Stripe only repeats a fault of its own that it keeps under this key
     */
    record Said(int status, JsonNode body, boolean isSpent) {
        boolean isDone() {
            return status / 100 == 2;
        }
    }

    private record Got(
            int status, String text, Optional<String> retryAfter, Optional<String> shouldRetry, boolean isReplayed) {
        /** Stripe keeps the answer to a key for a day, its own faults too: the same key brings the same fault. */
        private boolean isSpent() {
            return isReplayed && status >= 500;
        }

        private boolean isPassing() {
            return shouldRetry
                    .filter(text -> text.equals("true") || text.equals("false"))
                    .map(Boolean::parseBoolean)
                    .orElseGet(() -> PASSING.contains(status));
        }
    }

    Said get(String pathAndQuery) {
        return call(SdkHttpMethod.GET, pathAndQuery, "", Optional.empty());
    }

    Said post(String path, String form, String key) {
        return call(SdkHttpMethod.POST, path, form, Optional.of(key));
    }

    private Said call(SdkHttpMethod method, String path, String form, Optional<String> key) {
        for (int attempt = 1; ; attempt++) {
            Optional<Got> got = once(method, path, form, key);
            boolean isStored = attempt == 1 && got.filter(Got::isSpent).isPresent();
            boolean isPassing = got.isEmpty() || got.get().isPassing();
            if (isStored || !isPassing) {
                return said(got.get());
            }
            if (attempt == Limits.IDENTITY_ATTEMPTS) {
                throw new Outage(got.map(of -> "Stripe answers with " + of.status()).orElse("Stripe does not answer"));
            }
            pause.accept(wait(got.flatMap(Got::retryAfter)));
        }
    }

    /** Waits for as long as Stripe says, and never longer than the function's call allows. */
    private static Duration wait(Optional<String> retryAfter) {
        Duration asked = retryAfter
                .filter(text -> text.matches("[0-9]{1,4}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .orElse(Limits.IDENTITY_PAUSE);
        if (asked.compareTo(Limits.IDENTITY_LONGEST_PAUSE) > 0) {
            throw new Outage("Stripe wants to be left alone for " + asked);
        }
        return asked;
    }

    private static Said said(Got got) {
        try {
            return new Said(
                    got.status(), Json.parse(got.text().getBytes(StandardCharsets.UTF_8)), got.isSpent());
        } catch (Json.Malformed broken) {
            if (got.status() / 100 == 2) {
                throw new Outage("Stripe's answer cannot be read", broken);
            }
            return new Said(got.status(), Json.object(), got.isSpent());
        }
    }

    /** An operator may have left a line feed at its end. The first value of the secret is random bytes, and no key. */
    private String bearer() {
        String key = new String(secrets.get(SECRET).current(), StandardCharsets.UTF_8).strip();
        if (!KEY.matcher(key).matches()) {
            throw new Outage("the secret " + SECRET + " holds no key of Stripe");
        }
        return "Bearer " + key;
    }

    private Optional<Got> once(SdkHttpMethod method, String path, String form, Optional<String> key) {
        byte[] body = form.getBytes(StandardCharsets.UTF_8);
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(method)
                .uri(URI.create(base + path))
                .putHeader("Authorization", bearer())
                .putHeader("Stripe-Version", VERSION);
        key.ifPresent(of -> request.putHeader("Idempotency-Key", of)
                .putHeader("Content-Type", "application/x-www-form-urlencoded"));
        HttpExecuteRequest.Builder whole = HttpExecuteRequest.builder().request(request.build());
        if (key.isPresent()) {
            whole.contentStreamProvider(() -> new ByteArrayInputStream(body));
        }
        long until = System.nanoTime() + silence.toNanos();
        try {
            var response = http.prepareRequest(whole.build()).call();
            String text = response.responseBody().map(answer -> read(answer, until)).orElse("");
            SdkHttpResponse head = response.httpResponse();
            return Optional.of(new Got(
                    head.statusCode(),
                    text,
                    head.firstMatchingHeader("Retry-After"),
                    head.firstMatchingHeader("Stripe-Should-Retry"),
                    head.firstMatchingHeader("Idempotent-Replayed").filter("true"::equals).isPresent()));
        } catch (IOException silent) {
            return Optional.empty();
        }
    }

    /** The size and the time of an answer are bounded, whatever it says of itself. */
    private static String read(AbortableInputStream answer, long until) {
        var read = new ByteArrayOutputStream();
        byte[] some = new byte[8 << 10];
        try {
            for (int length = answer.read(some); length >= 0; length = answer.read(some)) {
                read.write(some, 0, length);
                if (read.size() > LONGEST_ANSWER || System.nanoTime() - until > 0) {
                    throw new Outage("Stripe's answer is too long or too slow");
                }
            }
            answer.close();
            return read.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Outage("Stripe's answer broke off", e);
        } finally {
            answer.abort();
        }
    }
}
