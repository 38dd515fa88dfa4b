package dev.surety.onboarding.app.identity;

import dev.surety.onboarding.app.identity.IdentityProvider.Person;
import dev.surety.onboarding.app.identity.IdentityProvider.Seen;
import dev.surety.onboarding.domain.proof.ProofError;
import dev.surety.sanctions.name.NameReader;
import dev.surety.sanctions.name.NormalName;
import dev.surety.sanctions.name.Token;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether a document names the person of the profile. It may name more or fewer given names. */
final class SamePerson {
    /** One common word is too little: many people share a family name. */
    private static final int FEWEST_WORDS = 2;

    private SamePerson() {}

    /** Nothing where the provider does not tell what it saw, or it fits. */
    static Optional<ProofError> mismatch(Person person, Seen seen) {
        if (seen.name().filter(name -> !isSame(person.name(), name)).isPresent()) {
            return Optional.of(ProofError.NAME_MISMATCH);
        }
        return seen.birthDate()
                .filter(date -> person.birthDate().filter(given -> !given.equals(date)).isPresent())
                .map(_ -> ProofError.BIRTH_DATE_MISMATCH);
    }

    private static boolean isSame(String given, String shown) {
        NameReader reader = NameReader.shipped();
        NormalName ours = reader.read(given);
        NormalName theirs = reader.read(shown);
        boolean isSpelledSame = ours.ownSpelling().isPresent() && ours.ownSpelling().equals(theirs.ownSpelling());
        return isSpelledSame
                || ours.readings().stream()
                        .anyMatch(one -> theirs.readings().stream().anyMatch(other -> fits(words(one), words(other))));
    }

    private static boolean fits(Set<String> one, Set<String> other) {
        boolean isOneSmaller = one.size() <= other.size();
        Set<String> smaller = isOneSmaller ? one : other;
        Set<String> larger = isOneSmaller ? other : one;
        return one.equals(other) || (smaller.size() >= FEWEST_WORDS && larger.containsAll(smaller));
    }

    private static Set<String> words(List<Token> tokens) {
        return tokens.stream().map(Token::text).collect(Collectors.toSet());
    }
}
