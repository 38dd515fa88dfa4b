package dev.surety.onboarding.domain.business;

import java.util.Optional;

/**
 * A requirement of one person of a business, {@code person.<id>.<code>}.
 *
 * @param code as it would be of a participant, such as {@code profile.address}
 */
public record PersonCode(String person, String code) {
    private static final String FIRST = "person.";

    /** Nothing for a requirement of the participant itself. */
    public static Optional<PersonCode> parse(String text) {
        int end = text.startsWith(FIRST) ? text.indexOf('.', FIRST.length()) : -1;
        return end < 0
                ? Optional.empty()
                : Optional.of(new PersonCode(text.substring(FIRST.length(), end), text.substring(end + 1)));
    }

    /** The code of a participant's own requirement, or of its person's. */
    public static String of(Optional<String> person, String code) {
        return person.map(id -> new PersonCode(id, code).toString()).orElse(code);
    }

    @Override
    public String toString() {
        return FIRST + person + "." + code;
    }
}
