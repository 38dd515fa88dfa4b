package dev.surety.sandbox;

import dev.surety.model.id.MarketplaceId;
import dev.surety.runtime.journal.Hints.Deadline;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.timers.TimerReader;
import dev.surety.runtime.world.Worlds;
import dev.surety.runtime.world.Worlds.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Moves a test clock from deadline to deadline, as time would have come to them: set the clock to the next one, wake
 * what is due, wait until each has been dealt with, go on. A deadline has been dealt with when its chain has an entry
 * after the one that left it. What a crash interrupts is taken up where the clock stands; the cursors move only past
 * what was dealt with.
 */
final class MoveClock {
    private static final Duration WAIT = Duration.ofMillis(20);

    private final Journal journal;
    private final Worlds worlds;
    private final ClockPositions positions;
    private final Map<String, TimerReader> readers;
    private final InstantSource clock;
    private final Duration budget;

    /** {@code readers} by the type of aggregate whose timers they read; {@code budget} is what one call may take. */
    MoveClock(
            Journal journal,
            Worlds worlds,
            ClockPositions positions,
            Map<String, TimerReader> readers,
            InstantSource clock,
            Duration budget) {
        this.journal = journal;
        this.worlds = worlds;
        this.positions = positions;
        this.readers = Map.copyOf(readers);
        this.clock = clock;
        this.budget = budget;
    }

    /** Whether the clock has come to {@code to} or beyond; if not, the message that asked is to come again. */
    boolean move(MarketplaceId marketplace, Instant to) {
        Instant end = clock.instant().plus(budget);
        while (clock.instant().isBefore(end)) {
            Optional<TestClock> at = worlds.read(marketplace);
            Instant now = at.map(position -> position.now(clock.instant())).orElseGet(clock::instant);
            if (!now.isBefore(to) && at.flatMap(TestClock::target).isEmpty()) {
                return true;
            }
            Instant target = at.flatMap(TestClock::target).filter(to::isBefore).orElse(to);
            if (!step(marketplace, at, now, target, end)) {
                return false;
            }
        }
        return false;
    }

    /** One step: to the next deadline, or to the target if there is none before it. */
    private boolean step(
            MarketplaceId marketplace, Optional<TestClock> at, Instant now, Instant target, Instant end) {
        Map<String, List<Deadline>> ahead = ahead(marketplace, target);
        if (passOver(marketplace, ahead)) {
            return true;
        }
        Instant next = ahead.values().stream()
                .flatMap(List::stream)
                .map(Deadline::at)
                .min(Comparator.naturalOrder())
                .orElse(target);
        Instant stand = next.isBefore(now) ? now : next;
        TestClock standing = ClockPositions.standing(stand, clock.instant(), target);
        if (!positions.move(marketplace, at, standing)) {
            return true;
        }
        Map<String, List<Deadline>> due = new HashMap<>();
        ahead.forEach((type, deadlines) -> due.put(
                type,
                deadlines.stream()
                        .filter(deadline -> !deadline.at().isAfter(stand))
                        .toList()));
        if (!dealtWith(marketplace, due, end)) {
            return false;
        }
        boolean arrived = !stand.isBefore(target) && ahead.values().stream().allMatch(List::isEmpty);
        if (arrived) {
            readers.forEach((type, reader) ->
                    reader.handOutAgain(Worlds.sandboxPartition(type, marketplace), stand));
            // From where this call has set it and nowhere else: another mover may have taken it further by now, or
            // another move aimed it further, and then the clock must neither go back nor run.
            positions.move(marketplace, Optional.of(standing), ClockPositions.running(stand, clock.instant()));
        }
        return true;
    }

    /**
     * Moves the cursors past deadlines whose chains have moved on already, without a stop of the clock at each. Whether
     * there were any: then what is ahead is another question now.
     */
    private boolean passOver(MarketplaceId marketplace, Map<String, List<Deadline>> ahead) {
        boolean passed = false;
        for (Map.Entry<String, List<Deadline>> of : ahead.entrySet()) {
            List<Deadline> moot = of.getValue().stream()
                    .takeWhile(deadline -> journal.has(deadline.chain(), deadline.number() + 1))
                    .toList();
            if (!moot.isEmpty()) {
                reader(of.getKey()).pass(Worlds.sandboxPartition(of.getKey(), marketplace), moot);
                passed = true;
            }
        }
        return passed;
    }

    private Map<String, List<Deadline>> ahead(MarketplaceId marketplace, Instant until) {
        Map<String, List<Deadline>> ahead = new HashMap<>();
        readers.forEach((type, reader) ->
                ahead.put(type, reader.ahead(Worlds.sandboxPartition(type, marketplace), until)));
        return ahead;
    }

    /** Wakes what is due and waits for it; the cursors then pass it. */
    private boolean dealtWith(MarketplaceId marketplace, Map<String, List<Deadline>> due, Instant end) {
        due.forEach((type, deadlines) -> {
            List<Deadline> open = open(deadlines);
            if (!open.isEmpty()) {
                reader(type).wake(open);
            }
        });
        List<Deadline> waiting = new ArrayList<>();
        due.values().forEach(waiting::addAll);
        while (!open(waiting).isEmpty()) {
            if (!clock.instant().isBefore(end)) {
                return false;
            }
            pause();
        }
        due.forEach((type, deadlines) -> {
            if (!deadlines.isEmpty()) {
                reader(type).pass(Worlds.sandboxPartition(type, marketplace), deadlines);
            }
        });
        return true;
    }

    private List<Deadline> open(List<Deadline> deadlines) {
        return deadlines.stream()
                .filter(deadline -> !journal.has(deadline.chain(), deadline.number() + 1))
                .toList();
    }

    private TimerReader reader(String type) {
        return Optional.ofNullable(readers.get(type)).orElseThrow();
    }

    private static void pause() {
        try {
            Thread.sleep(WAIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
