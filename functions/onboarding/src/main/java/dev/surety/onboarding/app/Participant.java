package dev.surety.onboarding.app;

import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.standing.SalesRecord;
import dev.surety.model.standing.Standing;
import dev.surety.onboarding.domain.Capabilities;
import dev.surety.onboarding.domain.Capability;
import dev.surety.onboarding.domain.Codes;
import dev.surety.onboarding.domain.ParticipantState.Kind;
import dev.surety.onboarding.domain.ParticipantState;
import dev.surety.onboarding.domain.method.PayoutMethods;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.vault.Vault;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * A participant as an entry of its chain left it. The vault has its reference and profile.
 *
 * @param entry the entry, which is the last one unless a replay shows an earlier one
 */
public record Participant(Entry entry, ParticipantState state) {
    /** The event of entries that carried no state: the entry has a standing, and the vault the words. */
    public static final String CREATED_V2 = "participant.created.v2";
    /** A former event: the entry has the reference, and the vault only the profile. */
    public static final String CREATED_V1 = "participant.created.v1";
    /** A former event: sales were counted on this chain. */
    public static final String SALE_COUNTED = "participant.sale_counted.v1";

    static final String STATE = "state";
    static final String STANDING = "standing";

    /** The words in the vault, until they are destroyed. */
    public record Words(Optional<String> reference, Optional<ObjectNode> profile) {}

    public static Optional<Participant> find(Journal journal, ChainId chain) {
        return journal.last(chain).map(last -> of(journal, last));
    }

    /** Reads an entry. One that has no state of its own is folded with the first of its chain. */
    public static Participant of(Journal journal, Entry entry) {
        return isFormer(entry)
                ? new Participant(entry, former(entry.number() == 1 ? entry : first(journal, entry), entry))
                : new Participant(
                        entry,
                        Json.shared(
                                Json.object(entry.data()).path(STATE),
                                ParticipantState.class,
                                ParticipantState.VERSION));
    }

    private static Entry first(Journal journal, Entry entry) {
        return journal.find(entry.chain(), 1).orElseThrow();
    }

    public static boolean isFormer(Entry entry) {
        return !Json.object(entry.data()).has(STATE);
    }

    /** The part that we read of the first entry's data as former releases wrote it. */
    private record Created(
            Kind kind,
            String country,
            Optional<String> reference,
            String words,
            List<String> requested,
            Mode mode,
            int settingsVersion) {}

    /** Every participant was created with name and e-mail address. Only the vault knows the rest of the profile. */
    private static ParticipantState former(Entry first, Entry last) {
        Created created = Json.read(first.data(), Created.class);
        Standing standing =
                Json.shared(Json.object(last.data()).path(STANDING), Standing.class, Standing.VERSION);
        return new ParticipantState(
                created.kind(),
                created.country(),
                created.mode(),
                first.at(),
                created.settingsVersion(),
                first.event().equals(CREATED_V1) ? created.reference() : Optional.empty(),
                created.words(),
                List.of(Codes.NAME, Codes.EMAIL),
                Capabilities.of(name ->
                        new Capability(created.requested().contains(name), true, standing.may(name), true)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                PayoutMethods.NONE,
                standing.record().orElseGet(() -> new SalesRecord(first.at(), 0)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * The profile of the participant, or of one of its persons, until it is destroyed.
     *
     * @param person nothing for the participant's own
     */
    public Optional<ObjectNode> profile(Vault vault, Optional<String> person) {
        return person.isEmpty()
                ? words(words -> vault.find(entry.chain(), words)).profile()
                : state.ofBusiness().find(person.get()).flatMap(of -> vault.find(entry.chain(), of.words()));
    }

    static ObjectNode words(String reference, ObjectNode profile) {
        return Json.object().put("reference", reference).set("profile", profile);
    }

    /** @param vault returns the words of a commitment */
    public Words words(Function<String, Optional<ObjectNode>> vault) {
        Optional<ObjectNode> words = vault.apply(state.words());
        return state.reference().isPresent()
                ? new Words(state.reference(), words)
                : new Words(
                        words.map(of -> of.path("reference").asString("")),
                        words.map(of -> (ObjectNode) of.get("profile")));
    }
}
