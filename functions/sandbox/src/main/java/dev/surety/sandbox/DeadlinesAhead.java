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
 * The deadlines ahead of a clock, as far as one call of the mover knows them. They come from pages of the timer index,
 * and from chains that just moved on: the index may not show their new deadlines yet. The index's cursors are read
 * once, and stored after each page and at the end. A crash in between makes the next call look at those chains again,
 * and no more.
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
     * The deadlines at the next due time, from {@code now} to {@code until}; empty if there are none. Each call reads
     * the index, because other chains may have left earlier deadlines.
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

    /** Drops the deadlines whose chains have moved on, and returns the others. */
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

    /** How many deadlines this call has dropped. */
    int settled() {
        return settled;
    }

    /** Stores the cursors of the index. */
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
        /** The index was read up to this time; it may hold more deadlines after it. */
        private Instant shownTo = Instant.MIN;
        /** The deadlines of the last page that are not all dealt with, in the index's order. */
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

        /** The cursor passes only deadlines that the index has shown. */
        private void advance() {
            while (!shown.isEmpty() && !known.contains(shown.peekFirst())) {
                passed = Position.after(shown.removeFirst());
            }
        }

        private void save() {
            // Another mover's cursor serves as well: it passed only deadlines that were dealt with.
            if (!passed.equals(stored)) {
                boolean _ = cursors.move(cursor, stored, passed);
                stored = passed;
            }
        }
    }
}
