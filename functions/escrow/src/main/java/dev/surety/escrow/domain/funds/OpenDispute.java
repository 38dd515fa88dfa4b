package dev.surety.escrow.domain.funds;

import dev.surety.model.dispute.DisputedMoney.How;
import dev.surety.model.id.RefundId;
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
 * @param extended the time by which outages have moved the long stop
 * @param telling how far we know that the dispute's own chain exists; empty where the marketplace has no arbiters
 */
public record OpenDispute(
        DisputeOpening opening,
        Portion part,
        Instant longStop,
        Duration left,
        Optional<Instant> bankSince,
        Duration stoodStill,
        Duration extended,
        Optional<CaseTelling> telling) {

    public static OpenDispute of(
            DisputeOpening opening, Portion part, Instant longStop, Duration left, Optional<Instant> tellAt) {
        return new OpenDispute(
                opening,
                part,
                longStop,
                left,
                Optional.empty(),
                Duration.ZERO,
                Duration.ZERO,
                tellAt.map(CaseTelling::begun));
    }

    public Instant openedAt() {
        return opening.at();
    }

    OpenDispute less(Portion gone) {
        return new OpenDispute(
                opening, part.minus(gone), longStop, left, bankSince, stoodStill, extended, telling);
    }

    /** The long stop stands still while a bank has some of it, and is later by as much. */
    OpenDispute withBank(boolean has, Instant at) {
        if (has == bankSince.isPresent()) {
            return this;
        }
        if (has) {
            return new OpenDispute(
                    opening, part, longStop, left, Optional.of(at), stoodStill, extended, telling);
        }
        Duration still = Duration.between(bankSince.orElseThrow(), at);
        return new OpenDispute(
                opening,
                part,
                longStop.plus(still),
                left,
                Optional.empty(),
                stoodStill.plus(still),
                extended,
                telling);
    }

    OpenDispute extended(Instant stop, Duration total) {
        return new OpenDispute(opening, part, stop, left, bankSince, stoodStill, total, telling);
    }

    OpenDispute looked(boolean known, Optional<Instant> next) {
        return new OpenDispute(
                opening,
                part,
                longStop,
                left,
                bankSince,
                stoodStill,
                extended,
                telling.map(of -> of.looked(known, next)));
    }

    /**
     * How long it has run, without the time in which a bank had it. An outage takes no time from the parties either.
     */
    public Duration ran(Instant at) {
        Duration ran = Duration.between(openedAt(), bankSince.orElse(at)).minus(stoodStill).minus(extended);
        return ran.isNegative() ? Duration.ZERO : ran;
    }

    EndedDispute ended(How how, Instant at, String key, Optional<RefundId> refund) {
        return new EndedDispute(opening, ran(at), extended, how, at, key, refund);
    }
}
