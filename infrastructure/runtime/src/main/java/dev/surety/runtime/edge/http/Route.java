package dev.surety.runtime.edge.http;

import static dev.surety.model.refusal.CommonReason.FORBIDDEN_SCOPE;
import static dev.surety.model.refusal.CommonReason.IDEMPOTENCY_KEY_MISSING;
import static dev.surety.model.refusal.CommonReason.IDEMPOTENCY_KEY_REUSED;
import static dev.surety.model.refusal.CommonReason.MALFORMED;
import static dev.surety.model.refusal.CommonReason.NOT_FOUND;
import static dev.surety.model.refusal.CommonReason.TOO_LARGE;
import static dev.surety.model.refusal.CommonReason.UNAUTHENTICATED;
import static dev.surety.model.refusal.CommonReason.UNAVAILABLE;

import dev.surety.model.Invariants;
import dev.surety.model.refusal.CommonReason;
import dev.surety.runtime.json.Json;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * One row of a function's table of routes: who may call, how the request is read, and the work it does.
 *
 * @param template such as {@code /v1/escrows/{id}/release}
 * @param scopes a token needs one of these; empty where no token is asked for
 * @param people whether a participant's own token may come here at all
 * @param trial answers a dry run in place of {@code run}; empty where there are none
 * @param isVerified whether the token is verified once more, here, behind the authorizer
 * @param refusals every reason it may give, in order of precedence; the API's description lists them
 */
public record Route<C>(
        String method,
        String template,
        Set<String> scopes,
        People people,
        Effect effect,
        Function<Request, Parsed<C>> parse,
        BiFunction<C, Request, Response> run,
        Optional<BiFunction<C, Request, Response>> trial,
        boolean isVerified,
        Set<CommonReason> refusals) {
    static final String GATEWAY = "gateway";
    static final String ENDPOINT = "endpoint";

    public Route {
        scopes = Set.copyOf(scopes);
        refusals = Collections.unmodifiableSet(
                refusals.isEmpty() ? EnumSet.noneOf(CommonReason.class) : EnumSet.copyOf(refusals));
    }

    private Route(
            String method,
            String template,
            Set<String> scopes,
            People people,
            Effect effect,
            Function<Request, Parsed<C>> parse,
            BiFunction<C, Request, Response> run) {
        this(method, template, scopes, people, effect, parse, run, Optional.empty(), false,
                ofEvery(method, template, people, effect));
    }

    /** The reasons that follow from a route's kind: the edge gives them, or each handler of that kind does. */
    private static Set<CommonReason> ofEvery(String method, String template, People people, Effect effect) {
        Set<CommonReason> reasons = EnumSet.of(MALFORMED, UNAVAILABLE);
        if (people != People.ANYONE) {
            reasons.addAll(List.of(UNAUTHENTICATED, FORBIDDEN_SCOPE));
        }
        if (!method.equals("GET")) {
            reasons.add(TOO_LARGE);
        }
        if (effect == Effect.WEBHOOK) {
            reasons.add(UNAUTHENTICATED);
        }
        if (effect == Effect.CHANGES) {
            reasons.addAll(List.of(IDEMPOTENCY_KEY_MISSING, IDEMPOTENCY_KEY_REUSED));
        }
        if (template.contains("{")) {
            reasons.add(NOT_FOUND);
        }
        return reasons;
    }

    public enum People {
        ANYONE,
        PARTICIPANTS_TOO,
        MARKETPLACE_ONLY
    }

    /**
     * How a route is authenticated and made safe to repeat. {@code CHANGES} needs an idempotency key. {@code WEBHOOK}
     * is a gateway's notice: its signature stands for a token, its event's id for a key. {@code TAKES_FORM} is a
     * browser's form and has neither: anyone who knows the path may send it, and sending it again must have no further
     * effect.
     */
    public enum Effect {
        READS,
        CHANGES,
        WEBHOOK,
        TAKES_FORM
    }

    public static <C> Route<C> reads(
            String path,
            Set<String> scopes,
            People people,
            Function<Request, Parsed<C>> parse,
            BiFunction<C, Request, Response> run) {
        return new Route<>("GET", path, scopes, people, Effect.READS, parse, run);
    }

    public static <C> Route<C> changes(
            String method,
            String path,
            Set<String> scopes,
            People people,
            Function<Request, Parsed<C>> parse,
            BiFunction<C, Request, Response> run) {
        return new Route<>(method, path, scopes, people, Effect.CHANGES, parse, run);
    }

    /**
     * Takes a gateway's webhooks. The path names {@code {gateway}} and {@code {endpoint}}; the edge verifies the
     * signature over the bytes of the body before anything is read from them.
     */
    public static <C> Route<C> hears(
            String path, Function<Request, Parsed<C>> parse, BiFunction<C, Request, Response> run) {
        Invariants.hold(
                path.contains("/{" + GATEWAY + "}/") && path.contains("/{" + ENDPOINT + "}/"),
                "a notice is signed for a gateway's endpoint");
        return new Route<>("POST", path, Set.of(), People.ANYONE, Effect.WEBHOOK, parse, run);
    }

    /** Takes the form of a page of ours, whose fields are read as those of a body of texts. */
    public static <C> Route<C> takesForm(
            String path, Function<Request, Parsed<C>> parse, BiFunction<C, Request, Response> run) {
        return new Route<>("POST", path, Set.of(), People.ANYONE, Effect.TAKES_FORM, parse, run);
    }

    /**
     * The same route, which with {@code ?dryRun=true} only says what it would do. Another function answers then than
     * the one that changes things. It is given no key, and must neither write nor call another service.
     */
    public Route<C> orTries(BiFunction<C, Request, Response> dryRun) {
        return with(Optional.of(dryRun), isVerified, refusals);
    }

    /** The same route, for moves of money and decisions where it goes: the edge verifies the token once more. */
    public Route<C> verified() {
        return with(trial, true, refusals);
    }

    /** The same route, which may also give these reasons. */
    public Route<C> refuses(CommonReason... more) {
        Set<CommonReason> all = EnumSet.copyOf(List.of(more));
        all.addAll(refusals);
        return with(trial, isVerified, all);
    }

    /** The same route, declared to refuse no request. */
    public Route<C> refusesNothing() {
        return with(trial, isVerified, Set.of());
    }

    private Route<C> with(
            Optional<BiFunction<C, Request, Response>> tried, boolean verified, Set<CommonReason> reasons) {
        return new Route<>(
                method, template, scopes, people, effect, parse, run, tried, verified, reasons);
    }

    /** Parameters that no parser of a command reads must not be thought to have worked. */
    Parsed<Request> query(Request request) {
        QueryFields query = request.queryFields();
        if (trial.isPresent()) {
            query.flag(Request.DRY_RUN);
        }
        return query.build(() -> request);
    }

    JsonNode read(HttpEvent event) throws Json.Malformed {
        return effect == Effect.TAKES_FORM ? Form.parse(event) : Json.parse(event.body());
    }

    Response answer(Request request, Function<Request, Optional<Response>> keyCheck) {
        return switch (parse.apply(request)) {
            case Parsed.Bad<C>(var refusal) -> Response.refuse(refusal);
            case Parsed.Ok<C>(var command) when trial.isPresent() && request.isDryRun() ->
                trial.get().apply(command, request);
            case Parsed.Ok<C>(var command) -> keyCheck.apply(request).orElseGet(() -> run.apply(command, request));
        };
    }
}
