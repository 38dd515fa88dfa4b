package dev.surety.runtime.command;

import dev.surety.runtime.resilience.ContentionPause;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.TooMuchContention;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Tries again after a lost race, with growing random pauses, and gives up after {@value Limits#LOST_RACES} races. */
public final class Contention {
    private Contention() {}

    /**
     * @param what the thing that is written, as a refusal to go on names it
     * @param round loads, decides and appends; nothing if another writer took the place
     */
    public static <T> T retry(String what, Supplier<Optional<T>> round) {
        return retry(what, round, Supplier::get, again -> again);
    }

    /**
     * The same where the caller has loaded the first round already.
     *
     * @param round decides and appends; nothing if another writer took the place
     * @param reload loads anew for the next round
     */
    public static <S, T> T retry(String what, S from, Function<S, Optional<T>> round, UnaryOperator<S> reload) {
        S state = from;
        for (int race = 0; race < Limits.LOST_RACES; race++) {
            if (race > 0) {
                ContentionPause.pause(race);
                state = reload.apply(state);
            }
            Optional<T> done = round.apply(state);
            if (done.isPresent()) {
                return done.get();
            }
        }
        throw new TooMuchContention(what + " is being written by too many");
    }
}
