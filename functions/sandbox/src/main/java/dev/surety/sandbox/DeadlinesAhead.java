package dev.surety.sandbox;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes.Deadline;
import dev.surety.runtime.journal.JournalIndexes.DuePage;
import dev.surety.runtime.journal.JournalIndexes.Position;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.timers.TimerCursors;
import dev.surety.runtime.timers.TimerReader.Pass;
import dev.surety.runtime.timers.TimerReader;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * The deadlines ahead of a clock, as far as one call of the mover knows them. Two sources: pages of the timer index,
 * and the chains whose deadlines were just dealt with, because the index may not show yet what those left. The index's
 * cursors are read once and stored when a page of deadlines is behind us and at the end: a call that dies in between
 * makes the next one look at those chains again, and no more.
 */
final class DeadlinesAhead {
    private static final Comparator<Deadline> ORDER = Comparator.comparing(Deadline::at)
            .thenComparing(deadline -> deadline.chain().toString())
            .thenComparingInt(Deadline::number);

    private final Journal journal;
    private final JournalIndexes hints;
    private final TimerCursors cursors;
    private final MarketplaceId marketplace;
    private final List<Lane> lanes = new ArrayList<>();
    private final NavigableSet<Deadline> known = new TreeSet<>(ORDER);
    private int settled;
    private int unsaved;

    DeadlinesAhead(
            Journal journal, JournalIndexes hints, TimerCursors cursors, Set<String> types, MarketplaceId marketplace) {
        this.journal = journal;
        this.hints = hints;
        this.cursors = cursors;
        this.marketplace = marketplace;
        types.stream().sorted().forEach(type -> lanes.add(new Lane(Clocks.sandboxPartition(type, marketplace))));
    }

    /**
     * What is due at the next moment at which something is: at {@code now} or later, not after {@code until}. Empty
     * when nothing is. The index is asked each time: other chains may have left deadlines before those we know.
     */
    List<Deadline> next(Instant now, Instant until) {
        Instant expected = first(until);
        for (Lane lane : lanes) {
            lane.look(lane.shownTo.isBefore(expected) ? until : expected);
        }
        Instant next = first(until);
        Instant stand = next.isBefore(now) ? now : next;
        return known.stream()
                .takeWhile(deadline -> !deadline.at().isAfter(stand) && !deadline.at().isAfter(until))
                .toList();
    }

    private Instant first(Instant until) {
        return known.isEmpty() || known.first().at().isAfter(until) ? until : known.first().at();
    }

    /** Leaves behind those whose chains have moved on, and returns the others. */
    List<Deadline> settle(List<Deadline> deadlines) {
        List<Deadline> open = new ArrayList<>();
        for (Deadline deadline : deadlines) {
            if (journal.has(deadline.chain(), deadline.number() + 1)) {
                leave(deadline);
            } else {
                open.add(deadline);
            }
        }
        lanes.forEach(Lane::advance);
        if (unsaved >= TimerReader.PAGE) {
            save();
        }
        return open;
    }

    private void leave(Deadline deadline) {
        known.remove(deadline);
        settled++;
        unsaved++;
        ChainId chain = deadline.chain();
        String partition = Clocks.sandboxPartition(chain.type(), marketplace);
        journal.last(chain).ifPresent(last -> last.due()
                .filter(due -> due.partition().equals(partition))
                .ifPresent(due -> known.add(new Deadline(chain, last.number(), due.at()))));
    }

    /** How many deadlines this call has left behind. */
    int settled() {
        return settled;
    }

    /** Stores how far the index has been dealt with. */
    void save() {
        lanes.forEach(Lane::save);
        unsaved = 0;
    }

    /** One type's part of the index. */
    private final class Lane {
        private final String partition;
        private final String cursor;
        private Position stored;
        private Position passed;
        /** Up to where the index has been read: beyond it there may be more than we know. */
        private Instant shownTo = Instant.MIN;
        /** What the last look showed, in the index's own order, of which not all is dealt with. */
        private Deque<Deadline> shown = new ArrayDeque<>();

        Lane(String partition) {
            this.partition = partition;
            this.cursor = Pass.FIRST.cursor(partition);
            this.stored = cursors.position(cursor);
            this.passed = stored;
        }

        private void look(Instant until) {
            DuePage page = hints.due(partition, passed, until, TimerReader.PAGE);
            while (page.deadlines().isEmpty() && page.end().isPresent()) {
                passed = page.end().get();
                page = hints.due(partition, passed, until, TimerReader.PAGE);
            }
            shown = new ArrayDeque<>(page.deadlines());
            known.addAll(shown);
            boolean more = shown.size() + page.unreadable().size() == TimerReader.PAGE;
            if (more) {
                shownTo = shown.getLast().at();
            } else if (shownTo.isBefore(until)) {
                shownTo = until;
            }
        }

        /** The cursor goes only past what the index has shown, never past what it has yet to show. */
        private void advance() {
            while (!shown.isEmpty() && !known.contains(shown.peekFirst())) {
                passed = Position.after(shown.removeFirst());
            }
        }

        private void save() {
            // Another mover's cursor is as good: what it has passed was dealt with, too.
            if (!passed.equals(stored)) {
                boolean _ = cursors.move(cursor, stored, passed);
                stored = passed;
            }
        }
    }
}
