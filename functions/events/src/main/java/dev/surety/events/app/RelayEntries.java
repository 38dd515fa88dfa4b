package dev.surety.events.app;

import dev.surety.events.domain.Bus;
import dev.surety.events.domain.Event;
import dev.surety.events.domain.Feed.Pack;
import dev.surety.events.domain.Feed;
import dev.surety.events.domain.Kinds;
import dev.surety.events.domain.Stamp;
import dev.surety.events.domain.WorkItem;
import dev.surety.events.domain.Worklist;
import dev.surety.model.id.MarketplaceId;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.resilience.Outage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the bus, and then the work list and the feed, of a batch of entries, in their order. At least once: an entry
 * not wholly told comes again with all after it. The bus goes first, so that an hour without it does not fill the feed
 * with repetitions.
 */
public final class RelayEntries {
    private static final Logger LOG = LoggerFactory.getLogger(RelayEntries.class);

    /** Clocks of two instances may differ by so much. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private static final int MOST_STAMPS = 5;

    private final Feed feed;
    private final Bus bus;
    private final Worklist worklist;
    private final InstantSource clock;
    private final Duration settle;
    private final Metrics metrics;

    /** @param settle how long after its stamp an event may become visible without a reader missing it */
    public RelayEntries(
            Feed feed, Bus bus, Worklist worklist, InstantSource clock, Duration settle, Metrics metrics) {
        this.feed = feed;
        this.bus = bus;
        this.worklist = worklist;
        this.clock = clock;
        this.settle = settle;
        this.metrics = metrics;
    }

    /** Counts the notices, from the first, that are on the bus, the work list and the feed; the others come again. */
    public int relay(List<Bus.Notice> notices) {
        try {
            Map<MarketplaceId, Stamp> stamps = new HashMap<>();
            notices.forEach(notice -> stamps.computeIfAbsent(notice.event().marketplace(), this::newest));
            int published = bus.publish(notices);
            if (published < notices.size()) {
                LOG.atWarn().addKeyValue("taken", published).log("the bus did not take all events");
                metrics.count("outage", "edge", "bus");
            }
            return put(notices.subList(0, mark(notices.subList(0, published))), stamps);
        } catch (Outage outage) {
            tellAgain(outage);
            return 0;
        }
    }

    private void tellAgain(Outage outage) {
        LOG.atWarn().setCause(outage).log("part of a batch is relayed again");
        metrics.count("outage", "edge", "stream");
    }

    /** How many of the notices, from the first, are in the work list as far as they belong there. */
    private int mark(List<Bus.Notice> notices) {
        int marked = 0;
        try {
            for (Bus.Notice notice : notices) {
                mark(notice);
                marked++;
            }
        } catch (Outage outage) {
            tellAgain(outage);
        }
        return marked;
    }

    /** Counted when it is news, so that an alarm tells of each place once. */
    private void mark(Bus.Notice notice) {
        notice.handling().ifPresent(worklist::mark);
        notice.attention()
                .map(attention -> WorkItem.of(notice.chain(), attention, notice.event()))
                .filter(worklist::mark)
                .filter(WorkItem::isOpen)
                .ifPresent(place -> metrics.count("attention.opened", "kind", Kinds.counted(place.kind())));
    }

    /** The newest stamp there is; the day that follows counts when a clock could have been there already. */
    private Stamp newest(MarketplaceId marketplace) {
        Instant now = clock.instant();
        return Stream.of(Stamp.day(now), Stamp.day(now.plus(SKEW)))
                .distinct()
                .flatMap(day -> feed.newest(marketplace, day).stream())
                .reduce(Stamp.before(now), (one, other) -> one.compareTo(other) < 0 ? other : one);
    }

    /**
     * Counts the notices, from the first, that are in the feed. Their events go there in packs, one of each marketplace
     * at a time. An outage may leave any of those that went together; a subject's events stay in their order.
     */
    private int put(List<Bus.Notice> notices, Map<MarketplaceId, Stamp> stamps) {
        Map<MarketplaceId, Deque<List<Bus.Notice>>> waiting = packed(notices);
        Set<Bus.Notice> told = Collections.newSetFromMap(new IdentityHashMap<>());
        try {
            while (!waiting.isEmpty()) {
                List<List<Bus.Notice>> these =
                        waiting.values().stream().map(Deque::removeFirst).toList();
                putInTime(these.stream().map(RelayEntries::events).toList(), stamps);
                these.forEach(told::addAll);
                waiting.values().removeIf(Deque::isEmpty);
            }
        } catch (Outage outage) {
            tellAgain(outage);
        }
        return (int) notices.stream().takeWhile(told::contains).count();
    }

    private static Map<MarketplaceId, Deque<List<Bus.Notice>>> packed(List<Bus.Notice> notices) {
        Map<MarketplaceId, Deque<List<Bus.Notice>>> packs = new LinkedHashMap<>();
        for (Bus.Notice notice : notices) {
            var of = packs.computeIfAbsent(notice.event().marketplace(), _ -> new ArrayDeque<>());
            if (of.isEmpty() || of.getLast().size() == Pack.MOST_EVENTS) {
                of.add(new ArrayList<>());
            }
            of.getLast().add(notice);
        }
        return packs;
    }

    private static List<Event> events(List<Bus.Notice> notices) {
        return notices.stream().map(Bus.Notice::event).toList();
    }

    /**
     * A reader who follows the feed never looks back. So packs that took long to become visible, while readers may
     * have gone past their stamps, are put there once more with later ones.
     */
    private void putInTime(List<List<Event>> events, Map<MarketplaceId, Stamp> stamps) {
        for (int tries = 0; tries < MOST_STAMPS; tries++) {
            Instant before = clock.instant();
            feed.put(events.stream().map(of -> pack(of, before, stamps)).toList());
            Instant visible = clock.instant();
            if (Duration.between(before, visible).compareTo(settle.dividedBy(2)) <= 0) {
                return;
            }
            LOG.atWarn().addKeyValue("packs", events.size()).log("the feed was slow; its packs are put again");
        }
        throw new Outage("the feed is too slow for its readers");
    }

    private static Pack pack(List<Event> events, Instant now, Map<MarketplaceId, Stamp> stamps) {
        MarketplaceId marketplace = events.getFirst().marketplace();
        Stamp stamp = stamps.getOrDefault(marketplace, Stamp.before(now)).next(now);
        stamps.put(marketplace, stamp);
        return new Pack(marketplace, stamp, events);
    }
}
