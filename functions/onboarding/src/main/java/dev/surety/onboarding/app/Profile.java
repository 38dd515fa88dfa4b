package dev.surety.onboarding.app;

import dev.surety.model.refusal.FieldError;
import dev.surety.onboarding.domain.Codes;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The requirements that a profile meets by what it has. */
final class Profile {
    private static final Map<String, String> CODES = Map.of(
            "name", Codes.NAME,
            "email", Codes.EMAIL,
            "phone", Codes.PHONE,
            "birthDate", Codes.BIRTH_DATE,
            "address", Codes.ADDRESS,
            "registration", Codes.REGISTRATION);

    static final List<FieldError> IN_THE_FUTURE = List.of(new FieldError("/profile/birthDate", "in_the_future"));

    private Profile() {}

    static boolean isBornAfter(LocalDate today, ObjectNode profile) {
        return profile.path("birthDate")
                .stringValueOpt()
                .filter(date -> LocalDate.parse(date).isAfter(today))
                .isPresent();
    }

    static List<String> codes(ObjectNode profile) {
        return CODES.entrySet().stream()
                .filter(member -> profile.hasNonNull(member.getKey()))
                .map(Map.Entry::getValue)
                .sorted()
                .toList();
    }
}
