package dev.surety.onboarding.app.screening;

import dev.surety.model.bank.PayeeAccount;
import dev.surety.model.journal.ChainId;
import dev.surety.onboarding.app.screening.NameScreening.Query;
import dev.surety.onboarding.domain.ParticipantState.Kind;
import dev.surety.onboarding.domain.ParticipantState;
import dev.surety.onboarding.domain.method.PayoutMethod;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.vault.Vault;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** The names of a participant that are compared with lists: its own, and those of the holders of its accounts. */
public final class Names {
    private Names() {}

    /** Nothing if the profile was destroyed: an erased participant has no name to compare. */
    public static Optional<Query> of(ChainId chain, ParticipantState state, Vault vault) {
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

    static Query of(ChainId chain, ParticipantState state, ObjectNode profile, Vault vault) {
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
