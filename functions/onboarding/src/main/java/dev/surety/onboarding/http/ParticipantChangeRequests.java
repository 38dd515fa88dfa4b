package dev.surety.onboarding.http;

import dev.surety.onboarding.app.ChangeParticipant.CapabilityRequest;
import dev.surety.onboarding.app.ChangeParticipant.DecisionRequest;
import dev.surety.onboarding.app.ChangeParticipant.TermsRequest;
import dev.surety.onboarding.domain.Capability;
import dev.surety.onboarding.domain.Decision.Kind;
import dev.surety.onboarding.domain.Decision;
import dev.surety.onboarding.domain.ParticipantRules;
import dev.surety.runtime.edge.http.Fields;
import dev.surety.runtime.edge.http.IfMatch;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** Reads the bodies of the routes that change a participant. */
final class ParticipantChangeRequests {
    private static final Set<String> REASONS = Set.of(
            Decision.FRAUD_SUSPECTED, "terms_breached", "court_order", "information_missing", "inactive", "own_request",
            "other");
    private static final List<String> FLOWS = List.of(ParticipantRules.INFLOW, ParticipantRules.OUTFLOW);
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private ParticipantChangeRequests() {}

    /** A command, with the version it is meant for. */
    record Meant<C>(C command, Optional<Integer> ifMatch) {}

    private static <C> Parsed<Meant<C>> meant(Request request, Fields body, Function<Fields, C> command) {
        Optional<Integer> ifMatch = IfMatch.of(request, body);
        C read = command.apply(body);
        return body.build(() -> new Meant<>(read, ifMatch));
    }

    static Parsed<Meant<ObjectNode>> update(Request request) {
        return meant(request, request.fields(), body -> {
            ObjectNode profile = Json.object();
            body.object("profile").ifPresent(of -> ParticipantRequests.changedProfile(of, profile));
            if (body.isEmpty("profile")) {
                body.wrong("profile", "empty");
            }
            return profile;
        });
    }

    static Parsed<Meant<TermsRequest>> terms(Request request) {
        return meant(request, request.fields(), body -> {
            Optional<String> version = body.text("version", 1, 40);
            Optional<String> hash = body.optionalText("hash", 64, 64);
            if (hash.isPresent() && !SHA256.matcher(hash.get()).matches()) {
                body.wrong("hash", "format");
            }
            return new TermsRequest(version.orElse(""), hash);
        });
    }

    static Parsed<Meant<CapabilityRequest>> capability(Request request) {
        return meant(request, request.fields(), body -> {
            boolean isRequest = body.has("requested");
            boolean isSwitch = body.has("enabled");
            Optional<Boolean> requested = isRequest ? body.flag("requested") : Optional.empty();
            Optional<Boolean> enabled = isSwitch ? body.flag("enabled") : Optional.empty();
            if (!isRequest && !isSwitch) {
                body.wrong("requested", "empty");
            }
            return new CapabilityRequest(request.parameter("capability"), requested, enabled);
        });
    }

    static Function<Request, Parsed<Meant<DecisionRequest>>> decision(Kind kind) {
        return request -> meant(request, request.fields(), body -> {
            Optional<String> reason = body.choice("reason", REASONS);
            List<String> capabilities = kind == Kind.RESTRICTED
                    ? chosen(body, "capabilities", Capability.ALL)
                    : List.of();
            List<String> flows = kind == Kind.BLOCKED ? chosen(body, "flows", FLOWS) : List.of();
            Optional<Instant> until =
                    kind != Kind.REJECTED && body.has("until") ? body.time("until") : Optional.empty();
            Optional<String> facts = body.text("facts", 1, 2_000);
            Optional<String> contact = body.text("contact", 1, 200);
            return new DecisionRequest(
                    kind, reason.orElse(""), capabilities, flows, until, facts.orElse(""), contact.orElse(""));
        });
    }

    static Parsed<Meant<List<String>>> unblock(Request request) {
        return meant(request, request.fields(), body -> chosen(body, "flows", FLOWS));
    }

    static Parsed<Meant<Boolean>> reinstate(Request request) {
        return meant(request, request.optionalFields(), _ -> true);
    }

    /** One or more of a closed list, in its order. */
    private static List<String> chosen(Fields body, String name, List<String> all) {
        boolean isThere = body.has(name);
        List<String> chosen = body.texts(name, all.size(), 20);
        if (!all.containsAll(chosen)) {
            body.wrong(name, "format");
        }
        if (isThere && body.isEmpty(name)) {
            body.wrong(name, "empty");
        }
        return all.stream().filter(chosen::contains).toList();
    }
}
