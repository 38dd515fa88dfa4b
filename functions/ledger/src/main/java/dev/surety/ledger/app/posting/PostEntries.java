package dev.surety.ledger.app.posting;

import dev.surety.ledger.domain.account.Books;
import dev.surety.ledger.domain.posting.Arrival.Reason;
import dev.surety.ledger.domain.posting.Arrival;
import dev.surety.ledger.domain.posting.EntryRef;
import dev.surety.ledger.domain.posting.ParkedEntries;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.ledger.Line;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.resilience.SideBySide;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts a batch of entries, account by account and all accounts side by side, so that a hot account costs one balance
 * write per batch. It parks an entry that can never be posted and goes on with all others, later entries of its chain
 * too. An outage names the first entry that is not wholly posted. The stream then brings that entry and all after it
 * again, and we pass by lines posted before.
 *
 * <p>A crash anywhere leaves accounts posted and others not; the batch comes again.
 */
public final class PostEntries {
    private static final Logger LOG = LoggerFactory.getLogger(PostEntries.class);

    private final Books books;
    private final ParkedEntries parked;
    private final ParkedPlaces places;
    private final int accountsAtOnce;
    private final Metrics metrics;

    /** @param accountsAtOnce how many accounts are posted at a time */
    public PostEntries(
            Books books, ParkedEntries parked, ParkedPlaces places, int accountsAtOnce, Metrics metrics) {
        this.books = books;
        this.parked = parked;
        this.places = places;
        this.accountsAtOnce = accountsAtOnce;
        this.metrics = metrics;
    }

    /**
     * @param left the index of the first arrival that is to come again, if one is
     * @param parked the entries that could not be posted and were parked
     */
    public record Posted(Optional<Integer> left, Set<EntryRef> parked) {}

    private record Pending(int index, Line line) {}

    /** @param pending the lines that do not fit; all that were tried, where there was an outage */
    private record Tried(Collection<Pending> pending, Optional<Outage> outage) {}

    /** The lines of a batch by account. A stream may bring an entry twice in one batch; its lines are here once. */
    private record Sorted(Map<LedgerAccount, Map<Line, Pending>> accounts, Set<EntryRef> parked) {}

    public Posted post(List<Arrival> batch) {
        Sorted sorted = new Sorted(new LinkedHashMap<>(), new HashSet<>());
        int taken = 0;
        try {
            while (taken < batch.size()) {
                sort(taken, batch.get(taken), sorted);
                taken++;
            }
        } catch (Outage outage) {
            LOG.atWarn().setCause(outage).log("an entry could not be parked and comes again");
            metrics.count(outage.metric(), "edge", "stream");
        }
        int failed = taken;
        int first = write(sorted).map(left -> Math.min(left, failed)).orElse(failed);
        return new Posted(
                first < batch.size() ? Optional.of(first) : Optional.empty(), Set.copyOf(sorted.parked()));
    }

    private void sort(int index, Arrival arrival, Sorted sorted) {
        switch (arrival) {
            case Arrival.WithoutPostings() -> {}
            case Arrival.Tampered tampered -> {
                LOG.atError()
                        .addKeyValue("chain", tampered.place().chain())
                        .addKeyValue("number", tampered.place().number())
                        .addKeyValue("kind", tampered.kind())
                        .log("append-only: an entry of the journal was changed or removed");
                metrics.count("breach", "invariant", "append-only");
                parked.recordBreach(tampered);
            }
            case Arrival.Poison(EntryRef place, Reason reason) -> park(place, reason, sorted);
            case Arrival.Moved(var movement) -> movement.lines().forEach(line -> sorted.accounts()
                    .computeIfAbsent(line.account(), _ -> new LinkedHashMap<>())
                    .putIfAbsent(line, new Pending(index, line)));
        }
    }

    private void park(EntryRef place, Reason reason, Sorted sorted) {
        parked.park(place, reason);
        places.open(place, reason);
        sorted.parked().add(place);
        LOG.atError()
                .addKeyValue("chain", place.chain())
                .addKeyValue("number", place.number())
                .addKeyValue("reason", reason)
                .log("an entry was parked");
        metrics.count("parked", "reason", reason.name().toLowerCase(Locale.ROOT));
    }

    /** The index of the first entry with a line that was not written, if there is one. */
    private Optional<Integer> write(Sorted sorted) {
        List<Pending> left = new ArrayList<>();
        sorted.accounts().values().forEach(each -> left.addAll(each.values()));
        try {
            books.open(left.stream().map(Pending::line).toList());
            List<Tried> tried = SideBySide.map(
                    accountsAtOnce, List.copyOf(sorted.accounts().values()), pending -> tried(pending.values()));
            left.clear();
            List<Pending> unfit = new ArrayList<>();
            for (Tried each : tried) {
                each.outage().ifPresentOrElse(
                        outage -> {
                            told(outage);
                            left.addAll(each.pending());
                        },
                        () -> unfit.addAll(each.pending()));
            }
            left.addAll(unfit);
            for (Pending each : unfit) {
                // Lines of this entry on other accounts may be posted: parked means that not all are.
                park(EntryRef.of(each.line()), Reason.OVERFLOW, sorted);
                left.remove(each);
            }
        } catch (Outage outage) {
            told(outage);
        }
        return left.stream().map(Pending::index).min(Integer::compare);
    }

    /** An outage of one account stops no other. */
    private Tried tried(Collection<Pending> pending) {
        try {
            return new Tried(unfit(pending), Optional.empty());
        } catch (Outage outage) {
            return new Tried(pending, Optional.of(outage));
        }
    }

    private List<Pending> unfit(Collection<Pending> pending) {
        List<Line> lines = pending.stream().map(Pending::line).toList();
        List<Line> not = books.post(lines.getFirst().account(), lines);
        return pending.stream().filter(each -> not.contains(each.line())).toList();
    }

    private void told(Outage outage) {
        LOG.atWarn().setCause(outage).log("part of a batch comes again");
        metrics.count(outage.metric(), "edge", "stream");
    }
}
