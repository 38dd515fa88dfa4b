package dev.surety.onboarding.app.screening;

import dev.surety.model.bank.PayeeAccount;
import dev.surety.model.journal.ChainId;
import dev.surety.onboarding.app.screening.NameScreening.Query;
import dev.surety.onboarding.domain.ParticipantState.Kind;
import dev.surety.onboarding.domain.ParticipantState;
import dev.surety.onboarding.domain.business.Person;
import dev.surety.onboarding.domain.method.PayoutMethod;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.vault.Vault;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * The names of a participant that are compared with lists: its own, those of the holders of its accounts, and those of
 * its persons.
 */
public final class Names {
    private Names() {}

    /**
     * One question to the lists.
     *
     * @param person of a business; empty for the participant and the holders of its accounts
     */
    public record Named(Optional<String> person, Query query) {}

    /** The participant's own first. Nothing if the profile was destroyed: an erased participant has no name. */
    public static Optional<List<Named>> of(ChainId chain, ParticipantState state, Vault vault) {
        return profile(chain, state, vault).map(profile -> of(chain, state, profile, vault));
    }

    /** Entries of the first releases have the reference themselves, and the vault has the profile alone. */
    private static Optional<ObjectNode> profile(ChainId chain, ParticipantState state, Vault vault) {
        Optional<ObjectNode> words = vault.find(chain, state.words());
        return state.reference().isPresent() ? words : words.map(of -> (ObjectNode) of.get("profile"));
    }

    /** The name in the participant's profile. */
    public static Optional<String> name(ChainId chain, ParticipantState state, Vault vault) {
        return profile(chain, state, vault).flatMap(of -> of.path("name").stringValueOpt());
    }

    static List<Named> of(ChainId chain, ParticipantState state, ObjectNode profile, Vault vault) {
        List<Named> all = new ArrayList<>();
        all.add(new Named(Optional.empty(), own(chain, state, profile, vault)));
        List<Person> persons = state.ofBusiness().persons();
        Map<String, ObjectNode> kept =
                vault.findAll(chain, persons.stream().map(Person::words).collect(Collectors.toSet()));
        persons.forEach(person -> Optional.ofNullable(kept.get(person.words()))
                .ifPresent(words -> all.add(new Named(Optional.of(person.id()), ofPerson(words)))));
        return List.copyOf(all);
    }

    /** The country of the business says nothing about a person's. */
    private static Query ofPerson(ObjectNode profile) {
        return new Query(
                List.of(profile.path("name").stringValue().strip()),
                profile.path("birthDate").stringValueOpt(),
                profile.path("nationality")
                        .stringValueOpt()
                        .or(() -> profile.path("address").path("country").stringValueOpt()),
                false,
                List.of());
    }

    private static Query own(ChainId chain, ParticipantState state, ObjectNode profile, Vault vault) {
        List<String> holders = holders(chain, state, vault);
        List<String> names = Stream.concat(profile.path("name").stringValueOpt().stream(), holders.stream())
                .map(String::strip)
                .distinct()
                .toList();
        return new Query(
                names,
                profile.path("birthDate").stringValueOpt(),
                Optional.of(state.country()),
                state.kind() == Kind.BUSINESS,
                profile.path("registration").stringValueOpt().stream().toList());
    }

    private static List<String> holders(ChainId chain, ParticipantState state, Vault vault) {
        Set<String> accounts = state.methods().list().stream()
                .filter(PayoutMethod::isUsable)
                .map(PayoutMethod::words)
                .collect(Collectors.toSet());
        Map<String, ObjectNode> kept = vault.findAll(chain, accounts);
        return kept.values().stream()
                .map(words -> Json.read(words, PayeeAccount.class).holder())
                .sorted()
                .toList();
    }

    /** Whether an account's holder is a name that was not compared with the profile's. */
    public static boolean isOther(Optional<String> profileName, String holder) {
        return profileName.filter(name -> plain(name).equals(plain(holder))).isEmpty();
    }

    private static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
