package dev.surety.runtime.edge.http;

import dev.surety.model.Invariants;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * One line of a function's table of routes: who may come, how the request is read, and what is then done.
 *
 * @param template such as {@code /v1/escrows/{id}/release}
 * @param scopes a token needs one of these; empty where no token is asked for
 * @param people whether a participant's own token may come here at all
 * @param trial what answers a dry run in place of {@code run}; empty where there are none
 * @param isVerified whether the token is verified once more, here, behind the authorizer
 */
public record Route<C>(
        String method,
        String template,
        Set<String> scopes,
        People people,
        Effect effect,
        Function<Request, Parsed<C>> parse,
        BiFunction<C, Request, Answer> run,
        Optional<BiFunction<C, Request, Answer>> trial,
        boolean isVerified) {
    static final String GATEWAY = "gateway";
    static final String ENDPOINT = "endpoint";

    public Route {
        scopes = Set.copyOf(scopes);
    }

    public Route(
            String method,
            String template,
            Set<String> scopes,
            People people,
            Effect effect,
            Function<Request, Parsed<C>> parse,
            BiFunction<C, Request, Answer> run) {
        this(method, template, scopes, people, effect, parse, run, Optional.empty(), false);
    }

    public enum People {
        ANYONE,
        PARTICIPANTS_TOO,
        MARKETPLACE_ONLY
    }

    /**
     * Whether the route changes something and so needs an idempotency key; or hears what a gateway has to say, which
     * brings a signature in place of a token, and whose event's id stands for a key; or takes a browser's form, which
     * brings neither: whoever knows the path may send it, and sending it again must come to the same.
     */
    public enum Effect {
        READS,
        CHANGES,
        HEARS,
        TAKES_FORM
    }

    public static <C> Route<C> reads(
            String path,
            Set<String> scopes,
            People people,
            Function<Request, Parsed<C>> parse,
            BiFunction<C, Request, Answer> run) {
        return new Route<>("GET", path, scopes, people, Effect.READS, parse, run);
    }

    public static <C> Route<C> changes(
            String method,
            String path,
            Set<String> scopes,
            People people,
            Function<Request, Parsed<C>> parse,
            BiFunction<C, Request, Answer> run) {
        return new Route<>(method, path, scopes, people, Effect.CHANGES, parse, run);
    }

    /**
     * Hears a gateway's notices. The path names {@code {gateway}} and {@code {endpoint}}; the edge verifies the
     * signature over the bytes of the body before anything is read from them.
     */
    public static <C> Route<C> hears(
            String path, Function<Request, Parsed<C>> parse, BiFunction<C, Request, Answer> run) {
        Invariants.hold(
                path.contains("/{" + GATEWAY + "}/") && path.contains("/{" + ENDPOINT + "}/"),
                "a notice is signed for a gateway's endpoint");
        return new Route<>("POST", path, Set.of(), People.ANYONE, Effect.HEARS, parse, run);
    }

    /** Takes the form of a page of ours, whose fields are read as those of a body of texts. */
    public static <C> Route<C> takesForm(
            String path, Function<Request, Parsed<C>> parse, BiFunction<C, Request, Answer> run) {
        return new Route<>("POST", path, Set.of(), People.ANYONE, Effect.TAKES_FORM, parse, run);
    }

    /**
     * The same route, which with {@code ?dryRun=true} only says what it would do. What answers then is another function
     * than the one that changes things, and is given no key: it must neither write nor call anyone.
     */
    public Route<C> orTries(BiFunction<C, Request, Answer> dryRun) {
        return new Route<>(method, template, scopes, people, effect, parse, run, Optional.of(dryRun), isVerified);
    }

    /** The same route, for moves of money and what decides where it goes: the token is verified here once more. */
    public Route<C> verified() {
        return new Route<>(method, template, scopes, people, effect, parse, run, trial, true);
    }

    /** Parameters that no parser of a command reads must not be thought to have worked. */
    Parsed<Request> query(Request request) {
        QueryFields query = request.queryFields();
        if (trial.isPresent()) {
            query.flag(Request.DRY_RUN);
        }
        return query.build(() -> request);
    }

    Answer answer(Request request, Function<Request, Optional<Answer>> keyCheck) {
        return switch (parse.apply(request)) {
            case Parsed.Bad<C>(var refusal) -> Answer.refuse(refusal);
            case Parsed.Ok<C>(var command) when trial.isPresent() && request.isDryRun() ->
                trial.get().apply(command, request);
            case Parsed.Ok<C>(var command) -> keyCheck.apply(request).orElseGet(() -> run.apply(command, request));
        };
    }
}
