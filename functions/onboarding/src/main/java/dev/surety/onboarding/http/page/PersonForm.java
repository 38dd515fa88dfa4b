package dev.surety.onboarding.http.page;

import dev.surety.onboarding.domain.Codes;
import dev.surety.onboarding.domain.business.Person;
import dev.surety.onboarding.domain.business.PersonCode;
import dev.surety.onboarding.http.page.OwnCommands.Command;
import dev.surety.runtime.json.Json;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Asks for the members that are missing in the profile of a person of a business, one person after another. */
final class PersonForm implements StepForm {
    static final String PERSON = "person";

    @Override
    public String name() {
        return PERSON;
    }

    @Override
    public List<String> asksFor(Visit visit) {
        return missing(visit).map(PersonCode::toString).toList();
    }

    private static Stream<PersonCode> missing(Visit visit) {
        List<String> persons =
                visit.state().ofBusiness().persons().stream().map(Person::id).toList();
        return visit.missing().stream()
                .flatMap(code -> PersonCode.parse(code).stream())
                .filter(of -> !of.code().equals(Codes.DOCUMENT))
                .sorted(Comparator.comparingInt(of -> persons.indexOf(of.person())));
    }

    @Override
    public Set<String> fields() {
        Set<String> names = new HashSet<>(ProfileFields.names());
        names.add(PERSON);
        return names;
    }

    /** The person of the form that was sent, if something is still missing of it; else the first of whom it is. */
    private static String person(Visit visit, Map<String, String> given) {
        List<String> persons = missing(visit).map(PersonCode::person).distinct().toList();
        return Optional.ofNullable(given.get(PERSON)).filter(persons::contains).orElseGet(persons::getFirst);
    }

    private static List<String> codes(Visit visit, String person) {
        return missing(visit).filter(of -> of.person().equals(person)).map(PersonCode::code).toList();
    }

    @Override
    public Html show(Visit visit, Map<String, String> given, Problems wrong) {
        String person = person(visit, given);
        return Html.of(
                "<p>{}</p>\n{}\n{}",
                visit.words().get("person.of", visit.personName().apply(person).orElse("")),
                Inputs.hidden(PERSON, person),
                ProfileFields.show(codes(visit, person), visit, given, wrong));
    }

    @Override
    public Taken take(Visit visit, Map<String, String> given) {
        String person = person(visit, given);
        List<String> codes = codes(visit, person);
        List<String> empty = ProfileFields.empty(codes, given);
        if (!empty.isEmpty()) {
            return new Taken.Wrong(Problems.missing(empty, visit.words()));
        }
        ObjectNode body = Json.object().set("profile", ProfileFields.profile(codes, given));
        return new Taken.Meant(new Command(
                "PATCH",
                "/v1/participants/{id}/persons/{p}",
                Map.of("p", person),
                body,
                given.getOrDefault(Inputs.KEY, "")));
    }
}
