package dev.surety.onboarding.http.page;

import dev.surety.onboarding.domain.Codes;
import dev.surety.onboarding.http.page.Inputs.Option;
import dev.surety.onboarding.http.page.OwnCommands.Command;
import dev.surety.runtime.json.Json;
import java.text.Collator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Asks for the members of the profile that are missing, and for no other. */
final class ProfileForm implements StepForm {
    private static final String COUNTRY = "country";

    /** @param isOptional whether it may be left empty */
    private record Field(String name, String type, String autocomplete, boolean isOptional) {
        static Field of(String name, String type, String autocomplete) {
            return new Field(name, type, autocomplete, false);
        }
    }

    /** By code, in the order of the form. */
    private static final List<Map.Entry<String, List<Field>>> FIELDS = List.of(
            Map.entry(Codes.NAME, List.of(Field.of("name", "text", "name"))),
            Map.entry(Codes.REGISTRATION, List.of(Field.of("registration", "text", "off"))),
            Map.entry(Codes.EMAIL, List.of(Field.of("email", "email", "email"))),
            Map.entry(Codes.PHONE, List.of(Field.of("phone", "tel", "tel"))),
            Map.entry(Codes.BIRTH_DATE, List.of(Field.of("birthDate", "date", "bday"))),
            Map.entry(
                    Codes.ADDRESS,
                    List.of(
                            Field.of("line1", "text", "address-line1"),
                            new Field("line2", "text", "address-line2", true),
                            new Field("postalCode", "text", "postal-code", true),
                            Field.of("city", "text", "address-level2"),
                            Field.of(COUNTRY, "select", COUNTRY))));

    @Override
    public String name() {
        return "profile";
    }

    @Override
    public List<String> asksFor(Visit visit) {
        List<String> missing = visit.missing();
        return FIELDS.stream().map(Map.Entry::getKey).filter(missing::contains).toList();
    }

    @Override
    public Set<String> fields() {
        Set<String> names = new HashSet<>();
        FIELDS.forEach(of -> of.getValue().forEach(field -> names.add(field.name())));
        return names;
    }

    private Stream<Field> asked(Visit visit) {
        List<String> codes = asksFor(visit);
        return FIELDS.stream().filter(of -> codes.contains(of.getKey())).flatMap(of -> of.getValue().stream());
    }

    @Override
    public Html show(Visit visit, Map<String, String> given, Problems wrong) {
        var inputs = new Inputs(visit.words(), given, wrong);
        return Html.all(asked(visit)
                .map(field -> field.name().equals(COUNTRY)
                        ? inputs.select(COUNTRY, countries(visit.words()), visit.state().country(), COUNTRY)
                        : inputs.text(field.name(), field.type(), field.autocomplete()))
                .toList());
    }

    static List<Option> countries(Words words) {
        Locale locale = words.language().locale();
        Collator collator = Collator.getInstance(locale);
        return Stream.of(Locale.getISOCountries())
                .map(code -> new Option(code, Locale.of("", code).getDisplayCountry(locale)))
                .sorted(Comparator.comparing(Option::text, collator))
                .toList();
    }

    @Override
    public Taken take(Visit visit, Map<String, String> given) {
        List<String> empty = new ArrayList<>();
        ObjectNode profile = Json.object();
        ObjectNode address = Json.object();
        boolean asksAddress = asksFor(visit).contains(Codes.ADDRESS);
        asked(visit).forEach(field -> {
            String value = given.getOrDefault(field.name(), "").strip();
            boolean isOfAddress = asksAddress && isOfAddress(field);
            if (!value.isEmpty()) {
                (isOfAddress ? address : profile).put(field.name(), value);
            } else if (!field.isOptional()) {
                empty.add(field.name());
            }
        });
        if (!empty.isEmpty()) {
            return new Taken.Wrong(Problems.missing(empty, visit.words()));
        }
        if (asksAddress) {
            profile.set("address", address);
        }
        return new Taken.Meant(Command.of(
                "PATCH",
                "/v1/participants/{id}",
                Json.object().set("profile", profile),
                given.getOrDefault(Inputs.KEY, "")));
    }

    private static boolean isOfAddress(Field field) {
        return FIELDS.getLast().getValue().contains(field);
    }
}
