package dev.surety.onboarding.domain.business;

import java.util.List;
import java.util.Optional;

/**
 * A person of a business. Its words are in the vault, under the key of the business.
 *
 * @param id begins with {@code per_}
 * @param share of the business in basis points; owners have one
 * @param words the vault's commitment to the person's profile
 * @param given the codes of the requirements that the profile meets, sorted
 */
public record Person(String id, List<Role> roles, Optional<Integer> share, String words, List<String> given) {
    public Person {
        roles = List.copyOf(roles);
        given = given.stream().sorted().toList();
    }

    public enum Role {
        OWNER,
        DIRECTOR,
        REPRESENTATIVE
    }
}
