package dev.surety.payouts.domain.statement;

import dev.surety.model.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

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
            return replaced(met, first.continuedBy(span), span, Relation.CONTINUES, Optional.empty());
        }
        return overlapping(met, span);
    }

    private Optional<Segment> holder(Span span) {
        return segments.stream().filter(segment -> segment.overlaps(span)).findFirst();
    }

    private Joined unchanged(Relation relation, boolean chained) {
        return new Joined(this, relation, chained, Optional.empty(), List.of(), List.of());
    }

    /** Of a day's second statement or page. A higher number tells it from a repetition with the same balances. */
    private boolean continues(Segment segment, Span span) {
        boolean ofLastDay = span.from().equals(segment.to()) && !span.to().isBefore(segment.to());
        boolean isLater = segment.number()
                .filter(before -> span.number().filter(number -> number > before).isPresent())
                .isPresent();
        boolean isNextPage = span.goesOn() && span.number().equals(segment.number());
        boolean mayRepeat = segment.before(span.from()).filter(span.opening()::equals).isPresent();
        return ofLastDay
                && span.opening().equals(segment.closing())
                && (isLater || isNextPage || !(mayRepeat || completes(segment, span)));
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
        LocalDate start = span.from().isAfter(segment.from()) ? span.from() : segment.from();
        for (Span.Day day : Stream.concat(segment.days().stream(), span.days().stream()).toList()) {
            if (!day.on().isBefore(start) && day.on().isBefore(end)) {
                LocalDate next = day.on().plusDays(1);
                all = all.and(Agreement.of(segment.before(next), span.before(next)));
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
        Segment first = met.getFirst();
        boolean completes = completes(first, span);
        Agreement all = met.stream()
                .map(segment -> completes && segment.equals(first) ? ends(segment, span) : agreement(segment, span))
                .reduce(Agreement.AGREES, Agreement::and);
        boolean isWithin = met.size() == 1 && first.contains(span) && !completes;
        // A day that began with a gap was not told as a whole, so a line that now fills the gap is not late.
        boolean wasInPart = completes && met.getLast().to().equals(first.from()) && before(span).isPresent();
        return switch (all) {
            case AGREES ->
                replaced(
                        met,
                        isWithin ? first : around(met, span),
                        span,
                        Relation.OVERLAPS,
                        wasInPart ? Optional.empty() : Optional.of(met.getLast().to()));
            case UNKNOWN -> unchanged(isWithin ? Relation.OVERLAPS : Relation.CONTRADICTS, false);
            case DIFFERS ->
                met.size() == 1 && precedes(span, first)
                        ? replaced(met, first.precededBy(span), span, Relation.CONTINUES, Optional.empty())
                        : unchanged(Relation.CONTRADICTS, false);
        };
    }

    /** Of a day's earlier statement or page that comes late: it ends where we have the day from. */
    private boolean precedes(Span span, Segment segment) {
        boolean leadsTo = span.to().equals(segment.from()) && span.closing().equals(segment.opening());
        boolean isOfItsPages = span.isPage() && span.number().isPresent() && span.number().equals(segment.number());
        return leadsTo && segment.isWhole() && (isOfItsPages || before(span).isPresent());
    }

    /**
     * Whether a segment began within its first day, and this statement tells that day from its start. It follows what
     * we have of the days before, or we have nothing of them. The day's end must be the same.
     */
    private boolean completes(Segment segment, Span span) {
        LocalDate next = segment.from().plusDays(1);
        return !span.from().isAfter(segment.from())
                && !span.before(segment.from()).equals(segment.opening())
                && segment.before(next).filter(span.before(next)::equals).isPresent()
                && (segment.equals(segments.getFirst()) || before(span).isPresent());
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
        Segment whole = Segment.of(span, segments.isEmpty());
        boolean isApart = before(span).isEmpty() && after(whole).isEmpty();
        return isApart && segments.size() >= MOST_SEGMENTS
                ? unchanged(Relation.TOO_MANY_GAPS, false)
                : replaced(List.of(), whole, span, Relation.NEW_DAYS, Optional.empty());
    }

    /** The segment that a statement goes on from. */
    private Optional<Segment> before(Span span) {
        return last(segment -> segment.to().isBefore(span.from())).filter(segment -> follows(segment, span));
    }

    private Optional<Segment> after(Segment whole) {
        return segments.stream()
                .filter(segment -> segment.from().isAfter(whole.to()))
                .findFirst()
                .filter(segment -> segment.opening().equals(whole.closing()));
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

    /** @param part all that the statement met and itself, in one; what it now follows, or leads to, is joined to it */
    private Joined replaced(
            List<Segment> met, Segment part, Span span, Relation relation, Optional<LocalDate> covered) {
        boolean beginsWithIt = part.from().equals(span.from()) && part.opening().equals(span.opening());
        boolean endsWithIt = part.to().equals(span.to()) && part.closing().equals(span.closing());
        Optional<Segment> before = beginsWithIt ? before(span) : Optional.empty();
        Optional<Segment> after = endsWithIt ? after(part) : Optional.empty();
        Segment led = before.map(segment -> segment.followedBy(part)).orElse(part);
        Segment whole = after.map(led::followedBy).orElse(led);
        List<Segment> all = new ArrayList<>(segments);
        all.removeAll(met);
        before.ifPresent(all::remove);
        after.ifPresent(all::remove);
        all.add(whole);
        all.sort(Comparator.comparing(Segment::from));
        List<String> known = new ArrayList<>(prints);
        known.add(span.print());
        var book = new AccountBook(
                all, known.subList(Math.max(0, known.size() - MOST_PRINTS), known.size()));
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
