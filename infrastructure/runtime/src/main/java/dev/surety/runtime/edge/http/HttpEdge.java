package dev.surety.runtime.edge.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.surety.model.Invariants.Breach;
import dev.surety.model.Invariants;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.tokens.Caller;
import dev.surety.runtime.tokens.TokenVerifier;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * From the bytes of an HTTP API event to an answer, by a function's table of routes. Never throws: a refusal is a
 * problem document with its 4xx, an outage a 503 with Retry-After, anything else a 500 that says nothing. A form gets
 * each of them as one of {@link Pages}.
 *
 * <p>The authorizer alone names the caller. No header, path or body member can say otherwise: the edge reads none of
 * them for it. On a verified route, the token must name the same caller.
 */
public final class HttpEdge implements Function<InputStream, APIGatewayV2HTTPResponse> {
    private static final Logger LOG = LoggerFactory.getLogger(HttpEdge.class);
    private static final int MOST_BODY_BYTES = 64 * 1024;
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{16,64}");

    private final Router router;
    private final Optional<TokenVerifier> tokens;
    private final Optional<? extends WebhookVerifier> webhooks;
    private final Metrics metrics;

    public HttpEdge(List<Route<?>> routes, Metrics metrics) {
        this(routes, metrics, Optional.empty(), Optional.empty());
    }

    /** {@code tokens} for a table with routes that verify tokens, {@code webhooks} for one with routes of webhooks. */
    public HttpEdge(
            List<Route<?>> routes,
            Metrics metrics,
            Optional<TokenVerifier> tokens,
            Optional<? extends WebhookVerifier> webhooks) {
        Invariants.hold(
                tokens.isPresent() || routes.stream().noneMatch(Route::isVerified),
                "authorised: a route that verifies tokens needs what verifies them");
        Invariants.hold(
                webhooks.isPresent() || routes.stream().noneMatch(route -> route.effect() == Route.Effect.WEBHOOK),
                "authorised: a route that hears gateways needs what knows their signatures");
        this.router = new Router(routes);
        this.metrics = metrics;
        this.tokens = tokens;
        this.webhooks = webhooks;
    }

    @Override
    public APIGatewayV2HTTPResponse apply(InputStream stream) {
        var line = new RequestLine();
        Rendered rendered = respond(stream, line);
        line.write(rendered.status());
        return rendered.of(line.requestId());
    }

    private Rendered respond(InputStream stream, RequestLine line) {
        try {
            Optional<HttpEvent> read = read(stream);
            if (read.isEmpty()) {
                LOG.atWarn().log("an event could not be read");
                return refused(malformed("not_readable"), line);
            }
            HttpEvent event = read.get();
            line.of(event);
            Optional<Router.Match> match = router.find(event.method(), event.path());
            match.ifPresent(line::matched);
            Response answer = match.isPresent() ? answer(match.get(), event, line) : Response.notFound();
            return render(answer, IfNoneMatch.of(event), line);
        } catch (Outage outage) {
            LOG.atWarn().addKeyValue("requestId", line.requestId()).setCause(outage).log(outage.metric());
            metrics.count(outage.metric(), "edge", "http");
            Refusal unavailable = CommonReason.UNAVAILABLE.with(CommonReason.UNAVAILABLE.title());
            line.refused(unavailable.reason().code());
            return problem(Problem.of(unavailable, line.requestId()), line).with(retryAfter(outage.retryAfter()));
        } catch (Breach breach) {
            LOG.atError().addKeyValue("requestId", line.requestId()).setCause(breach).log("breach");
            metrics.count("breach", "edge", "http");
            return internal(line);
        } catch (Throwable unforeseen) {
            LOG.atError().addKeyValue("requestId", line.requestId()).setCause(unforeseen).log("unforeseen");
            metrics.count("unforeseen", "edge", "http");
            return internal(line);
        }
    }

    private static Rendered internal(RequestLine line) {
        line.refused("internal");
        return problem(Problem.internal(line.requestId()), line);
    }

