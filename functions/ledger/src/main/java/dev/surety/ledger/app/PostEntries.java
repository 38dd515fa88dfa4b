package dev.surety.ledger.app;

import dev.surety.ledger.domain.Arrival;
import dev.surety.ledger.domain.Arrival.Reason;
import dev.surety.ledger.domain.Books;
import dev.surety.ledger.domain.Generations;
import dev.surety.ledger.domain.LedgerAccount;
import dev.surety.ledger.domain.Line;
import dev.surety.ledger.domain.Movement;
import dev.surety.ledger.domain.ParkedEntries;
import dev.surety.ledger.domain.Place;
import dev.surety.model.Invariants;
import dev.surety.model.id.MarketplaceId;
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
import java.util.function.Function;
import java.util.stream.Collectors;
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
    private final Generations generations;
    private final ParkedPlaces places;
    private final Metrics metrics;

    public PostEntries(
            Books books, ParkedEntries parked, Generations generations, ParkedPlaces places, Metrics metrics) {
        this.books = books;
        this.parked = parked;
        this.generations = generations;
        this.places = places;
        this.metrics = metrics;
    }

    /**
     * The index of the first arrival that is to come again, if one is. Every marketplace's entries go to the live
     * generation of its books and to the one that is being built. Which those are is read here, before anything is
     * written: what a rebuild begins after that finds these entries in the journal, where they lay before.
     */
    public Optional<Integer> post(List<Arrival> batch) {
        Map<MarketplaceId, Generations.State> states = generations.of(marketplaces(batch));
        Optional<Integer> left = post(batch, arrival -> Optional.of(
                marketplace(arrival).map(of -> state(states, of).live()).orElse(0)));
        boolean building = states.values().stream().anyMatch(state -> state.next().isPresent());
        return building
                ? earlier(left, post(batch, arrival ->
                        marketplace(arrival).flatMap(of -> state(states, of).next())))
                : left;
    }

    /** Like {@link #post(List)}, to one generation of the books of the one marketplace they are all of. */
    public Optional<Integer> post(List<Arrival> batch, int generation) {
        return post(batch, _ -> Optional.of(generation));
    }

    private static Generations.State state(Map<MarketplaceId, Generations.State> states, MarketplaceId of) {
        return states.getOrDefault(of, Generations.State.FIRST);
    }

    private static Set<MarketplaceId> marketplaces(List<Arrival> batch) {
        return batch.stream().flatMap(arrival -> marketplace(arrival).stream()).collect(Collectors.toSet());
    }

    private static Optional<MarketplaceId> marketplace(Arrival arrival) {
        return switch (arrival) {
            case Arrival.Moved(Movement movement) -> Optional.of(movement.chain().marketplace());
            case Arrival.Poison(Place place, _) -> Optional.of(place.marketplace())
                    .filter(MarketplaceId::isWellFormed)
                    .map(MarketplaceId::new);
            case Arrival.Still _, Arrival.Tampered _ -> Optional.empty();
        };
    }

    /** To the generation that there is for each arrival; what has none is passed by. */
    private Optional<Integer> post(List<Arrival> batch, Function<Arrival, Optional<Integer>> generation) {
        Map<Integer, Set<ChainId>> chains = new HashMap<>();
        for (Arrival arrival : batch) {
            if (arrival instanceof Arrival.Moved(Movement movement)) {
                generation.apply(arrival).ifPresent(of ->
                        chains.computeIfAbsent(of, _ -> new LinkedHashSet<>()).add(movement.chain()));
            }
        }
        Sorted sorted = new Sorted(new HashMap<>());
        chains.forEach((of, some) -> sorted.heads().putAll(parked.in(of).heads(some)));
        int taken = 0;
        try {
            while (taken < batch.size()) {
                int index = taken;
                generation.apply(batch.get(taken)).ifPresent(of -> sort(index, batch.get(index), of, sorted));
                taken++;
            }
        } catch (Outage outage) {
            LOG.atWarn().setCause(outage).log("an entry could not be parked and comes again");
            metrics.count(outage.metric(), "edge", "stream");
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

    private void sort(int index, Arrival arrival, int generation, Sorted sorted) {
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
            case Arrival.Poison(Place place, Reason reason) -> park(place, reason, generation, sorted);
            case Arrival.Moved(Movement movement) -> {
                if (sorted.isBehind(movement)) {
                    park(Place.of(movement.chain(), movement.number()), Reason.BEHIND, generation, sorted);
                } else {
                    // A stream may bring an entry twice in one batch; one transaction may name a line only once.
                    movement.lines(generation).forEach(line -> sorted.accounts()
                            .computeIfAbsent(line.account(), _ -> new LinkedHashMap<>())
                            .putIfAbsent(line, new Pending(index, line)));
                }
            }
        }
    }

    private void park(Place place, Reason reason, int generation, Sorted sorted) {
        parked.in(generation).park(place, reason);
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
            metrics.count(outage.metric(), "edge", "stream");
        }
        left.add(unfit);
        return left.stream().flatMap(List::stream).map(Pending::index).min(Integer::compare);
    }

    /** Lines of this entry on other accounts, and of entries behind it, may be posted: parked says not all are. */
    private void parkWithChain(Pending unfit, Sorted sorted) {
        ChainId chain = unfit.line().chain();
        int generation = unfit.line().account().generation();
        park(Place.of(chain, unfit.line().number()), Reason.OVERFLOW, generation, sorted);
        sorted.accounts().values().stream()
                .flatMap(lines -> lines.keySet().stream())
                .filter(line -> line.chain().equals(chain) && line.number() > unfit.line().number())
                .map(Line::number)
                .distinct()
                .sorted()
                .forEach(number -> park(Place.of(chain, number), Reason.BEHIND, generation, sorted));
    }

    private static Optional<Integer> earlier(Optional<Integer> one, Optional<Integer> other) {
        return one.isPresent() && other.isPresent()
                ? Optional.of(Math.min(one.get(), other.get()))
                : one.or(() -> other);
    }
}
