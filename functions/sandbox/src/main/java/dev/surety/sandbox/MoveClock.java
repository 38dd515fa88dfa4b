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
    private final Journal journal;
    private final Worlds worlds;
    private final ClockPositions positions;
    private final Map<String, TimerReader> readers;
    private final InstantSource clock;
    private final Pace pace;

    /**
     * @param budget what one call may take
     * @param settle by when the timer index shows what another mover has dealt with; until then its clock is left alone
     * @param look how long from one look to the next
     */
    record Pace(Duration budget, Duration settle, Duration look) {}

    /** {@code readers} by the type of aggregate whose timers they read. */
    MoveClock(
            Journal journal,
            Worlds worlds,
            ClockPositions positions,
            Map<String, TimerReader> readers,
            InstantSource clock,
            Pace pace) {
        this.journal = journal;
        this.worlds = worlds;
        this.positions = positions;
        this.readers = Map.copyOf(readers);
        this.clock = clock;
        this.pace = pace;
    }

    /** How one call ended. */
    enum Moved {
        /** The clock has come to the target or beyond. */
        ARRIVED,
        /** It has come further, and its time was up: there is more to do at once. */
        FURTHER,
        /** It stands where it stood: somebody does not deal with a deadline. */
        STUCK
    }

    private enum Step {
        TAKEN,
        /** Another mover was faster; look again. */
        RACED,
        WAITED_IN_VAIN
    }

    Moved move(MarketplaceId marketplace, Instant to) {
        Instant end = clock.instant().plus(pace.budget());
        var fresh = new FreshDeadlines(journal, marketplace);
        boolean further = false;
        Optional<TestClock> before = Optional.empty();
        while (clock.instant().isBefore(end)) {
            Optional<TestClock> at = worlds.read(marketplace);
            further |= before.isPresent() && !before.equals(at);
            before = at;
            if (at.isPresent() && isAnothers(at.get(), fresh)) {
                pause();
                continue;
            }
            Instant now = at.map(position -> position.now(clock.instant())).orElseGet(clock::instant);
            if (!now.isBefore(to) && at.flatMap(TestClock::target).isEmpty()) {
                return Moved.ARRIVED;
            }
            Instant target = at.flatMap(TestClock::target).filter(to::isBefore).orElse(to);
            Step step = step(marketplace, at, now, target, fresh, end);
            further |= step == Step.TAKEN;
            if (step == Step.WAITED_IN_VAIN) {
                break;
            }
        }
        return further ? Moved.FURTHER : Moved.STUCK;
    }

    /** Whether somebody else set this clock so lately that the index may not show yet what was dealt with. */
    private boolean isAnothers(TestClock at, FreshDeadlines fresh) {
        Duration age = Duration.between(at.setAt(), clock.instant());
        return !fresh.wasSetAt(at.setAt()) && !age.isNegative() && age.compareTo(pace.settle()) < 0;
    }

    /** One step: to the next deadline, or to the target if there is none before it. */
    private Step step(
            MarketplaceId marketplace,
            Optional<TestClock> at,
            Instant now,
            Instant target,
            FreshDeadlines fresh,
            Instant end) {
        Map<String, List<Deadline>> ahead = ahead(marketplace, target, fresh);
        if (passOver(marketplace, ahead, fresh)) {
            return Step.TAKEN;
        }
        Instant next = ahead.values().stream()
                .flatMap(List::stream)
                .map(Deadline::at)
                .min(Comparator.naturalOrder())
                .orElse(target);
        Instant stand = next.isBefore(now) ? now : next;
        TestClock standing = ClockPositions.standing(stand, clock.instant(), target);
        fresh.setAt(standing.setAt());
        if (!positions.move(marketplace, at, standing)) {
            return Step.RACED;
        }
        Map<String, List<Deadline>> due = new HashMap<>();
        ahead.forEach((type, deadlines) -> due.put(
                type,
                deadlines.stream()
                        .filter(deadline -> !deadline.at().isAfter(stand))
                        .toList()));
        if (!dealtWith(marketplace, due, fresh, end)) {
            return Step.WAITED_IN_VAIN;
        }
        boolean arrived = !stand.isBefore(target) && ahead.values().stream().allMatch(List::isEmpty);
        if (arrived) {
            readers.forEach((type, reader) ->
                    reader.handOut(Worlds.sandboxPartition(type, marketplace), stand, () -> true));
            // From where this call has set it and nowhere else: another mover may have taken it further by now, or
            // another move aimed it further, and then the clock must neither go back nor run.
            positions.move(marketplace, Optional.of(standing), ClockPositions.running(stand, clock.instant()));
        }
        return Step.TAKEN;
    }

    /**
     * Moves the cursors past deadlines whose chains have moved on already, without a stop of the clock at each. Whether
     * there were any: then what is ahead is another question now.
     */
    private boolean passOver(MarketplaceId marketplace, Map<String, List<Deadline>> ahead, FreshDeadlines fresh) {
        boolean passed = false;
        for (Map.Entry<String, List<Deadline>> of : ahead.entrySet()) {
            List<Deadline> moot = of.getValue().stream()
                    .takeWhile(deadline -> journal.has(deadline.chain(), deadline.number() + 1))
                    .toList();
            if (!moot.isEmpty()) {
                fresh.leftBy(moot);
                reader(of.getKey()).pass(Worlds.sandboxPartition(of.getKey(), marketplace), moot);
                passed = true;
            }
        }
        return passed;
    }

    private Map<String, List<Deadline>> ahead(MarketplaceId marketplace, Instant until, FreshDeadlines fresh) {
        Map<String, List<Deadline>> ahead = new HashMap<>();
        readers.forEach((type, reader) -> ahead.put(
                type, fresh.among(type, reader.ahead(Worlds.sandboxPartition(type, marketplace), until), until)));
        return ahead;
    }

    /** Wakes what is due and waits for it; the cursors then pass it. */
    private boolean dealtWith(
            MarketplaceId marketplace, Map<String, List<Deadline>> due, FreshDeadlines fresh, Instant end) {
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
        fresh.leftBy(waiting);
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

    private void pause() {
        try {
            Thread.sleep(pace.look());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
