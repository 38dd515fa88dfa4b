package dev.surety.escrow.domain.escrow;

import dev.surety.escrow.domain.escrow.EscrowCommand.Release;
import dev.surety.escrow.domain.escrow.EscrowEvent.Why;
import dev.surety.escrow.domain.funds.EscrowFunds;
import java.time.Instant;
import java.util.Optional;

/**
 * A release of r with fee shares s (the payee's) and t (the payer's) takes r + t from the escrow. The payee gets r − s,
 * the marketplace s + t. Of the payee's part, the settings may keep some in its reserve for a time.
 */
final class ReleaseRules {
    private ReleaseRules() {}

    static Decision release(Escrow escrow, Release release, Why why, DecisionContext when) {
        EscrowFunds funds = escrow.fundsNow().orElseThrow();
        return switch (AvailableFunds.slice(funds, release.amount())) {
            case AvailableFunds.Availability.Unavailable(var refusal) -> refusal;
            case AvailableFunds.Availability.Available(var part) -> {
                Optional<Instant> matures = when.maturesAt();
                Optional<EscrowEvent.Kept> kept = when.kept(part.net(escrow.agreement()));
                EscrowFunds after = funds.released(part, matures, release.reference());
                Optional<Escrow.Outcome> settles = settles(escrow, after);
                yield Decision.accepted(
                        new EscrowEvent.Released(part, why, release.reference(), matures, settles, kept));
            }
        };
    }

    /** The outcome of an escrow whose money is all spent; empty if it goes on, or was settled before. */
    static Optional<Escrow.Outcome> settles(Escrow escrow, EscrowFunds after) {
        boolean runs = escrow instanceof Escrow.Held || escrow instanceof Escrow.Delivered;
        return runs && after.isOver() ? Optional.of(Escrow.Outcome.of(after)) : Optional.empty();
    }
}
