package dev.surety.payouts.domain.file;

import dev.surety.model.Invariants;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A file of payments in its present state; each entry of its chain carries it.
 *
 * @param work what goes on by itself
 * @param next the page that this work is at
 * @param groups of the file, with the payments that are composed so far
 * @param places of those pages' entries that do not follow the page before at once
 * @param isUnanswered whether people were told that the bank's books do not show it
 * @param difference what the bank read last that is not in our file
 */
public record PayoutFile(
        FileOrder order,
        Instant begunAt,
        Work work,
        int next,
        int waits,
        List<Group> groups,
        List<Place> places,
        Optional<FileEvent.Composed> composed,
        Optional<FileEvent.Written> written,
        Links links,
        Optional<FileEvent.HandedOver> handedOver,
        boolean isVerified,
        Optional<Answer> answer,
        Optional<Wish> wish,
        boolean isVoid,
        boolean isUnanswered,
        Optional<Difference> difference) {

    public enum Work {
        COMPOSING,
        WRITING,
        /** Nothing is to be done before the bank's books have to show it. */
        WAITING,
        TELLING_SENT,
        TELLING_VOID,
        ENDED
    }

    /** @param minor the sum in the smallest unit */
    public record Group(long count, long minor) {
        Group plus(List<FileEvent.Payment> payments) {
            long more = payments.stream().mapToLong(payment -> payment.amount().amountMinor()).sum();
            return new Group(count + payments.size(), Math.addExact(minor, more));
        }

        /** The traces that its batch takes: one for each entry, and one for the debit of our account. */
        long traces(boolean isBalanced) {
            return count + (isBalanced && minor > 0 ? 1 : 0);
        }
    }

    /** The entry of a page; those of the pages after it follow, until the next place. */
    public record Place(int page, int entry) {}

    /** @param given how often a person was given a link to the bytes */
    public record Links(int given, Optional<Instant> last) {}

    /** @param isRefusal whether the bank refused the file as a whole */
    public record Answer(String status, String code, boolean isRefusal) {}

    /**
     * Figures of a file at the bank that are not ours: on its way, hands may have changed it.
     *
     * @param part the group, from 0; empty for the whole file
     * @param sum as the bank writes it
     */
    public record Difference(Optional<Integer> part, Optional<Long> count, Optional<String> sum) {}

    /** The first person's wish that the file be void. */
    public record Wish(String by, Instant at) {}

    public PayoutFile {
        groups = List.copyOf(groups);
        places = List.copyOf(places);
    }

    public static PayoutFile begun(FileOrder order, Instant at) {
        return new PayoutFile(
                order,
                at,
                Work.COMPOSING,
                0,
                0,
                Collections.nCopies(order.kind().groups(order), new Group(0, 0)),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                new Links(0, Optional.empty()),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                Optional.empty());
    }

    /** As the API names the state. */
    public String state() {
        if (written.isEmpty()) {
            return work == Work.ENDED ? "empty" : "composing";
        }
        if (isVoid) {
            return "voided";
        }
        if (answer.isPresent()) {
            return answer.get().isRefusal() ? "refused" : "answered";
        }
        return isVerified ? "verification_reported" : handedOver.isPresent() ? "handed_over" : "written";
    }

    /** Whether it is written, or will never be. */
    public boolean isMade() {
        return written.isPresent() || work == Work.ENDED;
    }

    public boolean hasNext() {
        return next < order.pages();
    }

    /** The number of the entry that composed a page. */
    public int entryOf(int page) {
        Place last = places.stream()
                .filter(place -> place.page() <= page)
                .reduce((_, later) -> later)
                .orElseThrow(() -> new Invariants.Breach("a page that is composed has an entry"));
        return last.entry() + page - last.page();
    }

    public long count() {
        return groups.stream().mapToLong(Group::count).sum();
    }

    public Money sum() {
        return sum(groups.stream().mapToLong(Group::minor).reduce(0, Math::addExact));
    }

    public Money sum(Group of) {
        return sum(of.minor());
    }

    private Money sum(long minor) {
        return Money.of(minor, Currency.of(order.currency()));
    }

    /** The group of a payment that stands on a page, from 0. */
    public int groupOf(int page, FileEvent.Payment payment) {
        return payment.ach().map(FileEvent.InBatch::batch).orElseGet(() -> order.page(page).part());
    }

    /** The day on which the payments of a group settle. */
    public LocalDate dateOf(int group) {
        return order.kind() == FileKind.ACH
                ? AchBatch.at(group).effective(composed.orElseThrow())
                : executionDate();
    }

    /** The first day on which the bank may debit any of it. */
    public LocalDate firstDate() {
        return composed.flatMap(FileEvent.Composed::ach)
                .flatMap(FileEvent.Ach::sameDay)
                .orElseGet(this::executionDate);
    }

    /** How many traces an ACH file takes. */
    public long traces(boolean isBalanced) {
        return groups.stream().mapToLong(group -> group.traces(isBalanced)).sum();
    }

    /** The trace by which banks find a payment of an ACH file. Empty before the file is composed. */
    public Optional<String> trace(FileEvent.Payment payment) {
        return composed.flatMap(FileEvent.Composed::ach).flatMap(ach -> payment.ach().map(in -> {
            long before = groups.stream()
                    .limit(in.batch())
                    .mapToLong(group -> group.traces(ach.isBalanced()))
                    .sum();
            return ach.odfi() + String.format(Locale.ROOT, "%07d", ach.sequence() + before + in.number() - 1);
        }));
    }

    /** The day after which the bank's books must show it, and the last day on which a bank may have got it. */
    public LocalDate executionDate() {
        return composed.map(FileEvent.Composed::executionDate)
                .orElseThrow(() -> new Invariants.Breach("a file that is composed has a date"));
    }

    public PayoutFile after(FileEvent event, Instant at) {
        return switch (event) {
            case FileEvent.Begun(var of) -> begun(of, at);
            case FileEvent.PageComposed(int page, int entry, var payments) -> page(page, entry, payments);
            case FileEvent.Waited _ -> doing(work, next, waits + 1);
            case FileEvent.Composed dated -> with(Work.WRITING, Optional.of(dated), written);
            case FileEvent.Emptied _ -> doing(Work.ENDED, next, 0);
            case FileEvent.Written bytes -> with(Work.WAITING, composed, Optional.of(bytes));
            case FileEvent.Linked _ -> linked(at);
            case FileEvent.HandedOver handed -> handed(handed);
            case FileEvent.VerificationReported _ -> told(true, answer);
            case FileEvent.Answered(var status, var code) ->
                told(isVerified, Optional.of(new Answer(status, code, false)));
            case FileEvent.Refused(var status, var code) ->
                told(isVerified, Optional.of(new Answer(status, code, true)));
            case FileEvent.VoidAsked(var by) -> wishing(Optional.of(new Wish(by, at)), false);
            case FileEvent.VoidRejected _ -> wishing(Optional.empty(), false);
            case FileEvent.Voided _ -> wishing(Optional.empty(), true).doing(Work.TELLING_VOID, 0, 0);
            case FileEvent.PageTold(int page) -> toldPage(page);
            case FileEvent.Looked(int page, boolean open) -> looked(page, open);
            case FileEvent.Differed(var from) -> differing(from);
        };
    }

    private PayoutFile page(int page, int entry, List<FileEvent.Payment> payments) {
        List<Group> more = IntStream.range(0, groups.size())
                .mapToObj(at -> groups.get(at).plus(payments.stream()
                        .filter(payment -> groupOf(page, payment) == at)
                        .toList()))
                .toList();
        List<Place> found = new ArrayList<>(places);
        if (page == 0 || entryOf(page) != entry) {
            found.add(new Place(page, entry));
        }
        return new PayoutFile(
                order, begunAt, work, page + 1, 0, more, found, composed, written, links, handedOver,
                isVerified, answer, wish, isVoid, isUnanswered, difference);
    }

    private PayoutFile toldPage(int page) {
        boolean isLast = page + 1 == order.pages();
        Work then = isVoid ? Work.ENDED : Work.WAITING;
        return isLast ? doing(then, 0, 0) : doing(work, page + 1, 0);
    }

    private PayoutFile looked(int page, boolean open) {
        boolean isLast = !open && page + 1 == order.pages();
        PayoutFile there = isLast ? doing(Work.ENDED, 0, 0) : doing(work, open ? page : page + 1, 0);
        return new PayoutFile(
                order, begunAt, there.work, there.next, 0, groups, places, composed, written, links, handedOver,
                isVerified, answer, wish, isVoid, open || (isUnanswered && !isLast), difference);
    }

    private PayoutFile doing(Work now, int page, int waited) {
        return new PayoutFile(
                order, begunAt, now, page, waited, groups, places, composed, written, links, handedOver,
                isVerified, answer, wish, isVoid, isUnanswered, difference);
    }

    private PayoutFile with(
            Work now, Optional<FileEvent.Composed> dated, Optional<FileEvent.Written> bytes) {
        return new PayoutFile(
                order, begunAt, now, 0, 0, groups, places, dated, bytes, links, handedOver, isVerified, answer,
                wish, isVoid, isUnanswered, difference);
    }

    private PayoutFile linked(Instant at) {
        var more = new Links(links.given() + 1, Optional.of(at));
        return new PayoutFile(
                order, begunAt, work, next, waits, groups, places, composed, written, more, handedOver,
                isVerified, answer, wish, isVoid, isUnanswered, difference);
    }

    /** A file that the bank has cannot be wished void as one that it never got. */
    private PayoutFile handed(FileEvent.HandedOver handed) {
        return new PayoutFile(
                order, begunAt, Work.TELLING_SENT, 0, 0, groups, places, composed, written, links,
                Optional.of(handed), isVerified, answer, Optional.empty(), isVoid, isUnanswered, difference);
    }

    private PayoutFile told(boolean verified, Optional<Answer> bank) {
        return new PayoutFile(
                order, begunAt, work, next, waits, groups, places, composed, written, links, handedOver,
                verified, bank, wish, isVoid, isUnanswered, difference);
    }

    private PayoutFile wishing(Optional<Wish> first, boolean isNowVoid) {
        return new PayoutFile(
                order, begunAt, work, next, waits, groups, places, composed, written, links, handedOver,
                isVerified, answer, first, isNowVoid, isUnanswered, difference);
    }

    private PayoutFile differing(Difference from) {
        return new PayoutFile(
                order, begunAt, work, next, waits, groups, places, composed, written, links, handedOver,
                isVerified, answer, wish, isVoid, isUnanswered, Optional.of(from));
    }
}
