package dev.surety.simulator.bank;

import java.time.Duration;
import java.util.Optional;

/**
 * How the simulated bank treats one transfer.
 *
 * @param name the word by which a script and the published table name it
 * @param code the reason of a refusal; else empty
 * @param later how long after the next full hour it is booked
 * @param back the return that follows the booking
 * @param changed the notice of change that follows it, if a NACHA file has it
 */
public record Behaviour(
        String name, Answer answer, String code, Duration later, Optional<Back> back, Optional<Changed> changed) {
    Behaviour(String name, Answer answer, String code, Duration later, Optional<Back> back) {
        this(name, answer, code, later, back, Optional.empty());
    }

    /** The answer of the bank to our call. */
    enum Answer {
        ACCEPTS,
        DECLINES,
        /** The bank executes it and does not answer. */
        EXECUTES_SILENTLY,
        /** The bank executes it and answers with an error of its own. */
        EXECUTES_AND_FAILS,
        /** The bank never hears of it. */
        IS_NOT_REACHED,
        /** The bank does not know yet; it knows when it books. */
        DECIDES_LATER,
        /** The bank declines it, and every other transfer for an hour. */
        DECLINES_ALL
    }

    /**
     * @param after the time since the booking
     * @param feeMinor the most that the bank keeps, in minor units; never more than half
     */
    record Back(Duration after, String code, long feeMinor) {}

    /** @param data the corrected data, as the notice has them */
    record Changed(Duration after, String code, String data) {}

    boolean isExecuted() {
        return switch (answer) {
            case ACCEPTS, EXECUTES_SILENTLY, EXECUTES_AND_FAILS, DECIDES_LATER -> true;
            case DECLINES, IS_NOT_REACHED, DECLINES_ALL -> false;
        };
    }
}
