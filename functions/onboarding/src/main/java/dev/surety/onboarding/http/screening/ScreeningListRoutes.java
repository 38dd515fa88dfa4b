package dev.surety.onboarding.http.screening;

import static dev.surety.runtime.edge.http.Route.People.MARKETPLACE_ONLY;

import dev.surety.onboarding.app.lists.ListSource;
import dev.surety.onboarding.app.lists.ScreeningLists;
import dev.surety.onboarding.domain.lists.ListState.Refused;
import dev.surety.onboarding.domain.lists.ListState;
import dev.surety.onboarding.domain.lists.ListsState.IndexFile;
import dev.surety.onboarding.domain.lists.ListsState;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.QueryFields;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Shows which lists the stack screens against, and how old they are. Their entries are public and shown nowhere. */
public final class ScreeningListRoutes {
    private static final Set<String> DECIDERS = Set.of("participants:decide");

    private static final int LONGEST_CURSOR = 1_000;

    private final ScreeningLists lists;
    private final InstantSource system;

    /** @param system lists are the stack's, so their age is counted by its own time */
    public ScreeningListRoutes(ScreeningLists lists, InstantSource system) {
        this.lists = lists;
        this.system = system;
    }

    public List<Route<?>> table() {
        return List.of(
                Route.reads("/v1/screening/lists", DECIDERS, MARKETPLACE_ONLY, ScreeningListRoutes::page, this::get));
    }

    /** The lists fit into one page, so no answer ever gave a cursor. */
    private static Parsed<Request> page(Request request) {
        QueryFields query = request.queryFields();
        query.limit();
        if (query.text("cursor", LONGEST_CURSOR).isPresent()) {
            query.wrong("cursor", "format");
        }
        return query.build(() -> request);
    }

    private Response get(Request asked, Request request) {
        ListsState state = lists.state();
        Instant now = system.instant();
        ObjectNode view = Json.object();
        var data = view.putArray("data");
        for (ListSource source : ListSource.ALL) {
            data.add(state.find(source.name())
                    .map(list -> view(list, now))
                    .orElseGet(() -> never(source.name())));
        }
        view.put("index", state.index().map(IndexFile::version).orElse(null));
        return Response.ok(view.putNull("nextCursor"));
    }

    private static ObjectNode view(ListState list, Instant now) {
        boolean isRead = list.version().isPresent();
        ObjectNode view = Json.object()
                .put("list", list.name())
                .put("version", list.version().orElse(null))
                .put("entries", list.entries())
                .put("names", list.names())
                .put("changedAt", isRead ? Times.text(list.changedAt()) : null)
                .put("readAt", isRead ? Times.text(list.readAt()) : null)
                .put("stale", list.isStale(now));
        list.refused().ifPresentOrElse(why -> view.set("refused", view(why)), () -> view.putNull("refused"));
        return view;
    }

    private static ObjectNode view(Refused why) {
        return Json.object()
                .put("file", why.file())
                .put("line", why.line())
                .put("rule", why.rule())
                .put("bound", why.bound())
                .put("at", Times.text(why.at()));
    }

    private static ObjectNode never(String name) {
        return Json.object()
                .put("list", name)
                .putNull("version")
                .put("entries", 0)
                .put("names", 0)
                .putNull("changedAt")
                .putNull("readAt")
                .put("stale", false)
                .putNull("refused");
    }
}
