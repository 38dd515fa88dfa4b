package dev.surety.local.http;

import com.nimbusds.jose.jwk.RSAKey;
import dev.surety.local.Door;
import dev.surety.local.http.Authorizer.Verdict.Admitted;
import dev.surety.local.http.Authorizer.Verdict;
import dev.surety.local.template.Template;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands in front of the functions as the HTTP API does. It has CORS, routes, tokens and scopes, the event, time-outs,
 * and short answers of its own. Until the functions are there it says 503. It also serves what only a local world has:
 * tokens, their keys, and the API reference.
 */
public final class Gateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

    private final Front front;
    private final TokenIssuer issuer;
    private final Authorizer authorizer;
    private final Cors cors;
    private final Docs docs;
    private static final Duration LAST_CALLS = Duration.ofSeconds(30);

    private final Phaser inFlight = new Phaser(1);
    private volatile @Nullable RouteTable routes;
    private volatile boolean closing;
    private volatile boolean welcoming;

    private Gateway(Front front, TokenIssuer issuer, Authorizer authorizer, Cors cors, Docs docs) {
        this.front = front;
        this.issuer = issuer;
        this.authorizer = authorizer;
        this.cors = cors;
        this.docs = docs;
    }

    /** Begins to answer. The template's parameters say issuer, audience and origins. */
    public static Gateway open(Front front, Template template, Path root, Optional<Path> folder) {
        Map<String, String> parameters = template.parameters();
        String issuer = parameters.getOrDefault("TokenIssuer", "");
        String audience = parameters.getOrDefault("TokenAudience", "");
        List<String> origins = List.of(parameters.getOrDefault("AllowedOrigins", "").split(","));
        RSAKey key = SigningKey.load(folder.map(f -> f.resolve("issuer-key.json")));
        Gateway gateway = new Gateway(
                front,
                new TokenIssuer(issuer, audience, key),
                new Authorizer(issuer, audience, key),
                Cors.from(template, origins),
                new Docs(root));
        front.start(gateway::handle);
        return gateway;
    }

    public void serve(Iterable<Door> doors) {
        routes = new RouteTable(doors);
    }

    /** Lets {@code GET /health} say that all is ready: marketplaces are seeded and the demo is over. */
    public void welcome() {
        welcoming = true;
    }

    private Reply handle(Call call) {
        inFlight.register();
        try {
            Optional<Reply> preflight = cors.preflight(call);
            return preflight.isPresent() ? preflight.get() : cors.dress(call, answer(call));
        } catch (Call.Unacceptable e) {
            return e.answer();
        } catch (InterruptedException e) {
            return Reply.gateway(503, "Service Unavailable");
        } finally {
            inFlight.arriveAndDeregister();
        }
    }

    private Reply answer(Call call) throws Call.Unacceptable, InterruptedException {
        RouteTable table = routes;
        boolean early = !welcoming && call.path().equals("/health");
        if (table == null || closing || early) {
            return Reply.gateway(503, "Service Unavailable").with("retry-after", "1");
        }
        Optional<Reply> local = local(call);
        if (local.isPresent()) {
            return local.get();
        }
        Optional<RouteTable.Match> match = table.find(call.method(), call.rawPath());
        if (match.isEmpty()) {
            return Reply.gateway(404, "Not Found");
        }
        if (match.get().route().open()) {
            return invoke(call, match.get(), Optional.empty());
        }
        return switch (authorizer.judge(call, match.get().route())) {
            case Verdict.Refused refused -> refused.answer();
            case Admitted admitted -> invoke(call, match.get(), Optional.of(admitted));
        };
    }

    private Optional<Reply> local(Call call) throws Call.Unacceptable {
        return switch (call.method() + " " + call.path()) {
            case "POST /oauth2/token" -> Optional.of(issuer.token(call));
            case "GET /.well-known/openid-configuration" -> Optional.of(issuer.discovery());
            case "GET /.well-known/jwks.json" -> Optional.of(issuer.keys());
            default -> call.method().equals("GET") ? docs.find(call.path()) : Optional.empty();
        };
    }

    private Reply invoke(Call call, RouteTable.Match match, Optional<Admitted> caller)
            throws Call.Unacceptable, InterruptedException {
        String requestId = UUID.randomUUID().toString();
        byte[] event = HttpEvent.of(call, match, caller, requestId);
        try {
            return HttpEvent.answer(match.door().invoke(event, requestId)).with("apigw-requestid", requestId);
        } catch (Door.TimedOut e) {
            LOG.error("{} {}: {}", call.method(), match.route().path(), e.getMessage());
            return Reply.gateway(504, "Endpoint request timed out");
        } catch (Door.Failed e) {
            LOG.error("{} {} failed.", call.method(), match.route().path(), e.getCause());
            return Reply.gateway(500, "Internal Server Error");
        }
    }

    /** Takes no more calls and waits for those that are being answered. */
    @Override
    public void close() {
        closing = true;
        try {
            inFlight.awaitAdvanceInterruptibly(inFlight.arrive(), LAST_CALLS.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            LOG.warn("A client did not finish its request; the gateway ends without it.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        front.close();
    }
}
