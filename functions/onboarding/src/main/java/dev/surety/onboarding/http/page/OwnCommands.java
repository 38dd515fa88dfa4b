package dev.surety.onboarding.http.page;

import dev.surety.model.Invariants;
import dev.surety.model.id.MarketplaceId;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.secrets.Digests;
import dev.surety.runtime.tokens.Caller;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends a participant's own commands to the routes of the API, in this process. So a form is read, judged and answered
 * exactly as the same request with the participant's own token. The session's cookie stands for the token.
 *
 * @param routes those that the page may use; a participant's own token may come to each
 */
record OwnCommands(Collection<Route<?>> routes) {
    private static final Set<String> SCOPES = Set.of("participants:read", "participants:write");

    /**
     * @param template of the route, in which {@code {id}} is the participant
     * @param more the template's further parameters
     * @param formKey of the form as it was shown; sent twice with the same values, it is one command
     */
    record Command(String method, String template, Map<String, String> more, ObjectNode body, String formKey) {
        static Command of(String method, String template, ObjectNode body, String formKey) {
            return new Command(method, template, Map.of(), body, formKey);
        }
    }

    Response send(MarketplaceId marketplace, String participant, Command command, String requestId) {
        Route<?> route = routes.stream()
                .filter(of -> of.method().equals(command.method()) && of.template().equals(command.template()))
                .findFirst()
                .orElseThrow();
        Invariants.hold(
                route.people() == Route.People.PARTICIPANTS_TOO && route.scopes().stream().anyMatch(SCOPES::contains),
                "authorised: the page sends what the participant's own token may send");
        Map<String, String> parameters = new HashMap<>(command.more());
        parameters.put("id", participant);
        String path = command.template();
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            path = path.replace("{" + parameter.getKey() + "}", parameter.getValue());
        }
        var request = new Request(
                command.method(), path, parameters, Map.of(), Map.of(), Optional.of(command.body()),
                new Caller(marketplace, Caller.Kind.PARTICIPANT, participant, SCOPES),
                key(command, path), requestId);
        return answer(route, request);
    }

    private static <C> Response answer(Route<C> route, Request request) {
        return switch (route.parse().apply(request)) {
            case Parsed.Bad<C>(var refusal) -> Response.refuse(refusal);
            case Parsed.Ok<C>(var command) -> route.run().apply(command, request);
        };
    }

    /** Other values in the same form are another command, so that a person who goes back can correct them. */
    private static String key(Command command, String path) {
        return "page-" + Digests.sha256Hex(command.formKey() + "\n" + command.method() + " " + path + "\n"
                + Json.canonical(command.body())).substring(0, 56);
    }
}
