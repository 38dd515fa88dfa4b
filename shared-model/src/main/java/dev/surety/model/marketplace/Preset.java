package dev.surety.model.marketplace;

import java.time.Duration;
import java.util.List;

/** Published terms: the times and the fees of an escrow. Immutable once published. */
public record Preset(String preset, int version, Timers timers, List<FeeRule> fees) {
    public Preset {
        fees = List.copyOf(fees);
    }

    /**
     * The time that each side has.
     *
     * @param pay from creation until the payer has started to pay
     * @param deliver from funding until the payee has delivered
     * @param inspect from delivery until the money is released without the payer's acceptance
     */
    public record Timers(Duration pay, Duration deliver, Duration inspect) {}
}
