package dev.surety.reputation.app.signal;

import dev.surety.model.id.EscrowId;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Attention;
import dev.surety.model.journal.ChainId;
import dev.surety.reputation.domain.signal.Pattern;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * The signals about a participant, in one chain whose name is the participant's under another prefix. So the place in
 * the work queue says who it is about. A person closes the place; the next signal opens it again.
 */
public final class SignalChains {
    public static final String TYPE = "signal";
    public static final String KIND = "reputation_signal";
    public static final String RAISED = "reputation.signal.v1";

    /** A pattern that goes on is told again after this time. */
    public static final Duration QUIET = Duration.ofDays(30);

    private static final String PREFIX = "sig";

    private final Journal journal;

    public SignalChains(Journal journal) {
        this.journal = journal;
    }

    /**
     * An entry's data.
     *
     * @param others who have to do with it
     * @param sale that completed the pattern
     * @param raised when each pattern was last told of
     */
    record Raised(
            Pattern pattern,
            ParticipantId about,
            List<ParticipantId> others,
            EscrowId sale,
            Map<String, Instant> raised) {}

    public static ChainId chain(MarketplaceId marketplace, ParticipantId about) {
        return new ChainId(
                TYPE, marketplace, PREFIX + about.value().substring(ParticipantId.PREFIX.length()));
    }

    void raise(
            MarketplaceId marketplace,
            Pattern pattern,
            ParticipantId about,
            List<ParticipantId> others,
            EscrowId sale,
            Instant now) {
        boolean _ = Contention.retry("a signal", () -> {
            StateChain chain = journal.state(chain(marketplace, about));
            Map<String, Instant> before = chain.last()
                    .map(last -> Json.read(Json.object(last.data()), Raised.class).raised())
                    .orElse(Map.of());
            if (Optional.ofNullable(before.get(pattern.code()))
                    .filter(at -> now.isBefore(at.plus(QUIET)))
                    .isPresent()) {
                return Optional.of(false);
            }
            Map<String, Instant> after = new TreeMap<>(before);
            after.put(pattern.code(), now);
            var data = (ObjectNode) Json.tree(new Raised(pattern, about, others, sale, after));
            data.putObject("tells").put("state", pattern.code()).put("reference", about.value());
            var key = CommandKey.ofFact(chain.id().toString(), Integer.toString(chain.version()));
            Draft draft = Draft.of(RAISED, data, now, Actor.EVENT, key)
                    .attention(Attention.opens(KIND).toString());
            return journal.append(chain, draft) instanceof Append.Done ? Optional.of(true) : Optional.empty();
        });
    }
}
