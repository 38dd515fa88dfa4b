package dev.surety.runtime.command;

import dev.surety.runtime.resilience.Contended;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.LostRace;
import java.util.Optional;
import java.util.function.Supplier;

/** Tries again after a lost race, with growing random pauses, and gives up after {@value Limits#LOST_RACES} races. */
public final class Contention {
    private Contention() {}

    /**
     * @param what the thing that is written, as a refusal to go on names it
     * @param round loads, decides and appends; nothing if another writer took the place
     */
    public static <T> T retry(String what, Supplier<Optional<T>> round) {
        for (int race = 0; race < Limits.LOST_RACES; race++) {
            LostRace.pause(race);
            Optional<T> done = round.get();
            if (done.isPresent()) {
                return done.get();
            }
        }
        throw new Contended(what + " is being written by too many");
    }
}
