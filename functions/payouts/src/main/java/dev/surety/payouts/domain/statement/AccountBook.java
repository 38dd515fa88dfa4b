package dev.surety.payouts.domain.statement;

import dev.surety.model.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The statements of one account, by their balances and days. A statement's id and file name decide nothing.
 *
 * @param segments in order of their days; between two of them is a gap
 * @param prints of the statements that were read last
 */
public record AccountBook(List<Segment> segments, List<String> prints) {
    public static final AccountBook EMPTY = new AccountBook(List.of(), List.of());

    private static final int MOST_SEGMENTS = 30;
    private static final int MOST_PRINTS = 64;

    public AccountBook {
        segments = List.copyOf(segments);
        prints = List.copyOf(prints);
    }

    /** How a statement stands to those that we have. */
    public enum Relation {
        /** Its days are new. Equal lines of another statement are others. */
        NEW_DAYS,
        /** It goes on within a day that we have in part. Equal lines of another statement are others. */
        CONTINUES,
        /** Some of its days are there. Equal lines are the same, up to the larger count. */
        OVERLAPS,
        /** Its balances differ from those of the same days. Nothing of it is booked. */
        CONTRADICTS,
        /** It tells no balances. */
        WITHOUT_BALANCES,
        /** There are too many gaps to keep one more. */
        TOO_MANY_GAPS;

        public boolean addsOccurrences() {
            return this == NEW_DAYS || this == CONTINUES;
        }
    }

    /**
     * @param chained whether balances lead from the account's first statement to this one, without a gap
     * @param covered the last day that other statements had told before
     * @param found the gaps that it shows
     * @param closed the gaps that it closes
     */
    public record Joined(
            AccountBook book,
            Relation relation,
            boolean chained,
            Optional<LocalDate> covered,
            List<Gap> found,
            List<Gap> closed) {
        public Joined {
            found = List.copyOf(found);
            closed = List.copyOf(closed);
        }
    }

    public List<Gap> gaps() {
        List<Gap> gaps = new ArrayList<>();
        for (int i = 1; i < segments.size(); i++) {
            Segment one = segments.get(i - 1);
            Segment next = segments.get(i);
            gaps.add(new Gap(one.to(), one.closing(), next.from(), next.opening()));
        }
        return gaps;
    }

    /** The last statement that chains from the first. */
    public Optional<Segment> anchored() {
        return segments.stream().filter(Segment::anchored).findFirst();
    }

    /** Whether statements show every day of a span, without a gap. */
    public boolean shows(LocalDate from, LocalDate to) {
        return anchored()
                .filter(segment -> !segment.from().isAfter(from) && !segment.to().isBefore(to))
                .isPresent();
    }

    public Joined join(Span span) {
        if (prints.contains(span.print())) {
            Optional<Segment> holder = holder(span);
            return new Joined(
                    this,
                    Relation.OVERLAPS,
                    holder.filter(Segment::anchored).isPresent(),
                    holder.map(Segment::to),
                    List.of(),
                    List.of());
        }
        List<Segment> met = segments.stream().filter(segment -> segment.overlaps(span)).toList();
        if (met.isEmpty()) {
            return added(span);
        }
        Segment first = met.getFirst();
        if (met.size() == 1 && continues(first, span)) {
            return replaced(met, first.continuedBy(span), span, Relation.CONTINUES);
        }
        return overlapping(met, span);
    }

    private Optional<Segment> holder(Span span) {
        return segments.stream().filter(segment -> segment.overlaps(span)).findFirst();
    }

    private Joined unchanged(Relation relation, boolean chained) {
        return new Joined(this, relation, chained, Optional.empty(), List.of(), List.of());
    }

    /** Of a day's second statement. If the day moved nothing so far, a higher number tells it from a repetition. */
    private static boolean continues(Segment segment, Span span) {
        boolean ofLastDay = span.from().equals(segment.to()) && !span.to().isBefore(segment.to());
        boolean isLater = segment.number()
                .filter(before -> span.number().filter(number -> number > before).isPresent())
                .isPresent();
        return ofLastDay
                && span.opening().equals(segment.closing())
                && (isLater || segment.before(span.from()).filter(span.opening()::equals).isEmpty());
    }

    /** Whether it tells the balances that we know, at its ends and after each of its days. */
    private static Agreement agreement(Segment segment, Span span) {
        if (span.from().isBefore(segment.from())) {
            return Agreement.of(Optional.of(segment.opening()), span.before(segment.from()))
                    .and(ends(segment, span));
        }
        return Agreement.of(segment.before(span.from()), span.opening()).and(ends(segment, span));
    }

