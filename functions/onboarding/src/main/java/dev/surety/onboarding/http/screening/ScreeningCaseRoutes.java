package dev.surety.onboarding.http.screening;

import static dev.surety.model.refusal.CommonReason.APPROVER_COUNTED;
import static dev.surety.model.refusal.CommonReason.FORBIDDEN;
import static dev.surety.model.refusal.CommonReason.HASH_MISMATCH;
import static dev.surety.model.refusal.CommonReason.MALFORMED;
import static dev.surety.model.refusal.CommonReason.NOT_FOUND;
import static dev.surety.model.refusal.CommonReason.TRANSITION_NOT_ALLOWED;
import static dev.surety.runtime.edge.http.Route.People.MARKETPLACE_ONLY;

import dev.surety.model.journal.Entry;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.onboarding.app.screening.DecideCase.DecideRequest;
import dev.surety.onboarding.app.screening.DecideCase;
import dev.surety.onboarding.app.screening.ReadCases;
import dev.surety.onboarding.domain.screening.ScreeningCase.Decision;
import dev.surety.onboarding.domain.screening.ScreeningCase.State;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.Fields;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.QueryFields;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.tokens.Caller;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * The routes of screening cases, for people who decide them. A decision says who may be paid, so the token is verified
 * once more.
 */
public final class ScreeningCaseRoutes {
    private static final String PATH = "/v1/screening/cases";
    private static final String ONE = PATH + "/{id}";
    private static final Set<String> DECIDE = Set.of(DecideCase.SCOPE);
    private static final Set<String> DECISIONS = Set.of("clear", "confirm");
    private static final int LONGEST_REASON = 2_000;
    private static final int LONGEST_CURSOR = 1_024;
    private static final int LONGEST_STATE = 40;
    private static final int HASH_HEX = 64;

    private final ReadCases reading;
    private final DecideCase deciding;
    private final RequestKeys keys;
    private final Cursors cursors;

    public ScreeningCaseRoutes(ReadCases reading, DecideCase deciding, RequestKeys keys, Cursors cursors) {
        this.reading = reading;
        this.deciding = deciding;
        this.keys = keys;
        this.cursors = cursors;
    }

    public List<Route<?>> table() {
        return List.of(
                Route.reads(PATH, DECIDE, MARKETPLACE_ONLY, ScreeningCaseRoutes::listed, this::list),
                Route.reads(ONE, DECIDE, MARKETPLACE_ONLY, Request::plain, this::get).refuses(FORBIDDEN),
                Route.changes(
                                "POST",
                                ONE + "/decide",
                                DECIDE,
                                MARKETPLACE_ONLY,
                                ScreeningCaseRoutes::decided,
                                this::decide)
                        .refuses(NOT_FOUND, FORBIDDEN, TRANSITION_NOT_ALLOWED, HASH_MISMATCH, APPROVER_COUNTED)
                        .verified());
    }

    private record Listed(Optional<State> state, int limit, Optional<String> cursor) {}

    private static Parsed<Listed> listed(Request request) {
        QueryFields query = request.queryFields();
        Optional<String> named = query.text("state", LONGEST_STATE);
        Optional<State> state = named.flatMap(text ->
                Arrays.stream(State.values()).filter(of -> of.code().equals(text)).findFirst());
        if (named.isPresent() && state.isEmpty()) {
            query.wrong("state", "format");
        }
        int limit = query.limit();
        Optional<String> cursor = query.text("cursor", LONGEST_CURSOR);
        return query.build(() -> new Listed(state, limit, cursor));
    }

    private static Parsed<DecideRequest> decided(Request request) {
        Fields body = request.fields();
        Optional<Decision> decision = body.choice("decision", DECISIONS)
                .map(text -> Decision.valueOf(text.toUpperCase(Locale.ROOT)));
        Optional<String> reason = body.text("reason", 1, LONGEST_REASON);
        Optional<String> evidence = body.text("evidence", HASH_HEX, HASH_HEX);
        return body.build(
                () -> new DecideRequest(decision.orElseThrow(), reason.orElseThrow(), evidence.orElseThrow()));
    }

    private Response list(Listed asked, Request request) {
        Caller caller = request.caller();
        String filters = PATH + " " + asked.state();
        Optional<String> from = asked.cursor().flatMap(cursor -> cursors.parse(caller, filters, cursor));
        if (asked.cursor().isPresent() && from.isEmpty()) {
            return Response.refuse(Refusal.of(MALFORMED, List.of(new FieldError("cursor", "format"))));
        }
        ReadCases.Page page = reading.page(caller.marketplace(), asked.state(), asked.limit(), from);
        ObjectNode body = Json.object();
        var data = body.putArray("data");
        page.found().forEach(entry -> data.add(ScreeningCaseView.of(entry, Optional.empty())));
        return Response.ok(body.put(
                "nextCursor",
                page.next().map(place -> cursors.of(caller, filters, place)).orElse(null)));
    }

    /** Names of people are shown to people. */
    private Response get(Request asked, Request request) {
        if (request.caller().kind() != Caller.Kind.STAFF) {
            return Response.refuse(FORBIDDEN.with("Only a token with a person is shown a case."));
        }
        return reading.look(request.caller(), request.parameter("id"))
                .<Response>map(this::shown)
                .orElseGet(Response::notFound);
    }

    private Response decide(DecideRequest asked, Request request) {
        if (request.caller().kind() != Caller.Kind.STAFF) {
            return Response.refuse(FORBIDDEN.with("Only a token with a person decides a case."));
        }
        return deciding.decide(
                        CommandEnvelope.of(request, keys, Optional.empty()), request.parameter("id"), asked)
                .answer(this::shown);
    }

    private Response.Said shown(Entry entry) {
        return Response.ok(ScreeningCaseView.of(entry, Optional.of(reading.words(entry))));
    }
}
