package dev.surety.payouts.app.statement;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Postings;
import dev.surety.payouts.app.payout.Present;
import dev.surety.payouts.app.statement.LineChains.Stored;
import dev.surety.payouts.domain.adjustment.Adjustment;
import dev.surety.payouts.domain.bank.LineState.Resolution;
import dev.surety.payouts.domain.statement.ResolveRules;
import dev.surety.payouts.domain.statement.ResolveRules.Closing;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import java.time.Instant;
import java.util.Optional;

/** Ends the work on a line in suspense, once an adjustment that names it has taken its whole amount out again. */
public final class ClearLine {
    private static final Closing POSTED_ELSEWHERE =
            new Closing(Postings.NONE, Optional.empty(), Optional.empty(), false);

    private final LineChains lines;
    private final Present present;

    public ClearLine(LineChains lines, Present present) {
        this.lines = lines;
        this.present = present;
    }

    /**
     * Doing it again changes nothing.
     *
     * @param id of the posted adjustment
     */
    public void clear(MarketplaceId marketplace, String line, String id, Adjustment adjustment) {
        boolean _ = Contention.retry("a line", () -> {
            Optional<Stored> cleared = lines.find(marketplace, line)
                    .filter(stored -> ResolveRules.isClearedBy(
                            stored.state(), adjustment.order().posted(AccountKind.SUSPENSE)));
            return cleared.isEmpty() || isAppended(cleared.get(), id, adjustment)
                    ? Optional.of(true)
                    : Optional.empty();
        });
    }

    private boolean isAppended(Stored line, String id, Adjustment adjustment) {
        return lines.append(line, draft(line, id, adjustment)) instanceof Append.Done;
    }

    private Draft draft(Stored line, String id, Adjustment adjustment) {
        Instant now = present.now(line.marketplace());
        var resolution = new Resolution(
                Resolution.Kind.ADJUSTMENT,
                Optional.of(id),
                adjustment.by(),
                now,
                Optional.of(adjustment.approvals().getLast().person()));
        return lines.resolved(
                line, resolution, POSTED_ELSEWHERE, now, Actor.EVENT, CommandKey.ofFact("cleared", line.id(), id));
    }
}
