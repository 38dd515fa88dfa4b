package dev.surety.disputes.app.chargeback;

import dev.surety.disputes.app.chargeback.ChargebackChains.Stored;
import dev.surety.disputes.domain.chargeback.ChargebackCase.State;
import dev.surety.disputes.domain.chargeback.ChargebackReason;
import dev.surety.model.id.MarketplaceId;
import dev.surety.runtime.journal.JournalIndexes.Found;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.SideBySide;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts the cases about chargebacks by reason and result, from their last entries at each request. */
public final class CountChargebacks {
    private final ChargebackChains cases;
    private final int most;

    public CountChargebacks(ChargebackChains cases, int most) {
        this.cases = cases;
        this.most = most;
    }

    /** @param state in which the case is now; the last one is its result */
    public record Kind(ChargebackReason reason, State state) implements Comparable<Kind> {
        private static final Comparator<Kind> ORDER =
                Comparator.comparing(Kind::reason).thenComparing(Kind::state);

        @Override
        public int compareTo(Kind other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * The cases that were opened from one time on and before another.
     *
     * @return nothing if they are more than we read
     */
    public Optional<SortedMap<Kind, Integer>> between(MarketplaceId marketplace, Instant from, Instant until) {
        List<Found> wanted = cases.opened(marketplace, from, until).limit(most + 1L).toList();
        if (wanted.size() > most) {
            return Optional.empty();
        }
        SortedMap<Kind, Integer> counts = new TreeMap<>();
        SideBySide.map(Limits.LIST_READS_AT_ONCE, wanted, found -> cases.find(found.chain())).stream()
                .flatMap(Optional::stream)
                .map(Stored::state)
                .map(of -> new Kind(ChargebackReason.of(of.facts().told().reason()), of.state()))
                .forEach(kind -> counts.merge(kind, 1, Integer::sum));
        return Optional.of(counts);
    }
}
