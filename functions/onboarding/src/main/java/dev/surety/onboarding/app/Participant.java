package dev.surety.onboarding.app;

import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.standing.SalesRecord;
import dev.surety.model.standing.Standing;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * A participant. The first entry of its chain names it, and the last has its present standing. The vault has its
 * profile.
 */
public record Participant(Entry first, Entry last) {
    public static final String CREATED = "participant.created.v2";
    /** A former event: the entry has the reference, and the vault only the profile. */
    public static final String CREATED_V1 = "participant.created.v1";
    /** A former event: sales were counted on this chain. */
    public static final String SALE_COUNTED = "participant.sale_counted.v1";

    /**
     * The stored event of a created participant.
     *
     * @param words commitment to the texts that only the vault keeps: the marketplace's reference, and the profile
     * @param requested the capabilities the marketplace wants it to have
     * @param standing the data that other functions decide by; every later entry of the chain carries one, too
     */
    public record Created(
            Kind kind,
            String country,
            String words,
            List<String> requested,
            Standing standing,
            Mode mode,
            int settingsVersion) {
        public Created {
            requested = List.copyOf(requested);
        }
    }

    /** The texts in the vault, until they are destroyed. */
    public record Kept(Optional<String> reference, Optional<ObjectNode> profile) {}

    public enum Kind {
        INDIVIDUAL,
        BUSINESS
    }

    /** The participant as its creation left it. */
    public static Participant asCreated(Entry first) {
        return new Participant(first, first);
    }

    public static Optional<Participant> find(Journal journal, ChainId chain) {
        return journal.last(chain)
                .map(last -> new Participant(
                        last.number() == 1 ? last : journal.find(chain, 1).orElseThrow(), last));
    }

    public Created created() {
        return Json.read(first.data(), Created.class);
    }

    static ObjectNode words(String reference, ObjectNode profile) {
        return Json.object().put("reference", reference).set("profile", profile);
    }

    /** @param vault returns the text of a commitment */
    public Kept kept(Function<String, Optional<ObjectNode>> vault) {
        Optional<ObjectNode> words = vault.apply(created().words());
        return first.event().equals(CREATED_V1)
                ? new Kept(Json.object(first.data()).path("reference").asStringOpt(), words)
                : new Kept(
                        words.map(of -> of.path("reference").asString("")),
                        words.map(of -> (ObjectNode) of.get("profile")));
    }

    public Standing standing() {
        return Json.shared(Json.object(last.data()).path("standing"), Standing.class, Standing.VERSION);
    }

    /** Its sales as a payee. The oldest entries have none; then the first entry's time counts as its arrival. */
    SalesRecord sales() {
        return standing().record().orElseGet(() -> new SalesRecord(first.at(), 0));
    }

    /** The capabilities of every new participant; the marketplace requests {@code instant_payout} separately. */
    static final List<String> REQUESTED = List.of(Standing.PAY, Standing.RECEIVE, Standing.PAYOUT);

    /**
     * The standing of a new participant. In the sandbox its capabilities are active at once. In live mode it may do
     * nothing before it is verified.
     */
    static Standing initial(Mode mode, Instant now) {
        var record = Optional.of(new SalesRecord(now, 0));
        return mode == Mode.SANDBOX
                ? new Standing("active", Set.copyOf(REQUESTED), false, false, record)
                : new Standing("onboarding", Set.of(), false, false, record);
    }
}
