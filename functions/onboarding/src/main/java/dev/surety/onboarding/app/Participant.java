package dev.surety.onboarding.app;

import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.standing.Standing;
import dev.surety.runtime.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A participant as the first entry of its chain tells it; the profile itself lies in the vault. */
public record Participant(Entry entry, Created created) {
    public static final String CREATED = "participant.created.v1";

    /**
     * What is stored when a participant is created.
     *
     * @param words commitment to the profile in the vault
     * @param requested the capabilities the marketplace wants it to have
     * @param standing what others may know of it; every later entry of the chain carries one too
     */
    public record Created(
            Kind kind,
            String country,
            String reference,
            String words,
            List<String> requested,
            Standing standing,
            Mode mode,
            int settingsVersion) {
        public Created {
            requested = List.copyOf(requested);
        }
    }

    public enum Kind {
        INDIVIDUAL,
        BUSINESS
    }

    static Participant from(Entry entry) {
        return new Participant(entry, Json.read(entry.data(), Created.class));
    }

    /** The capabilities everyone is created with; {@code instant_payout} has to be requested. */
    static final List<String> REQUESTED = List.of(Standing.PAY, Standing.RECEIVE, Standing.PAYOUT);

    /**
     * How a new participant stands. In the sandbox capabilities are active at once; in live mode nothing is allowed
     * before it is verified.
     */
    static Standing initial(Mode mode) {
        return mode == Mode.SANDBOX
                ? new Standing("active", Set.copyOf(REQUESTED), false, false, Optional.empty())
                : new Standing("onboarding", Set.of(), false, false, Optional.empty());
    }

}
