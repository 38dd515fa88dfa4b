package dev.surety.onboarding.app;

import dev.surety.model.refusal.FieldError;
import dev.surety.onboarding.domain.Codes;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The requirements that a profile of a participant, or of a person of a business, meets by what it has. */
public final class Profile {
    private static final Map<String, String> CODES = Map.of(
            "name", Codes.NAME,
            "email", Codes.EMAIL,
            "phone", Codes.PHONE,
            "birthDate", Codes.BIRTH_DATE,
            "address", Codes.ADDRESS,
            "nationality", Codes.NATIONALITY,
            "registration", Codes.REGISTRATION);

    public static final List<FieldError> IN_THE_FUTURE = List.of(new FieldError("/profile/birthDate", "in_the_future"));

    private Profile() {}

    public static boolean isBornAfter(LocalDate today, ObjectNode profile) {
        return profile.path("birthDate")
                .stringValueOpt()
                .filter(date -> LocalDate.parse(date).isAfter(today))
                .isPresent();
    }

    public static List<String> codes(ObjectNode profile) {
        return CODES.entrySet().stream()
                .filter(member -> profile.hasNonNull(member.getKey()))
                .map(Map.Entry::getValue)
                .sorted()
                .toList();
    }
}
