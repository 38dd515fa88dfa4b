package dev.surety.runtime.edge.http;

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
 */
public record Route<C>(
        String method,
        String template,
        Set<String> scopes,
        People people,
        Effect effect,
        Function<Request, Parsed<C>> parse,
        BiFunction<C, Request, Answer> run) {

    public Route {
        scopes = Set.copyOf(scopes);
    }

    public enum People {
        ANYONE,
        PARTICIPANTS_TOO,
        MARKETPLACE_ONLY
    }

    /** Whether the route changes something and so needs an idempotency key. */
    public enum Effect {
        READS,
        CHANGES
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

    Answer answer(Request request, Function<Request, Optional<Answer>> keyCheck) {
        return switch (parse.apply(request)) {
            case Parsed.Bad<C>(var refusal) -> Answer.refuse(refusal);
            case Parsed.Ok<C>(var command) -> keyCheck.apply(request).orElseGet(() -> run.apply(command, request));
        };
    }
}
