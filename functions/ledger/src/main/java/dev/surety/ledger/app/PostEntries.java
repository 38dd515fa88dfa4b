package dev.surety.ledger.app;

import dev.surety.ledger.domain.Arrival;
import dev.surety.ledger.domain.Arrival.Reason;
import dev.surety.ledger.domain.Books;
import dev.surety.ledger.domain.LedgerAccount;
import dev.surety.ledger.domain.Line;
import dev.surety.ledger.domain.Movement;
import dev.surety.ledger.domain.ParkedEntries;
import dev.surety.ledger.domain.Place;
import dev.surety.model.Invariants;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.resilience.Outage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts a batch of entries, account by account, so that a hot account costs one balance write per batch. What can
 * never be posted is parked with its chain behind it, and the rest goes on. An outage is told by the first entry that
 * is not wholly posted: it comes again with all after it, and what was posted by then is passed by.
 *
 * <p>A crash anywhere leaves accounts posted and others not; the batch comes again.
 */
public final class PostEntries {
    private static final Logger LOG = LoggerFactory.getLogger(PostEntries.class);

    private final Books books;
    private final ParkedEntries parked;
    private final ParkedPlaces places;
    private final Metrics metrics;

    public PostEntries(Books books, ParkedEntries parked, ParkedPlaces places, Metrics metrics) {
        this.books = books;
        this.parked = parked;
        this.places = places;
        this.metrics = metrics;
    }

    /** The index of the first arrival that is to come again, if one is. */
    public Optional<Integer> post(List<Arrival> batch) {
        Sorted sorted = new Sorted(new HashMap<>(parked.heads(chains(batch))));
        int taken = 0;
        try {
            while (taken < batch.size()) {
                sort(taken, batch.get(taken), sorted);
                taken++;
            }
        } catch (Outage outage) {
            LOG.atWarn().setCause(outage).log("an entry could not be parked and comes again");
            metrics.count("outage", "edge", "stream");
        }
        Optional<Integer> failed = taken < batch.size() ? Optional.of(taken) : Optional.empty();
        return earlier(failed, write(sorted));
    }

    private record Pending(int index, Line line) {}

    /** A batch sorted by account, and the chains that are parked from a number on. */
    private record Sorted(Map<ChainId, Integer> heads, Map<LedgerAccount, Map<Line, Pending>> accounts) {
        Sorted(Map<ChainId, Integer> heads) {
            this(heads, new LinkedHashMap<>());
        }

        boolean isBehind(Movement movement) {
            Integer head = heads.get(movement.chain());
            return head != null && movement.number() >= head;
        }
    }

    private static Set<ChainId> chains(List<Arrival> batch) {
        Set<ChainId> chains = new LinkedHashSet<>();
        for (Arrival arrival : batch) {
            if (arrival instanceof Arrival.Moved(Movement movement)) {
                chains.add(movement.chain());
            }
        }
        return chains;
    }

    private void sort(int index, Arrival arrival, Sorted sorted) {
        switch (arrival) {
            case Arrival.Still() -> {}
            case Arrival.Tampered tampered -> {
                LOG.atError()
                        .addKeyValue("chain", tampered.place().chain())
                        .addKeyValue("number", tampered.place().number())
                        .addKeyValue("kind", tampered.kind())
                        .log("append-only: an entry of the journal was changed or removed");
                metrics.count("breach", "invariant", "append-only");
                parked.recordBreach(tampered);
            }
            case Arrival.Poison(Place place, Reason reason) -> park(place, reason, sorted);
            case Arrival.Moved(Movement movement) -> {
                if (sorted.isBehind(movement)) {
                    park(Place.of(movement.chain(), movement.number()), Reason.BEHIND, sorted);
                } else {
                    // A stream may bring an entry twice in one batch; one transaction may name a line only once.
                    movement.lines().forEach(line -> sorted.accounts()
                            .computeIfAbsent(line.account(), _ -> new LinkedHashMap<>())
                            .putIfAbsent(line, new Pending(index, line)));
                }
            }
        }
    }

    private void park(Place place, Reason reason, Sorted sorted) {
        parked.park(place, reason);
        if (reason != Reason.BEHIND) {
            places.open(place, reason);
        }
        LOG.atError()
                .addKeyValue("chain", place.chain())
                .addKeyValue("number", place.number())
                .addKeyValue("reason", reason)
                .log("an entry was parked");
        metrics.count("parked", "reason", reason.name().toLowerCase(Locale.ROOT));
        try {
            sorted.heads().merge(ChainId.parse(place.chain()), place.number(), Math::min);
        } catch (Invariants.Breach noChain) {
            LOG.atError().addKeyValue("chain", place.chain()).log("a parked entry belongs to no chain");
        }
    }

    /** The index of the first entry with a line that was not written, if there is one. */
    private Optional<Integer> write(Sorted sorted) {
        List<List<Pending>> left = new ArrayList<>();
        sorted.accounts().values().forEach(each -> left.add(List.copyOf(each.values())));
        List<Pending> unfit = new ArrayList<>();
        try {
            books.open(left.stream().flatMap(List::stream).map(Pending::line).toList());
            while (!left.isEmpty()) {
                List<Pending> next = left.getFirst();
                List<Line> lines = next.stream().map(Pending::line).toList();
                List<Line> not = books.post(lines.getFirst().account(), lines);
                next.stream().filter(pending -> not.contains(pending.line())).forEach(unfit::add);
                left.removeFirst();
            }
            while (!unfit.isEmpty()) {
                parkWithChain(unfit.getFirst(), sorted);
                unfit.removeFirst();
            }
        } catch (Outage outage) {
            LOG.atWarn().setCause(outage).log("part of a batch comes again");
            metrics.count("outage", "edge", "stream");
        }
        left.add(unfit);
        return left.stream().flatMap(List::stream).map(Pending::index).min(Integer::compare);
    }

    /** Lines of this entry on other accounts, and of entries behind it, may be posted: parked says not all are. */
    private void parkWithChain(Pending unfit, Sorted sorted) {
        ChainId chain = unfit.line().chain();
        park(Place.of(chain, unfit.line().number()), Reason.OVERFLOW, sorted);
        sorted.accounts().values().stream()
                .flatMap(lines -> lines.keySet().stream())
                .filter(line -> line.chain().equals(chain) && line.number() > unfit.line().number())
                .map(Line::number)
                .distinct()
                .sorted()
                .forEach(number -> park(Place.of(chain, number), Reason.BEHIND, sorted));
    }

    private static Optional<Integer> earlier(Optional<Integer> one, Optional<Integer> other) {
        return one.isPresent() && other.isPresent()
                ? Optional.of(Math.min(one.get(), other.get()))
                : one.or(() -> other);
    }
}
