package dev.surety.payouts.app.report;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Attention;
import dev.surety.model.journal.ChainId;
import dev.surety.payouts.domain.adjustment.Adjustment;
import dev.surety.payouts.domain.report.GatewayLine;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.json.Json;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Ends the work on a gateway's row, once an adjustment that names it has taken its money out of {@code suspense}. */
public final class ClearGatewayLine {
    private static final String CLEARED = "gateway_line.cleared.v1";

    private final Journal journal;

    public ClearGatewayLine(Journal journal) {
        this.journal = journal;
    }

    /**
     * Doing it again changes nothing.
     *
     * @param id of the posted adjustment
     */
    public void clear(MarketplaceId marketplace, String row, String id, Adjustment adjustment, Instant now) {
        var chain = new ChainId(GatewayLines.TYPE, marketplace, row);
        boolean _ = Contention.retry("a gateway's row", () -> {
            StateChain state = journal.state(chain);
            Optional<GatewayLine> cleared = state.last()
                    .filter(last -> !last.event().equals(CLEARED))
                    .map(GatewayLines::read)
                    .filter(line -> isClearedBy(line, adjustment));
            return cleared.isEmpty() || isAppended(state, draft(chain, cleared.get(), id, now))
                    ? Optional.of(true)
                    : Optional.empty();
        });
    }

    private boolean isAppended(StateChain state, Draft draft) {
        return journal.append(state, draft) instanceof Append.Done;
    }

    private static boolean isClearedBy(GatewayLine line, Adjustment adjustment) {
        return !line.suspense().isZero()
                && line.suspense().negated().equals(adjustment.order().posted(AccountKind.SUSPENSE));
    }

    private static Draft draft(ChainId chain, GatewayLine line, String adjustment, Instant now) {
        ObjectNode data = Json.object().put("adjustment", adjustment);
        data.set("line", Json.tree(line));
        data.putObject("tells").put("state", "cleared");
        var key = CommandKey.ofFact("cleared", chain.toString(), adjustment);
        return Draft.of(CLEARED, data, now, Actor.EVENT, key)
                .attention(Attention.closes(GatewayLines.UNMATCHED).toString());
    }
}
