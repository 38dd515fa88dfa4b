package dev.surety.payouts.http;

import static dev.surety.model.refusal.CommonReason.MALFORMED;

import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.journal.JournalIndexes.Found;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.SideBySide;
import dev.surety.runtime.tokens.Caller;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** Pages of lists of chains. */
final class Pages {
    private final Cursors cursors;

    Pages(Cursors cursors) {
        this.cursors = cursors;
    }

    interface Asked {
        int limit();

        Optional<String> cursor();
    }

    /**
     * A page of a list. A cursor that cannot be read is refused first.
     *
     * @param filters that the cursor is good for
     * @param list nothing if that of which the list tells is unknown
     */
    Response page(
            Asked asked,
            Request request,
            String filters,
            Function<Optional<Found>, Optional<List<Found>>> list,
            Function<Found, Optional<ObjectNode>> view) {
        Caller caller = request.caller();
        Optional<String> from = asked.cursor().flatMap(cursor -> cursors.parse(caller, filters, cursor));
        if (asked.cursor().isPresent() && from.isEmpty()) {
            return badCursor();
        }
        Optional<List<Found>> known = list.apply(from.map(Found::parse));
        if (known.isEmpty()) {
            return Response.notFound();
        }
        List<Found> found = known.get();
        ObjectNode body = Json.object();
        var data = body.putArray("data");
        SideBySide.map(Limits.LIST_READS_AT_ONCE, found, view).stream()
                .flatMap(Optional::stream)
                .forEach(data::add);
        boolean isFull = found.size() == asked.limit();
        return Response.ok(body.put(
                "nextCursor", isFull ? cursors.of(caller, filters, found.getLast().place()) : null));
    }

    static Response badCursor() {
        return Response.refuse(Refusal.of(MALFORMED, List.of(new FieldError("cursor", "format"))));
    }
}
