package dev.surety.onboarding.domain.business;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A person of a business. Its words are in the vault, under the key of the business.
 *
 * @param id begins with {@code per_}
 * @param share of the business in basis points; an owner has one, and no other person
 * @param words the vault's commitment to the person's profile
 * @param given the codes of the requirements that the profile meets, sorted
 */
public record Person(String id, List<Role> roles, Optional<Integer> share, String words, List<String> given) {
    public static final String PREFIX = "per";

    /** A whole business in basis points. */
    public static final int WHOLE = 10_000;

    public Person {
        roles = roles.stream().sorted().toList();
        given = given.stream().sorted().toList();
    }

    public enum Role {
        OWNER,
        DIRECTOR,
        REPRESENTATIVE;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }
}
