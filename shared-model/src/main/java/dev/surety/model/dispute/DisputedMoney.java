package dev.surety.model.dispute;

import dev.surety.model.id.DisputeId;
import dev.surety.model.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One dispute as its escrow knows it. Amounts are parts of the price, before fees.
 *
 * @param words the vault's commitment to the payer's own words, in the escrow's chain
 * @param asks how the payer wants the claim to be divided
 * @param claim the amount that was disputed at first
 * @param left the part that is still frozen for this dispute; zero once it has ended
 * @param drawn the part of {@code left} that a bank has debited
 * @param longStop when the escrow ends it in the payer's favour; empty while a bank has some of it, and after the end
 * @param extended the time by which outages have moved the long stop
 * @param end empty while it is open
 */
public record DisputedMoney(
        DisputeId id,
        Instant openedAt,
        DisputeReason reason,
        Optional<String> words,
        Division asks,
        Money claim,
        Money left,
        Money drawn,
        Optional<Instant> longStop,
        Duration extended,
        Optional<End> end) {
    /**
     * How it ended.
     *
     * @param key the hash of the command key that ended it
     * @param refund the payer's part of it; empty if there is none
     */
    public record End(How how, Instant at, String key, Optional<Refund> refund) {}

    public enum How {
        AWARDED,
        WITHDRAWN,
        /** The escrow's long stop came first. */
        TIMED_OUT,
        /** A bank kept all of it. */
        LOST
    }

    public enum Refund {
        PENDING,
        DONE,
        /** The gateway refused it for good; the money waits in suspense. */
        UNDELIVERABLE
    }

    public boolean isOpen() {
        return end.isEmpty();
    }
}
