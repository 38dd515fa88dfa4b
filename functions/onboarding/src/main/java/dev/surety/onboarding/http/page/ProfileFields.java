package dev.surety.onboarding.http.page;

import dev.surety.onboarding.domain.Codes;
import dev.surety.onboarding.http.page.Inputs.Option;
import dev.surety.runtime.json.Json;
import java.text.Collator;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** The fields by which a form asks for members of a profile, of a participant or of a person of a business. */
final class ProfileFields {
    private static final String COUNTRY = "country";
    private static final String NATIONALITY = "nationality";

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
            Map.entry(Codes.NATIONALITY, List.of(Field.of(NATIONALITY, "select", "off"))),
            Map.entry(
                    Codes.ADDRESS,
                    List.of(
                            Field.of("line1", "text", "address-line1"),
                            new Field("line2", "text", "address-line2", true),
                            new Field("postalCode", "text", "postal-code", true),
                            Field.of("city", "text", "address-level2"),
                            Field.of(COUNTRY, "select", COUNTRY))));

    private ProfileFields() {}

    static Set<String> names() {
        Set<String> names = new HashSet<>();
        FIELDS.forEach(of -> of.getValue().forEach(field -> names.add(field.name())));
        return names;
    }

    /** Those of the codes that it has fields for. */
    static List<String> known(List<String> codes) {
        return FIELDS.stream().map(Map.Entry::getKey).filter(codes::contains).toList();
    }

    private static Stream<Field> asked(List<String> codes) {
        return FIELDS.stream().filter(of -> codes.contains(of.getKey())).flatMap(of -> of.getValue().stream());
    }

    static Html show(List<String> codes, Visit visit, Map<String, String> given, Problems wrong) {
        var inputs = new Inputs(visit.words(), given, wrong);
        return Html.all(asked(codes)
                .map(field -> field.type().equals("select")
                        ? inputs.select(
                                field.name(), countries(visit.words()), visit.state().country(), field.autocomplete())
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

    private static String value(Field field, Map<String, String> given) {
        return given.getOrDefault(field.name(), "").strip();
    }

    /** The fields that may not be left empty, and are. */
    static List<String> empty(List<String> codes, Map<String, String> given) {
        return asked(codes)
                .filter(field -> !field.isOptional() && value(field, given).isEmpty())
                .map(Field::name)
                .toList();
    }

    static ObjectNode profile(List<String> codes, Map<String, String> given) {
        ObjectNode profile = Json.object();
        ObjectNode address = Json.object();
        asked(codes).filter(field -> !value(field, given).isEmpty()).forEach(field -> {
            boolean isOfAddress = FIELDS.getLast().getValue().contains(field);
            (isOfAddress ? address : profile).put(field.name(), value(field, given));
        });
        return address.isEmpty() ? profile : profile.set("address", address);
    }
}
