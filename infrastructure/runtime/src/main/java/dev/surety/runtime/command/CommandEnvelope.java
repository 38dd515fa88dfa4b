package dev.surety.runtime.command;

import dev.surety.model.journal.Entry;
import dev.surety.runtime.edge.http.IfMatch;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.tokens.Caller;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A command as it came: the caller, the key it is appended under, the version it is meant for.
 *
 * @param ifMatch the version that the caller has seen, or {@link IfMatch#ANY}; the command is refused if the aggregate
 * has moved on
 * @param isSame whether a stored entry with this key came from the same request
 * @param note keeps the free text that came with the command in the vault and gives the commitment to it
 * @param isDryRun whether the caller asks only for a preview
 */
public record CommandEnvelope(
        Caller caller,
        CommandKey key,
        Optional<Integer> ifMatch,
        Predicate<Entry> isSame,
        Supplier<Optional<String>> note,
        boolean isDryRun) {
    /** The key of no entry. */
    private static final CommandKey NONE = CommandKey.ofFact("dry run");

    /** A request's command, or its dry run. */
    public static CommandEnvelope of(Request request, RequestKeys keys, Optional<Integer> ifMatch) {
        if (request.isDryRun()) {
            return new CommandEnvelope(request.caller(), NONE, ifMatch, _ -> false, Optional::empty, true);
        }
        CommandKey key = keys.of(request);
        return new CommandEnvelope(
                request.caller(),
                key,
                ifMatch,
                stored -> keys.isSame(stored, key, request),
                Optional::empty,
                false);
    }

    public CommandEnvelope noting(Supplier<Optional<String>> keeps) {
        return new CommandEnvelope(caller, key, ifMatch, isSame, keeps, isDryRun);
    }

    boolean isOutdated(int version) {
        return ifMatch.filter(seen -> seen == IfMatch.ANY ? version == 0 : seen != version).isPresent();
    }
}