    /** The same exceptions thrown later, by a route, are no refusal: something may have been done by then. */
    private static Optional<HttpEvent> read(InputStream stream) {
        try {
            return Optional.of(HttpEvent.read(stream));
        } catch (JacksonException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private Response answer(Router.Match match, HttpEvent event, RequestLine line) {
        Route<?> route = match.route();
        Optional<Caller> caller = Caller.from(event.claims());
        caller.ifPresent(line::by);
        if (route.people() != Route.People.ANYONE) {
            if (caller.isEmpty() || !isGenuine(route, event)) {
                return Response.refuse(CommonReason.UNAUTHENTICATED.with("No usable access token came with this."));
            }
            if (route.scopes().stream().noneMatch(caller.get()::has)) {
                return Response.refuse(CommonReason.FORBIDDEN_SCOPE.with("This needs the scope "
                        + String.join(" or ", new TreeSet<>(route.scopes())) + "."));
            }
            if (route.people() != Route.People.PARTICIPANTS_TOO && caller.get().isParticipant()) {
                return Response.refuse(
                        CommonReason.FORBIDDEN_SCOPE.with("A participant's own token does not do this."));
            }
        }
        if (route.effect() == Route.Effect.WEBHOOK && !isSigned(match, event)) {
            return Response.refuse(CommonReason.UNAUTHENTICATED.with("No usable signature came with this."));
        }
        if (event.body().length > MOST_BODY_BYTES) {
            return Response.refuse(CommonReason.TOO_LARGE.with(CommonReason.TOO_LARGE.title()));
        }
        Optional<JsonNode> body;
        try {
            body = event.body().length == 0 ? Optional.empty() : Optional.of(route.read(event));
        } catch (Json.Malformed broken) {
            return Response.refuse(malformed(String.valueOf(broken.getMessage())));
        }
        String key = event.headers().getOrDefault("idempotency-key", "");
        var request = new Request(
                event.method(),
                event.path(),
                match.parameters(),
                event.query(),
                event.headers(),
                body,
                caller.orElse(Nobody.CALLER),
                key,
                line.requestId());
        if (!route.method().equals("GET") && route.query(request) instanceof Parsed.Bad<Request>(var refusal)) {
            return Response.refuse(refusal);
        }
        return route.answer(request, parsed -> missingKey(route, parsed));
    }

    private boolean isGenuine(Route<?> route, HttpEvent event) {
        return !route.isVerified()
                || tokens.orElseThrow()
                        .isGenuine(Optional.ofNullable(event.headers().get("authorization")), event.claims());
    }

    private boolean isSigned(Router.Match match, HttpEvent event) {
        return webhooks.orElseThrow()
                .isGenuine(
                        match.parameters().getOrDefault(Route.GATEWAY, ""),
                        match.parameters().getOrDefault(Route.ENDPOINT, ""),
                        event.headers(),
                        event.body());
    }

    private static Optional<Response> missingKey(Route<?> route, Request request) {
        boolean needed = route.effect() == Route.Effect.CHANGES
                && !KEY.matcher(request.idempotencyKey()).matches();
        return needed
                ? Optional.of(Response.refuse(CommonReason.IDEMPOTENCY_KEY_MISSING.with(
                        "Send an Idempotency-Key of 16 to 64 characters out of A-Z, a-z, 0-9, _ and -.")))
                : Optional.empty();
    }

    private Rendered render(Response answer, IfNoneMatch known, RequestLine line) {
        return switch (answer) {
            case Response.Said said when known.isOf(said) -> new Rendered(304, "", said.headers());
            case Response.Said(int status, ObjectNode body, Map<String, String> headers) -> {
                line.answered(body);
                yield Rendered.of(status, "application/json", Json.text(body)).with(headers);
            }
            case Response.Refused(Refusal refusal) -> {
                metrics.count("refusal", "reason", refusal.reason().code());
                yield refused(refusal, line);
            }
            case Response.Document(String contentType, String text) -> Rendered.of(200, contentType, text);
            case Response.Page page -> Pages.of(page);
            case Response.SeeOther(URI location) -> Pages.seeOther(location);
            case Response.ToPage(String path, Optional<String> cookie) -> Pages.toPage(path, cookie);
        };
    }

    private static Rendered refused(Refusal refusal, RequestLine line) {
        boolean later = refusal.reason().status() == 503 || refusal.reason().status() == 429;
        line.refused(refusal.reason().code());
        return problem(Problem.of(refusal, line.requestId()), line)
                .with(later ? retryAfter(Limits.RETRY_AFTER) : Map.of());
    }

    private static Rendered problem(ObjectNode problem, RequestLine line) {
        return line.isForm()
                ? Pages.problem(problem)
                : Rendered.of(problem.path("status").intValue(), "application/problem+json", Json.text(problem));
    }

    private static Map<String, String> retryAfter(Duration wait) {
        return Map.of("Retry-After", Long.toString(wait.toSeconds()));
    }

    private static Refusal malformed(String reason) {
        return Refusal.of(CommonReason.MALFORMED, List.of(new FieldError("", reason)));
    }
}
