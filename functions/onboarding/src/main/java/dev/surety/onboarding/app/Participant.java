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
 * A participant: who it is stands in the first entry of its chain, how it stands in the last. The profile itself lies
 * in the vault.
 */
public record Participant(Entry first, Entry last) {
    public static final String CREATED = "participant.created.v2";
    /** Of former releases: the reference stands in the entry, and the vault has the profile alone. */
    public static final String CREATED_V1 = "participant.created.v1";
    /** Of former releases, which counted sales here. */
    public static final String SALE_COUNTED = "participant.sale_counted.v1";

    /**
     * What is stored when a participant is created.
     *
     * @param words commitment to what only the vault keeps: the marketplace's reference, and the profile
     * @param requested the capabilities the marketplace wants it to have
     * @param standing what others may know of it; every later entry of the chain carries one too
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

    /** What the vault keeps, for as long as it does. */
    public record Kept(Optional<String> reference, Optional<ObjectNode> profile) {}

    public enum Kind {
        INDIVIDUAL,
        BUSINESS
    }

    /** As an entry of its own creation shows it. */
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

    /** @param vault gives what a commitment stands for */
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

    /** What it has behind it as a payee. Entries of the first releases do not say; since when, the first one does. */
    SalesRecord sales() {
        return standing().record().orElseGet(() -> new SalesRecord(first.at(), 0));
    }

    /** The capabilities everyone is created with; {@code instant_payout} has to be requested. */
    static final List<String> REQUESTED = List.of(Standing.PAY, Standing.RECEIVE, Standing.PAYOUT);

    /**
     * How a new participant stands. In the sandbox capabilities are active at once; in live mode nothing is allowed
     * before it is verified.
     */
    static Standing initial(Mode mode, Instant now) {
        var record = Optional.of(new SalesRecord(now, 0));
        return mode == Mode.SANDBOX
                ? new Standing("active", Set.copyOf(REQUESTED), false, false, record)
                : new Standing("onboarding", Set.of(), false, false, record);
    }
}
