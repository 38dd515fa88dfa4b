package dev.surety.escrow.domain.funds;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The payer's dispute, which freezes its own part and nothing else.
 *
 * @param part the disputed money
 * @param longStop when the money goes back to the payer because no arbiter ruled
 * @param left time left of the state's deadline when this froze the last uncommitted money; zero if it froze less.
 *     For a settled escrow, time left of the money's hold.
 * @param bankSince since when a bank has some of it, so that the long stop stands still
 * @param stoodStill how long the long stop has stood still before
 */
public record OpenDispute(
        Portion part,
        Instant openedAt,
        Instant longStop,
        Duration left,
        Optional<Instant> bankSince,
        Duration stoodStill) {

    Optional<OpenDispute> less(Portion gone) {
        Portion rest = part.minus(gone);
        return rest.isZero()
                ? Optional.empty()
                : Optional.of(
                        new OpenDispute(rest, openedAt, longStop, left, bankSince, stoodStill));
    }

    /** The long stop stands still while a bank has some of it, and is later by as much. */
    OpenDispute withBank(boolean has, Instant at) {
        if (has == bankSince.isPresent()) {
            return this;
        }
        if (has) {
            return new OpenDispute(part, openedAt, longStop, left, Optional.of(at), stoodStill);
        }
        Duration still = Duration.between(bankSince.orElseThrow(), at);
        return new OpenDispute(
                part, openedAt, longStop.plus(still), left, Optional.empty(), stoodStill.plus(still));
    }

    /** How long it has run, without the time in which a bank had it. */
    public Duration ran(Instant at) {
        return Duration.between(openedAt, bankSince.orElse(at)).minus(stoodStill);
    }
}
