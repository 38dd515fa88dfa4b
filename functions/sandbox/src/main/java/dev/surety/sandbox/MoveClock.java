package dev.surety.sandbox;

import dev.surety.model.id.MarketplaceId;
import dev.surety.runtime.clock.Clocks.TestClock;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes.Deadline;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.timers.TimerCursors;
import dev.surety.runtime.timers.TimerMessages;
import dev.surety.runtime.timers.TimerReader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Moves a test clock from deadline to deadline, in the order of time. It sets the clock to the next deadline, wakes its
 * chain, and waits until the chain has moved on: until it has a later entry. A crash leaves the clock standing, and the
 * next call goes on from there. The cursors pass only deadlines that were dealt with.
 */
final class MoveClock {
    private final Journal journal;
    private final Clocks worlds;
    private final ClockPositions positions;
    private final Timers timers;
    private final TimerReader reader;
    private final InstantSource clock;
    private final Pace pace;

    /**
     * @param budget the time of one call
     * @param settle how long the timer index may take to show another mover's work; until then we leave its clock alone
     * @param look the time between two looks
     */
    record Pace(Duration budget, Duration settle, Duration look) {}

    /** The timers that a clock drives, by type of chain. */
    record Timers(Set<String> types, JournalIndexes hints, TimerCursors cursors, TimerMessages wakes) {}

    MoveClock(
            Journal journal,
            Clocks worlds,
            ClockPositions positions,
            Timers timers,
            InstantSource clock,
            Pace pace) {
        this.journal = journal;
        this.worlds = worlds;
        this.positions = positions;
        this.timers = timers;
        this.reader = new TimerReader(timers.hints(), timers.wakes(), timers.cursors());
        this.clock = clock;
        this.pace = pace;
    }

    /** The result of one call. */
    enum Moved {
        /** The clock has reached the target. */
        ARRIVED,
        /** The clock has moved, but the call's time is up: the next call goes on at once. */
        FURTHER,
        /** The clock has not moved: a chain has not moved on from its deadline. */
        STUCK
    }

    Moved move(MarketplaceId marketplace, Instant to) {
        var walk = new Walk(marketplace, to);
        Moved moved = walk.go();
        walk.ahead.save();
        return moved;
    }

    private void pause() {
        try {
            Thread.sleep(pace.look());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One call for one clock. */
    private final class Walk {
        private final MarketplaceId marketplace;
        private final Instant to;
        private final Instant end;
        private final DeadlinesAhead ahead;
        private Optional<TestClock> at;
        private boolean further;
        /** When this call last set the clock. */
        private Instant setAt = Instant.MIN;

        private Walk(MarketplaceId marketplace, Instant to) {
            this.marketplace = marketplace;
            this.to = to;
            this.end = clock.instant().plus(pace.budget());
            this.ahead = new DeadlinesAhead(
                    journal, timers.hints(), timers.cursors(), timers.types(), marketplace);
            this.at = worlds.read(marketplace);
        }

        private Moved go() {
            while (clock.instant().isBefore(end)) {
                if (at.isPresent() && isAnothers(at.get())) {
                    pause();
                    readAgain();
                    continue;
                }
                Instant now = at.map(position -> position.now(clock.instant())).orElseGet(clock::instant);
                Optional<Instant> aimed = at.flatMap(TestClock::target);
                if (!now.isBefore(to) && aimed.isEmpty()) {
                    return Moved.ARRIVED;
                }
                if (!step(now, aimed.filter(to::isBefore).orElse(to))) {
                    break;
                }
            }
            return further ? Moved.FURTHER : Moved.STUCK;
        }

        private void readAgain() {
            Optional<TestClock> read = worlds.read(marketplace);
            further |= !read.equals(at);
            at = read;
        }

        /** Whether another mover set this clock so recently that the index may not show its work yet. */
        private boolean isAnothers(TestClock position) {
            Duration age = Duration.between(position.setAt(), clock.instant());
            return !position.setAt().equals(setAt) && !age.isNegative() && age.compareTo(pace.settle()) < 0;
        }

        /**
         * Goes to the next deadline, or to the target if there is none before it. Skips deadlines whose chains have
         * moved on. Returns whether to go on: false if a chain did not move on in time.
         */
        private boolean step(Instant now, Instant target) {
            List<Deadline> due = ahead.next(now, target);
            List<Deadline> open = ahead.settle(due);
            if (open.isEmpty() && !due.isEmpty()) {
                further = true;
                return true;
            }
            Instant next = open.isEmpty() ? target : open.getFirst().at();
            Instant stand = next.isBefore(now) ? now : next;
            if (!set(ClockPositions.standing(stand, clock.instant(), target))) {
                readAgain();
                return true;
            }
            if (!dealtWith(open)) {
                return false;
            }
            further = true;
            if (open.isEmpty() && !stand.isBefore(target)) {
                arrive(stand);
            }
            return true;
        }

        /**
         * Sets the clock if it still stands where this call knows it. If not, another mover or another move has set it.
         * Positions are stored in milliseconds.
         */
        private boolean set(TestClock position) {
            setAt = position.setAt().truncatedTo(ChronoUnit.MILLIS);
            if (!positions.move(marketplace, at, position)) {
                return false;
            }
            Instant base = position.base().truncatedTo(ChronoUnit.MILLIS);
            at = Optional.of(new TestClock(base, setAt, position.target()));
            return true;
        }

        private void arrive(Instant stand) {
            ahead.save();
            for (String type : timers.types()) {
                reader.handOut(Clocks.sandboxPartition(type, marketplace), stand, () -> true);
            }
            // The clock must not run if another mover has moved it, or another move has aimed it further.
            if (!set(ClockPositions.running(stand, clock.instant()))) {
                readAgain();
            }
        }

        /** Wakes the due chains, and waits until all have moved on or the time is up. */
        private boolean dealtWith(List<Deadline> due) {
            if (!due.isEmpty()) {
                timers.wakes().send(due);
            }
            List<Deadline> open = ahead.settle(due);
            while (!open.isEmpty()) {
                if (!clock.instant().isBefore(end)) {
                    return false;
                }
                pause();
                open = ahead.settle(open);
            }
            return true;
        }
    }
}
