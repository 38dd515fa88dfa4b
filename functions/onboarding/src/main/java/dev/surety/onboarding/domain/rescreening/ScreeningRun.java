package dev.surety.onboarding.domain.rescreening;

import dev.surety.onboarding.domain.rescreening.ScreeningRunEvent.Paged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A run that compares every participant of a marketplace with the entries of the lists that changed, in its present
 * state.
 *
 * @param shards how far it has come in each shard of the marketplace's participants
 * @param proof commits to all pages so far; each page's entry says how it follows from the one before
 * @param endedAt when it was done
 */
public record ScreeningRun(
        Order order, State state, Instant begunAt, List<Place> shards, Counts counts, String proof,
        Optional<Instant> endedAt) {
    public enum State {
        WORKING,
        DONE;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The work that was asked for.
     *
     * @param from the index version against which everyone was screened before; empty: every entry of the lists counts
     * as changed
     * @param to the index version to screen against
     * @param by who asked
     * @param expected how many participants the run before this one looked at
     * @param notBefore from when on it may work: every participant that was screened against older lists is in the
     * index by then
     */
    public record Order(
            Optional<String> from, String to, String by, Optional<Long> expected, Instant notBefore) {}

    /**
     * @param after the place in the list after which the next page begins; empty at the beginning
     * @param over whether none is left
     */
    public record Place(Optional<String> after, boolean over) {
        static final Place START = new Place(Optional.empty(), false);
    }

    /**
     * @param named how many got an entry, because a changed entry of a list may mean them
     * @param unscreened how many got an entry, because they were never screened
     * @param nameless how many have no name any more, as it was destroyed
     */
    public record Counts(long looked, long named, long unscreened, long nameless) {
        static final Counts NONE = new Counts(0, 0, 0, 0);

        Counts plus(Counts more) {
            return new Counts(
                    looked + more.looked,
                    named + more.named,
                    unscreened + more.unscreened,
                    nameless + more.nameless);
        }

        /** How many the change does not touch. */
        public long untouched() {
            return looked - named - unscreened - nameless;
        }
    }

    public ScreeningRun {
        shards = List.copyOf(shards);
    }

    static ScreeningRun begun(Order order, int shards, Instant at) {
        return new ScreeningRun(
                order,
                State.WORKING,
                at,
                Collections.nCopies(shards, Place.START),
                Counts.NONE,
                Proof.first(order),
                Optional.empty());
    }

    /** Whether every shard was looked at to its end. */
    public boolean hasLookedAtAll() {
        return shards.stream().allMatch(Place::over);
    }

    ScreeningRun after(Paged page) {
        List<Place> next = new ArrayList<>(shards);
        page.parts().forEach(part -> next.set(
                part.shard(),
                new Place(part.last().or(() -> shards.get(part.shard()).after()), part.isEnd())));
        return new ScreeningRun(order, state, begunAt, next, counts.plus(page.counts()), page.proof(), endedAt);
    }

    ScreeningRun ended(Instant at) {
        return new ScreeningRun(order, State.DONE, begunAt, shards, counts, proof, Optional.of(at));
    }
}
