package dev.surety.runtime.command;

import dev.surety.model.journal.Entry;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;
import java.util.Optional;

/**
 * Takes a command through its steps: load, may this caller, seen before, is the version the one meant, what stands in
 * the way, decide, append. After a lost race all of it is done again. A dry run is the same path; it only says what it
 * would have appended, and keeps no note.
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
        Optional<Entry> seen = command.seen(state, envelope);
        if (seen.isPresent()) {
            return Optional.of(
                    envelope.isSame().test(seen.get())
                            ? command.replay(state, seen.get())
                            : Outcome.refuse(CommonReason.IDEMPOTENCY_KEY_REUSED));
        }
        if (envelope.isOutdated(command.chain(state).version())) {
            return Optional.of(Outcome.refuse(CommonReason.VERSION_CONFLICT));
        }
        Optional<Refusal> barred = command.barred(state);
        if (barred.isPresent()) {
            return refused(barred.get());
        }
        return switch (command.decide(state)) {
            case Verdict.Denied<D>(var refusal) -> refused(refusal);
            case Verdict.Allowed<D>(var decided) when envelope.isDryRun() ->
                Optional.of(command.preview(state, decided));
            case Verdict.Allowed<D>(var decided) ->
                command.append(state, decided, envelope.note().get());
        };
    }

    private static <T> Optional<Outcome<T>> refused(Refusal refusal) {
        return Optional.of(new Outcome.Refused<>(refusal));
    }
}
