package dev.surety.onboarding.domain.business;

import dev.surety.onboarding.domain.business.Person.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A business's owners, directors and representatives, and what it declares about them.
 *
 * @param persons as they are now, in the order in which they came
 * @param declaration the last one; empty before the first
 */
public record Business(List<Person> persons, Optional<Declaration> declaration) {
    public static final Business NONE = new Business(List.of(), Optional.empty());

    public static final int MOST_PERSONS = 20;

    /** Basis points of the business that its owners have to cover together. */
    private static final int TO_COVER = 7_500;

    /** Basis points from which on an owner contradicts the declaration that there is none above a quarter. */
    private static final int QUARTER = 2_500;

    public Business {
        persons = List.copyOf(persons);
    }

    public Optional<Person> find(String id) {
        return persons.stream().filter(of -> of.id().equals(id)).findFirst();
    }

    /** In basis points. */
    public int shares() {
        return shares(persons.stream());
    }

    /** The shares of all but one person, in basis points. */
    int sharesBeside(String id) {
        return shares(persons.stream().filter(of -> !of.id().equals(id)));
    }

    private static int shares(Stream<Person> of) {
        return of.flatMap(person -> person.share().stream())
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** Whether its owners are known: they cover enough, or none of them has much and a director stands for it. */
    public boolean hasOwners() {
        return shares() >= TO_COVER || (isWithoutLargeOwner() && hasDirector());
    }

    private boolean isWithoutLargeOwner() {
        return declaration.filter(Declaration::noOwnerAbove25).isPresent()
                && persons.stream().flatMap(of -> of.share().stream()).noneMatch(share -> share >= QUARTER);
    }

    public boolean hasDirector() {
        return persons.stream().anyMatch(of -> of.is(Role.DIRECTOR));
    }

    /** The same with a person that is new, or changed. */
    Business with(Person now) {
        List<Person> all = new ArrayList<>(persons);
        int place = persons.stream().map(Person::id).toList().indexOf(now.id());
        if (place < 0) {
            all.add(now);
        } else {
            all.set(place, now);
        }
        return new Business(all, declaration);
    }

    Business without(String id) {
        return new Business(
                persons.stream().filter(of -> !of.id().equals(id)).toList(), declaration);
    }

    Business declaring(boolean noOwnerAbove25, Instant at) {
        return new Business(persons, Optional.of(new Declaration(noOwnerAbove25, at)));
    }
}
