package dev.surety.onboarding.app;

import dev.surety.onboarding.domain.Codes;
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

    private Profile() {}

    static List<String> codes(ObjectNode profile) {
        return CODES.entrySet().stream()
                .filter(member -> profile.hasNonNull(member.getKey()))
                .map(Map.Entry::getValue)
                .sorted()
                .toList();
    }
}
