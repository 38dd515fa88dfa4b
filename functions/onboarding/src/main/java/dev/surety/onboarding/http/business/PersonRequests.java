package dev.surety.onboarding.http.business;

import dev.surety.onboarding.app.business.ChangePersons.AddRequest;
import dev.surety.onboarding.app.business.ChangePersons.ChangeRequest;
import dev.surety.onboarding.domain.business.Person.Role;
import dev.surety.onboarding.domain.business.Person;
import dev.surety.onboarding.http.ParticipantRequests;
import dev.surety.runtime.edge.http.Fields;
import dev.surety.runtime.edge.http.IfMatch;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Reads the bodies of the routes of persons. */
final class PersonRequests {
    private static final int LONGEST_ROLE = 20;

    private PersonRequests() {}

    /** A command, with the participant's version that it is meant for. */
    record Meant<C>(C command, Optional<Integer> ifMatch) {}

    static Parsed<Meant<AddRequest>> add(Request request) {
        Fields body = request.fields();
        Optional<Integer> ifMatch = IfMatch.of(request, body);
        List<Role> roles = roles(body);
        Optional<Integer> share = share(body);
        ObjectNode profile = Json.object();
        body.object("profile").ifPresent(of -> ParticipantRequests.person(of, true, profile));
        return body.build(() -> new Meant<>(new AddRequest(roles, share, profile), ifMatch));
    }

    static Parsed<Meant<ChangeRequest>> change(Request request) {
        Fields body = request.fields();
        Optional<Integer> ifMatch = IfMatch.of(request, body);
        Optional<List<Role>> roles = body.has("roles") ? Optional.of(roles(body)) : Optional.empty();
        Optional<Integer> share = share(body);
        ObjectNode profile = Json.object();
        boolean hasProfile = body.has("profile");
        if (hasProfile) {
            body.object("profile").ifPresent(of -> ParticipantRequests.person(of, false, profile));
        }
        boolean isEmpty = roles.isEmpty() && !body.has("shareBasisPoints") && !hasProfile;
        if (isEmpty || body.isEmpty("profile")) {
            body.wrong("profile", "empty");
        }
        return body.build(() -> new Meant<>(
                new ChangeRequest(request.parameter("p"), roles, share, profile), ifMatch));
    }

    static Parsed<Meant<Boolean>> declare(Request request) {
        Fields body = request.fields();
        Optional<Integer> ifMatch = IfMatch.of(request, body);
        Optional<Boolean> noOwnerAbove25 = body.flag("noOwnerAbove25");
        return body.build(() -> new Meant<>(noOwnerAbove25.orElseThrow(), ifMatch));
    }

    /** A command that its path says whole. */
    static Parsed<Meant<String>> remove(Request request) {
        Fields body = request.optionalFields();
        Optional<Integer> ifMatch = IfMatch.of(request, body);
        return body.build(() -> new Meant<>(request.parameter("p"), ifMatch));
    }

    private static Optional<Integer> share(Fields body) {
        return body.has("shareBasisPoints")
                ? body.integer("shareBasisPoints", 1, Person.WHOLE).map(Long::intValue)
                : Optional.empty();
    }

    private static List<Role> roles(Fields body) {
        List<String> named = body.texts("roles", Role.values().length, LONGEST_ROLE);
        if (body.isEmpty("roles")) {
            body.wrong("roles", "empty");
        }
        List<Role> roles = new ArrayList<>();
        for (String name : named) {
            Optional<Role> role =
                    Arrays.stream(Role.values()).filter(of -> of.code().equals(name)).findFirst();
            if (role.isEmpty()) {
                body.wrong("roles", "format");
            } else if (roles.contains(role.get())) {
                body.wrong("roles", "doubled");
            } else {
                roles.add(role.get());
            }
        }
        return roles;
    }
}
