package dev.surety.onboarding.domain.business;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.onboarding.domain.business.Person.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the owners and directors of a business are complete (onboarding §4). */
class OwnersAreKnownTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest(name = "{0}, {1}: {4}")
    @CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock =
            """
            persons                                  | declared | owners | directors | because
            none                                     |          | false  | false     | nothing is known
            none                                     | true     | false  | false     | a director has to stand for it
            owner 10000                              |          | true   | false     | one owner has it all
            owner 7500                               |          | true   | false     | three quarters are enough
            owner 7499                               |          | false  | false     | one basis point is missing
            owner 7499                               | true     | false  | false     | the declaration is contradicted
            owner 5000, owner 2500                   |          | true   | false     | shares add up
            owner 5000, owner 2499                   |          | false  | false     | not quite three quarters
            owner 5000, owner 2499, director         | true     | false  | true      | the declaration is contradicted
            owner 2500, director                     | true     | false  | true      | a quarter is not below a quarter
            owner 2499, director                     | true     | true   | true      | none has a quarter, and one directs
            owner 2499, director                     | false    | false  | true      | it declares that one has a quarter
            owner 2499, director                     |          | false  | true      | nothing is declared
            owner 2499, representative               | true     | false  | false     | a representative is no director
            director                                 | true     | true   | true      | no owner need be named
            director                                 |          | false  | true      | nothing is declared
            owner+director 2000                      | true     | true   | true      | one person has both roles
            owner+director 7500                      |          | true   | true      | one person has both roles
            """)
    void ownersAndDirectorsAreComplete(
            String persons, Boolean declared, boolean owners, boolean directors, String because) {
        var business = new Business(
                persons(persons), Optional.ofNullable(declared).map(of -> new Declaration(of, NOW)));

        assertEquals(owners, business.hasOwners(), because);
        assertEquals(directors, business.hasDirector(), because);
    }

    private static List<Person> persons(String text) {
        List<Person> persons = new ArrayList<>();
        if (!text.equals("none")) {
            for (String each : text.split(", ", -1)) {
                String[] words = each.split(" ", -1);
                List<Role> roles = Stream.of(words[0].split("\\+", -1))
                        .map(role -> Role.valueOf(role.toUpperCase(Locale.ROOT)))
                        .toList();
                Optional<Integer> share = Optional.of(words)
                        .filter(of -> of.length > 1)
                        .map(of -> Integer.parseInt(of[1]));
                persons.add(new Person("per_" + persons.size(), roles, share, "words", List.of()));
            }
        }
        return persons;
    }

    @ParameterizedTest
    @CsvSource({
        "person.per_1.profile.address, per_1, profile.address",
        "person.per_1.identity.document, per_1, identity.document",
        "profile.address, , ",
        "person.per_1, , ",
        "identity.document, , "
    })
    void aCodeNamesItsPerson(String text, String person, String code) {
        assertEquals(
                Optional.ofNullable(person).map(of -> new PersonCode(of, code)), PersonCode.parse(text));
        assertEquals(text, PersonCode.parse(text).map(PersonCode::toString).orElse(text));
    }
}
