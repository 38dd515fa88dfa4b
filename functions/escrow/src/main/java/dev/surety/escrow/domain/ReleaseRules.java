package dev.surety.escrow.domain;

import dev.surety.escrow.domain.EscrowCommand.Release;
import dev.surety.escrow.domain.EscrowEvent.Why;
import java.time.Instant;
import java.util.Optional;

/**
 * Releasing: of r with fee shares s (the payee's) and t (the payer's) takes r + t from what is held; the payee gets
 * r − s, the marketplace s + t.
 */
final class ReleaseRules {
    private ReleaseRules() {}

    static Decision release(Escrow escrow, Release release, Why why, Circumstances when) {
        Custody custody = escrow.custodyNow().orElseThrow();
        return switch (Free.slice(custody, release.amount())) {
            case Free.Wanted.No(var refusal) -> refusal;
            case Free.Wanted.Yes(var part) -> {
                Optional<Instant> matures = when.maturesAt();
                Optional<Escrow.Outcome> settles = settles(escrow, custody.holdings().release(part));
                yield Decision.happens(
                        new EscrowEvent.Released(part, why, release.reference(), matures, settles),
                        Moves.of(escrow.agreement()).release(part, matures.isPresent()).postings());
            }
        };
    }

    /** What an escrow comes to when its money is where these holdings say; nothing if it goes on. */
    static Optional<Escrow.Outcome> settles(Escrow escrow, Holdings after) {
        return after.isSpent() && escrow.openRefund().isEmpty()
                ? Optional.of(Escrow.Outcome.of(after))
                : Optional.empty();
    }
}
