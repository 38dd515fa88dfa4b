package dev.surety.ledger.domain;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which generation of a marketplace's books is read, and which is being built beside it. A number is never used twice.
 * Each change is made by the job that builds, and only if nobody else has changed anything since.
 */
public interface Generations {
    /**
     * @param live the one that answers come from
     * @param next the one that a rebuild fills; the poster writes to both
     * @param closing a switch is near: until it is over nothing may be debited that has to be there ({@code guarded})
     * @param old what was live before, or was never finished; of no use but to look at, until the next rebuild
     * @param job who builds, or was the last to
     */
    record State(
            int live,
            Optional<Integer> next,
            boolean closing,
            Optional<Integer> old,
            int highest,
            String job,
            long version) {
        public static final State FIRST = new State(0, Optional.empty(), false, Optional.empty(), 0, "", 0);

        /** Where a poster writes: what is live first. */
        public List<Integer> written() {
            return Stream.concat(Stream.of(live), next.stream()).toList();
        }

        public boolean isBuiltBy(ChainId chain) {
            return next.isPresent() && job.equals(chain.toString());
        }

        /** Who builds; nobody if nothing is being built. */
        public Optional<ChainId> builder() {
            return next.map(_ -> ChainId.parse(job));
        }

        public State begun(ChainId by) {
            return new State(live, Optional.of(highest + 1), false, old, highest + 1, by.toString(), version);
        }

        /** The same new books, in the hands of another job; nothing need wait for a switch yet. */
        public State takenOver(ChainId by) {
            return new State(live, next, false, old, highest, by.toString(), version);
        }

        public State closed() {
            return new State(live, next, true, old, highest, job, version);
        }

        public State swept() {
            return new State(live, next, closing, Optional.empty(), highest, job, version);
        }

        public State switched() {
            return new State(next.orElseThrow(), Optional.empty(), false, Optional.of(live), highest, job, version);
        }

        public State abandoned() {
            return new State(live, Optional.empty(), false, next, highest, job, version);
        }
    }

    State of(MarketplaceId marketplace);

    Map<MarketplaceId, State> of(Collection<MarketplaceId> marketplaces);

    /** False if somebody else has changed it since it was read. */
    boolean change(MarketplaceId marketplace, State to);
}
