package dev.surety.disputes.app.dispute;

import dev.surety.disputes.app.dispute.DisputeChains.Stored;
import dev.surety.disputes.domain.dispute.Dispute;
import dev.surety.model.id.DisputeId;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.SideBySide;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The disputes that each person has, in a chain of the person's own. It is written before the dispute's own entry. So
 * it may name a dispute whose entry failed, or that has ended since; the reader looks at each dispute and leaves such
 * ones out. No index could count them: an index shows what a chain's first entry says.
 */
public final class ArbiterChains {
    public static final String TYPE = "arbiter";

    private static final String EVENT = "arbiter.assigned.v1";
    private static final String OPEN = "open";
    private static final int READS_AT_ONCE = 16;

    private final Journal journal;
    private final DisputeChains disputes;

    public ArbiterChains(Journal journal, DisputeChains disputes) {
        this.journal = journal;
        this.disputes = disputes;
    }

    /** A person's name in tokens may have letters that no chain's id has. */
    static ChainId chain(MarketplaceId marketplace, String person) {
        return new ChainId(TYPE, marketplace, Id.derive("arb", marketplace.value(), person));
    }

    /** How many open disputes a person has. */
    int load(MarketplaceId marketplace, String person) {
        return open(journal.state(chain(marketplace, person)), marketplace, person).size();
    }

    /** Adds the dispute, unless that were more than {@code most}. Adding it twice counts once. */
    boolean take(Stored dispute, String person, Optional<Integer> most) {
        return Contention.retry("an arbiter", () -> round(dispute, person, most));
    }

    private Optional<Boolean> round(Stored dispute, String person, Optional<Integer> most) {
        MarketplaceId marketplace = dispute.marketplace();
        StateChain chain = journal.state(chain(marketplace, person));
        if (named(chain).contains(dispute.id())) {
            return Optional.of(true);
        }
        List<DisputeId> open = new ArrayList<>(open(chain, marketplace, person));
        if (most.filter(limit -> open.size() >= limit).isPresent()) {
            return Optional.of(false);
        }
        open.add(dispute.id());
        ObjectNode data = Json.object().put("dispute", dispute.id().value());
        ArrayNode all = data.putArray(OPEN);
        open.forEach(id -> all.add(id.value()));
        var key = CommandKey.ofFact(chain.id().toString(), dispute.id().value(), Integer.toString(chain.version()));
        var draft = Draft.of(EVENT, data, disputes.present().now(marketplace), Actor.EVENT, key);
        return journal.append(chain, draft) instanceof Append.Done ? Optional.of(true) : Optional.empty();
    }

    private List<DisputeId> open(StateChain chain, MarketplaceId marketplace, String person) {
        return SideBySide.map(
                        READS_AT_ONCE,
                        named(chain),
                        id -> disputes.find(marketplace, id)
                                .map(Stored::dispute)
                                .filter(dispute -> isWith(dispute, person))
                                .map(_ -> id))
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static boolean isWith(Dispute dispute, String person) {
        return !dispute.isClosed() && dispute.bench().role(person).isPresent();
    }

    private static List<DisputeId> named(StateChain chain) {
        return chain.last().stream()
                .flatMap(last -> named(Json.object(last.data())))
                .toList();
    }

    private static Stream<DisputeId> named(ObjectNode data) {
        return data.path(OPEN).valueStream().map(id -> new DisputeId(id.stringValue()));
    }
}
