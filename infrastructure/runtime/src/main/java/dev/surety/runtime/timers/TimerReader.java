package dev.surety.runtime.timers;

import dev.surety.runtime.journal.JournalIndexes.DuePage;
import dev.surety.runtime.journal.JournalIndexes.Position;
import dev.surety.runtime.journal.JournalIndexes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Hands out deadlines as wakes. A hint is never removed. The reader keeps its place in a cursor, and moves it
 * conditionally and only <em>after</em> the wakes are on the queue. So a crash hands them out again and passes by none.
 * Two slower cursors hand every hint out a second and a third time, for deadlines that the index showed too late or a
 * queue lost. The daily audit wakes the chains that all three have missed.
 */
public final class TimerReader {
    /** How many deadlines a look at the index shows at most. */
    public static final int PAGE = 100;

    /** How many pages one call hands out per cursor; the next minute takes the rest. */
    private static final int MOST_PAGES = 50;

    private final JournalIndexes hints;
    private final TimerMessages wakes;
    private final TimerCursors cursors;

    public TimerReader(JournalIndexes hints, TimerMessages wakes, TimerCursors cursors) {
        this.hints = hints;
        this.wakes = wakes;
        this.cursors = cursors;
    }

    /** How far behind the present a cursor reads, and the name under which it keeps its place. */
    public enum Pass {
        FIRST(Duration.ZERO),
        AFTER_AN_HOUR(Duration.ofHours(1)),
        AFTER_A_DAY(Duration.ofHours(24));

        private final Duration behind;

        Pass(Duration behind) {
            this.behind = behind;
        }

        /** The name of this pass's cursor over a partition. */
        public String cursor(String partition) {
            return partition + "#" + this;
        }
    }

    /**
     * The result of one call for a partition.
     *
     * @param wakes how many wakes the first cursor handed out
     * @param behind how long the oldest deadline that no cursor has reached is overdue; zero when none is left
     * @param unreadable the keys of hints that were passed over because they could not be read
     */
    public record Handed(int wakes, Duration behind, List<String> unreadable) {}

    /**
     * Hands out the deadlines of a partition that are due at an instant, by all three cursors, as long as there is
     * time.
     */
    public Handed handOut(String partition, Instant until, BooleanSupplier hasTime) {
        int first = 0;
        Duration behind = Duration.ZERO;
        List<String> unreadable = new ArrayList<>();
        for (Pass pass : Pass.values()) {
            Handed handed = handOut(pass.cursor(partition), partition, until.minus(pass.behind), hasTime);
            first += pass == Pass.FIRST ? handed.wakes() : 0;
            behind = handed.behind().compareTo(behind) > 0 ? handed.behind() : behind;
            unreadable.addAll(handed.unreadable());
        }
        return new Handed(first, behind, unreadable);
    }

    /** How long the oldest deadline of a partition that the first cursor has not passed is overdue. */
    public Duration behind(String partition, Instant until) {
        Position position = cursors.position(Pass.FIRST.cursor(partition));
        return hints.due(partition, position, until, 1).deadlines().stream()
                .findFirst()
                .map(oldest -> Duration.between(oldest.at(), until))
                .orElse(Duration.ZERO);
    }

    private Handed handOut(String cursor, String partition, Instant until, BooleanSupplier hasTime) {
        int wakened = 0;
        Duration behind = Duration.ZERO;
        List<String> unreadable = new ArrayList<>();
        Position position = cursors.position(cursor);
        for (int page = 0; page < MOST_PAGES && hasTime.getAsBoolean(); page++) {
            DuePage due = hints.due(partition, position, until, PAGE);
            if (due.end().isEmpty()) {
                return new Handed(wakened, Duration.ZERO, unreadable);
            }
            wakes.send(due.deadlines());
            Position next = due.end().get();
            if (!cursors.move(cursor, position, next)) {
                // Another reader has the cursor, and hands out the rest.
                return new Handed(wakened, Duration.ZERO, unreadable);
            }
            wakened += due.deadlines().size();
            unreadable.addAll(due.unreadable());
            position = next;
            if (!due.deadlines().isEmpty()) {
                behind = Duration.between(due.deadlines().getLast().at(), until);
            }
        }
        return new Handed(wakened, behind, unreadable);
    }

    /** The instant up to which a live reader reads. It is behind the present by more than the index may lag. */
    public static Instant settled(Instant now) {
        return now.minus(Duration.ofMinutes(2));
    }
}
