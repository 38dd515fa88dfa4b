package dev.surety.runtime.command;

import dev.surety.model.journal.Posting;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.edge.http.Response;
import java.util.List;
import java.util.function.Function;

/** The result of a command. */
public sealed interface Outcome<T> {
    /**
     * The aggregate as the answering entry left it.
     *
     * @param replayed whether an earlier request with this key did it
     */
    record Done<T>(T value, boolean replayed) implements Outcome<T> {}

    /** The same, while a gateway has not yet told the outcome. */
    record Pending<T>(T value, boolean replayed) implements Outcome<T> {}

    /** The aggregate as it would be after the command, and the money that would move. */
    record Preview<T>(T value, List<Posting> postings) implements Outcome<T> {
        public Preview {
            postings = List.copyOf(postings);
        }
    }

    record Refused<T>(Refusal refusal) implements Outcome<T> {}

    static <T> Outcome<T> refuse(CommonReason reason) {
        return new Refused<>(reason.with(reason.title()));
    }

    /** As an answer, where the command calls no gateway and has no dry run. */
    default Response answer(Function<T, Response.Said> done) {
        return switch (this) {
            case Done<T>(var value, var replayed) -> done.apply(value).replayed(replayed);
            case Refused<T>(var refusal) -> Response.refuse(refusal);
            case Pending<T> _, Preview<T> _ -> throw new IllegalStateException("no gateway was called");
        };
    }

    default <R> Outcome<R> map(Function<T, R> view) {
        return switch (this) {
            case Done<T>(var value, var replayed) -> new Done<>(view.apply(value), replayed);
            case Pending<T>(var value, var replayed) -> new Pending<>(view.apply(value), replayed);
            case Preview<T>(var value, var postings) -> new Preview<>(view.apply(value), postings);
            case Refused<T>(var refusal) -> new Refused<>(refusal);
        };
    }
}
