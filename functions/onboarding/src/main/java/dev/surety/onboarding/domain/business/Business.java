package dev.surety.onboarding.domain.business;

import java.util.List;
import java.util.Optional;

/**
 * A business's owners, directors and representatives, and what it declares about them.
 *
 * @param persons as they are now, in the order in which they came
 * @param declaration the last one; empty before the first
 */
public record Business(List<Person> persons, Optional<Declaration> declaration) {
    public Business {
        persons = List.copyOf(persons);
    }
}
