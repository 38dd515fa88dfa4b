package dev.surety.onboarding.http.imports;

import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.onboarding.app.CreateParticipant.CreateParticipantRequest;
import dev.surety.onboarding.app.imports.LineReader;
import dev.surety.onboarding.domain.imports.LineError;
import dev.surety.onboarding.http.ParticipantRequests;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the lines of imports: makes of each the body of {@code POST /v1/participants}, and reads that body by the same
 * rules. So a line is refused for what a request would be refused for.
 */
public final class ImportedLines implements LineReader {
    private static final int MOST_ERRORS = 5;

    /** Where the value of each column stands in the body. */
    private static final Map<String, String> POINTERS = Map.ofEntries(
            Map.entry("reference", "/reference"),
            Map.entry("kind", "/kind"),
            Map.entry("country", "/country"),
            Map.entry("name", "/profile/name"),
            Map.entry("email", "/profile/email"),
            Map.entry("phone", "/profile/phone"),
            Map.entry("birth_date", "/profile/birthDate"),
            Map.entry("registration", "/profile/registration"),
            Map.entry("address_line1", "/profile/address/line1"),
            Map.entry("address_line2", "/profile/address/line2"),
            Map.entry("address_city", "/profile/address/city"),
            Map.entry("address_postal_code", "/profile/address/postalCode"),
            Map.entry("address_country", "/profile/address/country"),
            Map.entry("terms_version", "/terms/version"),
            Map.entry("terms_accepted_at", "/terms/acceptedAt"));

    @Override
    public Line read(int number, Map<String, String> values) {
        return switch (ParticipantRequests.imported(body(values))) {
            case Parsed.Ok<CreateParticipantRequest>(var request) -> new Line.Good(number, request);
            case Parsed.Bad<CreateParticipantRequest>(var refusal) -> new Line.Bad(errors(number, refusal));
        };
    }

    private static ObjectNode body(Map<String, String> values) {
        ObjectNode body = Json.object();
        body.putObject("profile");
        POINTERS.forEach((column, pointer) -> {
            if (values.containsKey(column)) {
                int last = pointer.lastIndexOf('/');
                ObjectNode at = last == 0 ? body : body.withObject(pointer.substring(0, last));
                at.put(pointer.substring(last + 1), values.get(column));
            }
        });
        return body;
    }

    @Override
    public List<LineError> errors(int number, Refusal refusal) {
        List<LineError> errors = refusal.errors().stream()
                .limit(MOST_ERRORS)
                .map(error -> new LineError(number, column(error), error.reason(), bound(error)))
                .toList();
        return errors.isEmpty() ? List.of(LineError.whole(number, refusal.reason().code())) : errors;
    }

    private static Optional<String> column(FieldError error) {
        return POINTERS.entrySet().stream()
                .filter(known -> known.getValue().equals(error.pointer()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static Optional<LineError.Bound> bound(FieldError error) {
        return error.bound().map(of -> new LineError.Bound(of.max(), of.was()));
    }
}
