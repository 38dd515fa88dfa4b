package dev.surety.runtime.command;

import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;
import java.util.Optional;

/**
 * Takes a command through its steps: load, authorise, look for a replay, check the version, check preconditions,
 * decide, append. After a lost race all of it is done again. A dry run takes the same path, but appends nothing and
 * keeps no note.
 */
public final class CommandLoop {
    private CommandLoop() {}

    /** @param what the aggregate, as a refusal to go on names it */
    public static <S, D, T> Outcome<T> run(String what, CommandEnvelope envelope, Command<S, D, T> command) {
        return Contention.retry(what, () -> round(envelope, command));
    }

    private static <S, D, T> Optional<Outcome<T>> round(CommandEnvelope envelope, Command<S, D, T> command) {
        Optional<S> found = command.load();
        if (found.isEmpty()) {
            return Optional.of(Outcome.refuse(CommonReason.NOT_FOUND));
        }
        S state = found.get();
        Optional<Refusal> forbidden = command.forbidden(state);
        if (forbidden.isPresent()) {
            return refused(forbidden.get());
        }
        Optional<Outcome<T>> before = seenBefore(state, envelope, command);
        if (before.isPresent()) {
            return before;
        }
        if (envelope.isOutdated(command.tip(state).version())) {
            return Optional.of(Outcome.refuse(CommonReason.VERSION_CONFLICT));
        }
        Optional<Refusal> preconditions = command.preconditions(state);
        if (preconditions.isPresent()) {
            return refused(preconditions.get(), state, envelope, command);
        }
        return switch (command.decide(state)) {
            case Verdict.Denied<D>(var refusal) -> refused(refusal, state, envelope, command);
            case Verdict.Allowed<D>(var decided) when envelope.isDryRun() ->
                Optional.of(command.preview(state, decided));
            case Verdict.Allowed<D>(var decided) ->
                command.append(state, decided, envelope.note().get());
        };
    }

    private static <S, D, T> Optional<Outcome<T>> seenBefore(
            S state, CommandEnvelope envelope, Command<S, D, T> command) {
        return command.seen(state, envelope)
                .map(seen -> envelope.isSame().test(seen)
                        ? command.replay(state, seen)
                        : Outcome.refuse(CommonReason.IDEMPOTENCY_KEY_REUSED));
    }

    /**
     * A command that begins a chain can block itself. Sent twice at once, one copy may be refused for what the other
     * has done since the chain was loaded. So we load the chain once more.
     */
    private static <S, D, T> Optional<Outcome<T>> refused(
            Refusal refusal, S state, CommandEnvelope envelope, Command<S, D, T> command) {
        Optional<Outcome<T>> meanwhile = command.tip(state).version() == 0
                ? command.load().flatMap(since -> seenBefore(since, envelope, command))
                : Optional.empty();
        return meanwhile.or(() -> refused(refusal));
    }

    private static <T> Optional<Outcome<T>> refused(Refusal refusal) {
        return Optional.of(new Outcome.Refused<>(refusal));
    }
}