    private static Agreement ends(Segment segment, Span span) {
        LocalDate end = span.to().isAfter(segment.to()) ? segment.to() : span.to();
        Agreement all = Agreement.of(segment.before(end.plusDays(1)), span.before(end.plusDays(1)));
        for (Span.Day day : span.days()) {
            if (!day.on().isBefore(segment.from()) && day.on().isBefore(end)) {
                all = all.and(Agreement.of(segment.before(day.on().plusDays(1)), day.closing()));
            }
        }
        return all;
    }

    private enum Agreement {
        AGREES,
        /** The days are too long ago for us to know. */
        UNKNOWN,
        DIFFERS;

        static Agreement of(Optional<Money> known, Money told) {
            return known.map(ours -> ours.equals(told) ? AGREES : DIFFERS).orElse(UNKNOWN);
        }

        Agreement and(Agreement other) {
            return compareTo(other) > 0 ? this : other;
        }
    }

    private Joined overlapping(List<Segment> met, Span span) {
        Agreement all = met.stream()
                .map(segment -> agreement(segment, span))
                .reduce(Agreement.AGREES, Agreement::and);
        boolean isWithin = met.size() == 1 && met.getFirst().contains(span);
        return switch (all) {
            case AGREES -> replaced(met, isWithin ? met.getFirst() : around(met, span), span, Relation.OVERLAPS);
            case UNKNOWN -> unchanged(isWithin ? Relation.OVERLAPS : Relation.CONTRADICTS, false);
            case DIFFERS -> unchanged(Relation.CONTRADICTS, false);
        };
    }

    /** One segment of the statement and all that it overlaps. */
    private static Segment around(List<Segment> met, Span span) {
        Segment first = met.getFirst();
        Segment last = met.getLast();
        Segment whole = Segment.of(span, met.stream().anyMatch(Segment::anchored));
        if (first.from().isBefore(span.from())) {
            whole = first.followedBy(whole);
        }
        return last.to().isAfter(span.to()) ? whole.followedBy(last) : whole;
    }

    private Joined added(Span span) {
        Optional<Segment> before =
                last(segment -> segment.to().isBefore(span.from())).filter(segment -> follows(segment, span));
        Optional<Segment> after = segments.stream()
                .filter(segment -> segment.from().isAfter(span.to()))
                .findFirst()
                .filter(segment -> segment.opening().equals(span.closing()));
        Segment whole = Segment.of(span, segments.isEmpty());
        List<Segment> met = new ArrayList<>();
        if (before.isPresent()) {
            met.add(before.get());
            whole = before.get().followedBy(whole);
        }
        if (after.isPresent()) {
            met.add(after.get());
            whole = whole.followedBy(after.get());
        }
        return met.isEmpty() && segments.size() >= MOST_SEGMENTS
                ? unchanged(Relation.TOO_MANY_GAPS, false)
                : replaced(met, whole, span, Relation.NEW_DAYS);
    }

    private Optional<Segment> last(Predicate<Segment> which) {
        return segments.stream().filter(which).reduce((_, later) -> later);
    }

    /** Equal balances are not enough if a number between the two is missing. Numbers begin again each year. */
    private static boolean follows(Segment segment, Span span) {
        boolean misses = segment.to().getYear() == span.to().getYear()
                && segment.number()
                        .filter(before -> span.number().filter(now -> now > before + 1).isPresent())
                        .isPresent();
        return span.opening().equals(segment.closing()) && !misses;
    }

    private Joined replaced(List<Segment> met, Segment whole, Span span, Relation relation) {
        List<Segment> after = new ArrayList<>(segments);
        after.removeAll(met);
        after.add(whole);
        after.sort(Comparator.comparing(Segment::from));
        List<String> known = new ArrayList<>(prints);
        known.add(span.print());
        var book = new AccountBook(
                after, known.subList(Math.max(0, known.size() - MOST_PRINTS), known.size()));
        Optional<LocalDate> covered = relation == Relation.OVERLAPS
                ? Optional.of(met.getLast().to())
                : Optional.empty();
        return new Joined(
                book,
                relation,
                whole.anchored(),
                covered,
                outside(book.gaps(), gaps()),
                without(gaps(), book.gaps()));
    }

    /** The gaps that were no part of an earlier one. */
    private static List<Gap> outside(List<Gap> gaps, List<Gap> earlier) {
        return gaps.stream()
                .filter(gap -> earlier.stream().noneMatch(whole -> whole.contains(gap)))
                .toList();
    }

    /** The gaps of which nothing is left. */
    private static List<Gap> without(List<Gap> gaps, List<Gap> left) {
        return gaps.stream()
                .filter(gap -> left.stream().noneMatch(gap::contains))
                .toList();
    }
}
