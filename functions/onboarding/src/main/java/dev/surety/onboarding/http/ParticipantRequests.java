package dev.surety.onboarding.http;

import dev.surety.onboarding.app.CreateParticipant.CreateParticipantRequest;
import dev.surety.onboarding.app.FindParticipants.Filter;
import dev.surety.onboarding.domain.Capability;
import dev.surety.onboarding.domain.Codes;
import dev.surety.onboarding.domain.ParticipantState.Terms;
import dev.surety.onboarding.domain.ParticipantState;
import dev.surety.runtime.edge.http.Fields;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.QueryFields;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.json.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Reads the bodies and queries of the participant routes. */
public final class ParticipantRequests {
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]{1,64}@[^\\s@.]{1,63}(\\.[^\\s@.]{1,63}){1,8}");
    private static final int EARLIEST_BIRTH = 1900;
    private static final int LONGEST_VERSION = 40;
    /** A spreadsheet computes text that begins with one of these, and names are read in spreadsheets. */
    static final Pattern NAME = Pattern.compile("[^=+@\\-\\s].*", Pattern.DOTALL);

    private static final Pattern PHONE = Pattern.compile("\\+[0-9]{6,15}");

    private static final List<String> ACCOUNTS = words(ParticipantState.Account.values());
    private static final List<String> STATUSES = words(Capability.Status.values());

    private ParticipantRequests() {}

    /** @param reference of the participants; empty in a list by their state */
    record ListRequest(Optional<String> reference, Filter filter, int limit, Optional<String> cursor) {}

    static Parsed<CreateParticipantRequest> create(Request request) {
        return create(request.fields(), false);
    }

    /** The same of a line of an import, which may also tell the terms that were accepted before. */
    public static Parsed<CreateParticipantRequest> imported(ObjectNode line) {
        return create(Fields.of(line), true);
    }

    private static Parsed<CreateParticipantRequest> create(Fields body, boolean mayHaveTerms) {
        Optional<String> reference = body.text("reference", 1, 100);
        Optional<String> kind = body.choice("kind", Set.of("individual", "business"));
        Optional<String> country = body.choice("country", COUNTRIES);
        ObjectNode profile = Json.object();
        body.object("profile").ifPresent(of -> profile(of, profile));
        Optional<Terms> terms = mayHaveTerms && body.has("terms")
                ? body.object("terms").flatMap(ParticipantRequests::terms)
                : Optional.empty();
        return body.build(() -> new CreateParticipantRequest(
                ParticipantState.Kind.valueOf(kind.orElseThrow().toUpperCase(Locale.ROOT)),
                country.orElseThrow(),
                reference.orElseThrow(),
                profile,
                terms));
    }

    private static Optional<Terms> terms(Fields of) {
        Optional<String> version = of.text("version", 1, LONGEST_VERSION);
        Optional<Instant> acceptedAt = of.time("acceptedAt");
        of.finish();
        return version.flatMap(name -> acceptedAt.map(at -> new Terms(name, at, Optional.empty())));
    }

    private static void profile(Fields body, ObjectNode profile) {
        keep(profile, "name", matching(body, "name", body.text("name", 1, 200), NAME));
        keep(profile, "email", matching(body, "email", body.text("email", 3, 254), EMAIL));
        more(body, profile);
    }

    /** The members that are given anew. */
    static void changedProfile(Fields body, ObjectNode profile) {
        keep(profile, "name", matching(body, "name", body.optionalText("name", 1, 200), NAME));
        keep(profile, "email", matching(body, "email", body.optionalText("email", 3, 254), EMAIL));
        more(body, profile);
    }

    private static void more(Fields body, ObjectNode profile) {
        keep(profile, "registration", body.optionalText("registration", 1, 100));
        shared(body, profile);
    }

    /**
     * The profile of a person of a business.
     *
     * @param isNew whether a name is needed
     */
    public static void person(Fields body, boolean isNew, ObjectNode profile) {
        Optional<String> name = isNew ? body.text("name", 1, 200) : body.optionalText("name", 1, 200);
        keep(profile, "name", matching(body, "name", name, NAME));
        keep(profile, "email", matching(body, "email", body.optionalText("email", 3, 254), EMAIL));
        if (body.has("nationality")) {
            keep(profile, "nationality", body.choice("nationality", COUNTRIES));
        }
        shared(body, profile);
    }

    private static void shared(Fields body, ObjectNode profile) {
        keep(profile, "phone", matching(body, "phone", body.optionalText("phone", 7, 16), PHONE));
        keep(profile, "birthDate", date(body));
        if (body.has("address")) {
            body.object("address").ifPresent(of -> address(of, profile.putObject("address")));
        }
        body.finish();
    }

    private static void address(Fields body, ObjectNode address) {
        keep(address, "line1", body.text("line1", 1, 200));
        keep(address, "line2", body.optionalText("line2", 1, 200));
        keep(address, "city", body.text("city", 1, 100));
        keep(address, "postalCode", body.optionalText("postalCode", 1, 20));
        keep(address, "country", body.choice("country", COUNTRIES));
        body.finish();
    }

    private static Optional<String> date(Fields body) {
        Optional<String> text = body.optionalText("birthDate", 10, 10);
        text.ifPresent(date -> {
            try {
                if (LocalDate.parse(date).getYear() < EARLIEST_BIRTH) {
                    body.wrong("birthDate", "bound");
                }
            } catch (DateTimeParseException e) {
                body.wrong("birthDate", "format");
            }
        });
        return text;
    }

    private static Optional<String> matching(Fields body, String name, Optional<String> text, Pattern form) {
        if (text.isPresent() && !form.matcher(text.get()).matches()) {
            body.wrong(name, "format");
        }
        return text;
    }

    private static void keep(ObjectNode into, String name, Optional<String> text) {
        text.ifPresent(value -> into.put(name, value));
    }

    static Parsed<ListRequest> list(Request request) {
        QueryFields query = request.queryFields();
        Optional<String> reference = query.text("reference", 100);
        var filter = new Filter(
                of(query, "state", ACCOUNTS),
                of(query, "capability", Capability.ALL),
                of(query, "status", STATUSES),
                of(query, "requirement", Codes.ALL));
        int limit = query.limit();
        Optional<String> cursor = query.text("cursor", 1024);
        boolean isFiltered = query.has("state") || query.has("capability") || query.has("requirement");
        if (!query.has("reference") && !isFiltered) {
            query.wrong("reference", "missing");
        }
        if (query.has("reference") && isFiltered) {
            query.wrong("reference", "not_with_a_state");
        }
        if (query.has("status") && !query.has("capability")) {
            query.wrong("status", "not_without_capability");
        }
        return query.build(() -> new ListRequest(reference, filter, limit, cursor));
    }

    private static Optional<String> of(QueryFields query, String name, List<String> all) {
        Optional<String> value = query.text(name, 40);
        if (value.isPresent() && !all.contains(value.get())) {
            query.wrong(name, "format");
        }
        return value;
    }

    private static List<String> words(Enum<?>... values) {
        return Stream.of(values).map(value -> value.name().toLowerCase(Locale.ROOT)).toList();
    }
}
