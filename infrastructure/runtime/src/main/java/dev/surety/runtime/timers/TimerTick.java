package dev.surety.runtime.timers;

import dev.surety.model.id.MarketplaceId;
import dev.surety.runtime.clock.Clocks.TestClock;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.clock.Sandboxes;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.timers.TimerReader.Handed;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands out, every minute, the due deadlines of the live world and of sandbox worlds, each by its own clock. The
 * tick reads nothing of the schedule's event. It tries every partition. If one failed, the invocation fails, which
 * raises the function's alarm.
 */
public final class TimerTick implements Function<InputStream, Map<String, Object>> {
    private static final Logger LOG = LoggerFactory.getLogger(TimerTick.class);

    private final TimerReader reader;
    private final Clocks worlds;
    private final Sandboxes sandboxes;
    private final InstantSource clock;
    private final Set<String> types;
    private final Metrics metrics;
    private final Duration budget;

    /** @param budget after which it reads no further page; the next minute takes the rest */
    public TimerTick(
            TimerReader reader,
            Clocks worlds,
            Sandboxes sandboxes,
            InstantSource clock,
            Set<String> types,
            Metrics metrics,
            Duration budget) {
        this.reader = reader;
        this.worlds = worlds;
        this.sandboxes = sandboxes;
        this.clock = clock;
        this.types = Set.copyOf(types);
        this.metrics = metrics;
        this.budget = budget;
    }

    @Override
    public Map<String, Object> apply(InputStream event) {
        var tick = new Tick(clock.instant());
        List<String> live = types.stream().map(Clocks::livePartitions).flatMap(List::stream).toList();
        turned(live, tick.begun).forEach(partition -> tick.handOut(partition, clock.instant()));
        List<MarketplaceId> all = tick.tried("sandboxes", sandboxes::all).orElseGet(List::of);
        turned(all, tick.begun).forEach(tick::handOut);
        return tick.end();
    }

    /**
     * The list begun at another place each minute, a golden section further on. A tick may have time for a few members
     * only. Then all are served after about twice as many ticks as it takes to serve each once.
     */
    static <T> List<T> turned(Collection<T> all, Instant at) {
        List<T> turned = new ArrayList<>(all);
        long minute = Math.floorDiv(at.getEpochSecond(), 60L);
        long share = (minute * 0x9E37_79B9L) & 0xFFFF_FFFFL;
        Collections.rotate(turned, -(int) ((share * turned.size()) >>> 32));
        return turned;
    }

    private final class Tick {
        private final Instant begun;
        private final Map<String, Object> handed = new HashMap<>();
        private final List<String> failed = new ArrayList<>();
        private Duration behind = Duration.ZERO;

        Tick(Instant begun) {
            this.begun = begun;
        }

        private boolean hasTime() {
            return clock.instant().isBefore(begun.plus(budget));
        }

        void handOut(MarketplaceId sandbox) {
            if (!hasTime()) {
                return;
            }
            // While a mover moves a test clock, it hands out the deadlines in the order of time, and no tick does.
            tried("clock#" + sandbox, () -> worlds.read(sandbox))
                    .filter(test -> test.flatMap(TestClock::target).isEmpty())
                    .ifPresent(test -> {
                        Instant now = test.map(each -> each.now(clock.instant())).orElseGet(clock::instant);
                        types.forEach(type -> handOut(Clocks.sandboxPartition(type, sandbox), now));
                    });
        }

        void handOut(String partition, Instant now) {
            Instant until = TimerReader.settled(now);
            Optional<Handed> done = tried(partition, () -> reader.handOut(partition, until, this::hasTime));
            done.ifPresentOrElse(
                    each -> {
                        handed.put(partition, each.wakes());
                        lags(each.behind());
                        each.unreadable().forEach(this::unreadable);
                    },
                    () -> lags(overdue(partition, until)));
        }

        /**
         * How late a failed partition is, if that can be read; zero if not, because the failure itself raises the
         * alarm.
         */
        private Duration overdue(String partition, Instant until) {
            try {
                return reader.behind(partition, until);
            } catch (Outage stillAway) {
                LOG.atDebug().addKeyValue("partition", partition).setCause(stillAway).log("no cursor");
                return Duration.ZERO;
            }
        }

        private void lags(Duration by) {
            behind = by.compareTo(behind) > 0 ? by : behind;
        }

        private void unreadable(String hint) {
            LOG.atError().addKeyValue("hint", hint).log("a hint of the timer index cannot be read");
            metrics.count("breach", "edge", "timers");
        }

        /** The result, or nothing when it failed: then it is counted, and the cursor has not moved. */
        <T> Optional<T> tried(String what, Supplier<T> trying) {
            try {
                return Optional.of(trying.get());
            } catch (RuntimeException e) {
                // Whatever it was, the partitions that come after it have their own deadlines.
                LOG.atError().addKeyValue("partition", what).setCause(e).log("timers wait");
                metrics.count("timers.failed", "edge", "timers");
                failed.add(what);
                return Optional.empty();
            }
        }

        Map<String, Object> end() {
            metrics.seconds("timers.behind", "edge", "timers", behind.toSeconds());
            if (!failed.isEmpty()) {
                throw new Outage("timers failed in " + failed.size() + " places, the first is " + failed.getFirst());
            }
            return handed;
        }
    }
}
