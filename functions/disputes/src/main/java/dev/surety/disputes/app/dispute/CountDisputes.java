package dev.surety.disputes.app.dispute;

import dev.surety.disputes.app.dispute.DisputeChains.Stored;
import dev.surety.disputes.domain.figures.DisputeFacts;
import dev.surety.disputes.domain.figures.DisputeFigures;
import dev.surety.model.id.MarketplaceId;
import dev.surety.runtime.journal.JournalIndexes.Found;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.SideBySide;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The figures of disputes, counted from their last entries at each request. */
public final class CountDisputes {
    /** So many disputes are read for one answer. */
    public static final int MOST = 2_000;

    private static final int PAGE = 100;

    private final DisputeChains disputes;
    private final int most;

    public CountDisputes(DisputeChains disputes, int most) {
        this.disputes = disputes;
        this.most = most;
    }

    /**
     * The figures of all that were opened from one time on and before another.
     *
     * @return nothing if they are more than we read
     */
    public Optional<DisputeFigures> between(MarketplaceId marketplace, Instant from, Instant until) {
        List<DisputeFacts> all = new ArrayList<>();
        int limit = Math.min(PAGE, most);
        Optional<Found> after = Optional.of(disputes.place(marketplace, until));
        while (after.isPresent()) {
            List<Found> page = disputes.list(marketplace, DisputeChains.Page.newest(limit, after));
            List<Found> wanted = page.stream()
                    .filter(one -> isBetween(Instant.parse(one.at()), from, until))
                    .toList();
            if (all.size() + wanted.size() > most) {
                return Optional.empty();
            }
            SideBySide.map(Limits.LIST_READS_AT_ONCE, wanted, hint -> disputes.find(hint.chain())).stream()
                    .flatMap(Optional::stream)
                    .map(Stored::dispute)
                    .map(DisputeFacts::of)
                    .forEach(all::add);
            boolean isLast = page.size() < limit || page.getLast().at().compareTo(Times.text(from)) < 0;
            after = isLast ? Optional.empty() : Optional.of(page.getLast());
        }
        return Optional.of(DisputeFigures.of(all));
    }

    private static boolean isBetween(Instant at, Instant from, Instant until) {
        return !at.isBefore(from) && at.isBefore(until);
    }

    public Instant now(MarketplaceId marketplace) {
        return disputes.present().now(marketplace);
    }

    public int most() {
        return most;
    }
}
