package dev.surety.events.app;

import dev.surety.events.domain.Event;
import dev.surety.events.domain.EventTypes;
import dev.surety.events.domain.Feed.Placed;
import dev.surety.events.domain.Feed;
import dev.surety.events.domain.Stamp;
import dev.surety.model.id.MarketplaceId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the feed on from a place, day by day, up to a little before the present. A relay may still put an event with an
 * earlier stamp among younger events.
 */
public final class ReadFeed {
    private static final Duration KEPT = Duration.ofDays(30);

    /** Clocks of a relay and of a reader may differ by less than this. */
    private static final Duration SKEW = Duration.ofMinutes(10);

    private static final int MOST_LOOKED = 2_000;

    private final Feed feed;
    private final InstantSource clock;
    private final Duration settle;

    public ReadFeed(Feed feed, InstantSource clock, Duration settle) {
        this.feed = feed;
        this.clock = clock;
        this.settle = settle;
    }

    public record Request(Optional<String> type, Optional<String> subject, int limit) {
        boolean matches(Event event) {
            return type.map(filter -> EventTypes.matches(filter, event.type())).orElse(true)
                    && subject.map(event.subject()::equals).orElse(true);
        }
    }

    /** @param place where to go on, also when nothing was found */
    public record Page(List<Event> events, String place) {}

    /** The place before everything relayed at or after an instant. */
    public static String placeOf(Instant instant) {
        return String.format(Locale.ROOT, "%013d", instant.toEpochMilli());
    }

    public String beginning() {
        return placeOf(clock.instant().minus(KEPT));
    }

    public Page read(MarketplaceId marketplace, String from, Request wanted) {
        String horizon = placeOf(clock.instant().minus(settle));
        // A place older than the feed itself has nothing behind it but empty days.
        String place = from.compareTo(beginning()) < 0 ? beginning() : from;
        List<Event> found = new ArrayList<>();
        LocalDate last = LocalDate.parse(day(horizon));
        LocalDate day = LocalDate.parse(day(place));
        int looked = 0;
        while (!day.isAfter(last) && place.compareTo(horizon) < 0 && looked < MOST_LOOKED) {
            List<Placed> some = feed.read(marketplace, day.toString(), place, horizon);
            for (Placed placed : some) {
                if (found.size() == wanted.limit() || looked == MOST_LOOKED) {
                    return new Page(found, place);
                }
                place = placed.key();
                looked++;
                if (wanted.matches(placed.event())) {
                    found.add(placed.event());
                }
            }
            if (some.isEmpty()) {
                day = day.plusDays(1);
            }
        }
        // The next reading need not walk through empty days again. It starts before any stamp that a relay with a late
        // clock may still write. Such a relay stamps after every event there is, but perhaps before the present.
        String quiet = placeOf(clock.instant().minus(SKEW));
        boolean skips = day.isAfter(last) && place.compareTo(quiet) < 0;
        return new Page(found, skips ? quiet : place);
    }

    private static String day(String place) {
        return Stamp.day(Instant.ofEpochMilli(Long.parseLong(place.substring(0, 13))));
    }
}
