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
import java.util.TreeMap;
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
 * problem document with its 4xx, an outage a 503 with Retry-After, anything else a 500 that says nothing. The form of a
 * page of ours gets each of them as a page with the same status, because a person reads it.
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
    private final Optional<WebhookSignatures> webhooks;
    private final Metrics metrics;

    public HttpEdge(List<Route<?>> routes, Metrics metrics) {
        this(routes, metrics, Optional.empty(), Optional.empty());
    }

    /** {@code tokens} for a table with routes that verify tokens, {@code webhooks} for one with routes of webhooks. */
    public HttpEdge(
            List<Route<?>> routes,
            Metrics metrics,
            Optional<TokenVerifier> tokens,
            Optional<WebhookSignatures> webhooks) {
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
        APIGatewayV2HTTPResponse response = respond(stream, line);
        line.write(response.getStatusCode());
        return response;
    }

    private APIGatewayV2HTTPResponse respond(InputStream stream, RequestLine line) {
        try {
            Optional<HttpEvent> read = read(stream);
            if (read.isEmpty()) {
                LOG.atWarn().log("an event could not be read");
                return problem(malformed("not_readable"), line);
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
            return problem(Problem.of(unavailable, line.requestId()), retryAfter(outage.retryAfter()), line);
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

    private static APIGatewayV2HTTPResponse internal(RequestLine line) {
        line.refused("internal");
        return problem(Problem.internal(line.requestId()), Map.of(), line);
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
            body = event.body().length == 0 ? Optional.empty() : Optional.of(parse(route, event));
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

    private static JsonNode parse(Route<?> route, HttpEvent event) throws Json.Malformed {
        return route.effect() == Route.Effect.TAKES_FORM
                ? Form.parse(Optional.ofNullable(event.headers().get("content-type")), event.body())
                : Json.parse(event.body());
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
                        Optional.ofNullable(event.headers().get(WebhookSignatures.HEADER)),
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

    private APIGatewayV2HTTPResponse render(Response answer, IfNoneMatch known, RequestLine line) {
        return switch (answer) {
            case Response.Said said when known.isOf(said) -> response(304, "", said.headers(), line);
            case Response.Said(int status, ObjectNode body, Map<String, String> headers) -> {
                line.answered(body);
                yield response(status, Json.text(body), with(headers, "application/json"), line);
            }
            case Response.Refused(Refusal refusal) -> {
                metrics.count("refusal", "reason", refusal.reason().code());
                yield problem(refusal, line);
            }
            case Response.Page(int status, String html, Optional<URI> leadsTo) ->
                response(status, html, with(Browsers.page(leadsTo), Browsers.HTML), line);
            case Response.Document(String contentType, String text) ->
                response(200, text, with(Map.of(), contentType), line);
            case Response.SeeOther(URI location) ->
                response(303, "", with(Browsers.seeOther(location), "text/plain; charset=utf-8"), line);
        };
    }

    private static APIGatewayV2HTTPResponse problem(Refusal refusal, RequestLine line) {
        boolean later = refusal.reason().status() == 503 || refusal.reason().status() == 429;
        Map<String, String> headers = later ? retryAfter(Limits.RETRY_AFTER) : Map.of();
        line.refused(refusal.reason().code());
        return problem(Problem.of(refusal, line.requestId()), headers, line);
    }

    private static APIGatewayV2HTTPResponse problem(
            ObjectNode problem, Map<String, String> headers, RequestLine line) {
        int status = problem.path("status").intValue();
        if (!line.isForm()) {
            return response(status, Json.text(problem), with(headers, "application/problem+json"), line);
        }
        Map<String, String> all = new TreeMap<>(Browsers.page(Optional.empty()));
        all.putAll(headers);
        return response(status, Problem.page(problem), with(all, Browsers.HTML), line);
    }

    private static Map<String, String> retryAfter(Duration wait) {
        return Map.of("Retry-After", Long.toString(wait.toSeconds()));
    }

    private static Map<String, String> with(Map<String, String> headers, String contentType) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put("Content-Type", contentType);
        return all;
    }

    private static APIGatewayV2HTTPResponse response(
            int status, String body, Map<String, String> headers, RequestLine line) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put("Request-Id", line.requestId());
        all.putIfAbsent("Cache-Control", "no-store");
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(status)
                .withHeaders(all)
                .withBody(body)
                .withIsBase64Encoded(false)
                .build();
    }

    private static Refusal malformed(String reason) {
        return Refusal.of(CommonReason.MALFORMED, List.of(new FieldError("", reason)));
    }
}
