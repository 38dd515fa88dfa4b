package dev.surety.model.marketplace;

import java.time.Duration;
import java.util.List;

/** Published terms: when money is taken, released and given back, and what it costs. Immutable once used. */
public record Preset(String preset, int version, Timers timers, List<FeeRule> fees) {
    public Preset {
        fees = List.copyOf(fees);
    }

    /**
     * How long each side has.
     *
     * @param pay from creation until the payer has started to pay
     * @param deliver from funding until the payee has delivered
     * @param inspect from delivery until the money is released without a word from the payer
     */
    public record Timers(Duration pay, Duration deliver, Duration inspect) {}
}
