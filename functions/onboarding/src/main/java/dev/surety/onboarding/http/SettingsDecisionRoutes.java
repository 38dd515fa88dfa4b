package dev.surety.onboarding.http;

import static dev.surety.model.refusal.CommonReason.APPROVER_IS_MAKER;
import static dev.surety.model.refusal.CommonReason.FORBIDDEN;
import static dev.surety.model.refusal.CommonReason.HASH_MISMATCH;
import static dev.surety.model.refusal.CommonReason.TRANSITION_NOT_ALLOWED;
import static dev.surety.runtime.edge.http.Route.People.MARKETPLACE_ONLY;

import dev.surety.onboarding.app.DecideSettings.DecideSettingsRequest;
import dev.surety.onboarding.app.DecideSettings;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.edge.http.Fields;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The routes by which a second person decides on settings that wait. */
public final class SettingsDecisionRoutes {
    private static final Set<String> APPROVE = Set.of(DecideSettings.SCOPE);
    private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,8}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final DecideSettings deciding;
    private final RequestKeys keys;

    public SettingsDecisionRoutes(DecideSettings deciding, RequestKeys keys) {
        this.deciding = deciding;
        this.keys = keys;
    }

    public List<Route<?>> table() {
        return List.of(route("approve", true), route("reject", false));
    }

    private Route<String> route(String verb, boolean approves) {
        return Route.changes(
                        "POST",
                        "/v1/settings/versions/{v}/" + verb,
                        APPROVE,
                        MARKETPLACE_ONLY,
                        SettingsDecisionRoutes::hash,
                        (hash, request) -> decide(hash, approves, request))
                .verified()
                .refuses(FORBIDDEN, TRANSITION_NOT_ALLOWED, HASH_MISMATCH, APPROVER_IS_MAKER);
    }

    private static Parsed<String> hash(Request request) {
        Fields body = request.fields();
        Optional<String> hash = body.text("hash", 64, 64);
        if (hash.isPresent() && !HASH.matcher(hash.get()).matches()) {
            body.wrong("hash", "format");
        }
        return body.build(hash::orElseThrow);
    }

    private Response decide(String hash, boolean approves, Request request) {
        String version = request.parameter("v");
        return VERSION.matcher(version).matches()
                ? deciding.decide(
                                CommandEnvelope.of(request, keys, Optional.empty()),
                                new DecideSettingsRequest(Integer.parseInt(version), approves, hash))
                        .answer(entry ->
                                Response.ok(SettingsView.asAnswered(entry)).version(entry.number()))
                : Response.notFound();
    }
}
