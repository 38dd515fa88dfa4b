package dev.surety.payouts.domain.explore;

import dev.surety.model.Invariants;
import dev.surety.model.id.Id;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.PayoutId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Posting;
import dev.surety.model.journal.Postings;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.money.Money;
import dev.surety.payouts.domain.bank.LineBooking;
import dev.surety.payouts.domain.bank.StatementLine;
import dev.surety.payouts.domain.explore.Scenario.Mood;
import dev.surety.payouts.domain.explore.Track.AtBank;
import dev.surety.payouts.domain.payout.Payout;
import dev.surety.payouts.domain.payout.PayoutCommand;
import dev.surety.payouts.domain.payout.PayoutDecision;
import dev.surety.payouts.domain.payout.PayoutEvent;
import dev.surety.payouts.domain.payout.PayoutEvent.Credit;
import dev.surety.payouts.domain.payout.PayoutEvent.Debit;
import dev.surety.payouts.domain.payout.PayoutFold;
import dev.surety.payouts.domain.payout.PayoutOrder;
import dev.surety.payouts.domain.payout.PayoutRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A payee, its payouts, the bank's lines and the books: everything that a move can change.
 *
 * @param lines that the bank has booked, in its order
 * @param read how many of them are dealt with
 * @param open the line that is posted, and not yet told to all its payouts
 * @param drawn what the payer's bank drew; negative once it gave that back
 * @param days how many days of reserve are still kept
 */
record Model(
        World world,
        Instant now,
        Books books,
        List<Track> payouts,
        List<StatementLine> lines,
        int read,
        Optional<LineBooking> open,
        long drawn,
        int days) {
    static final ParticipantId PAYEE = new ParticipantId(Id.derive(ParticipantId.PREFIX, "payee"));
    static final Account PAYABLE = Account.of(AccountKind.PAYABLE, PAYEE);
    static final Account RESERVE = Account.of(AccountKind.RESERVE, PAYEE);
    static final Account DEBT = Account.of(AccountKind.DEBT, PAYEE);
    static final Account GATEWAY = Account.of(AccountKind.GATEWAY, "sandbox");
    static final String BANK = "main";
    /** Of each day of reserve. */
    static final long KEPT = 2;
    static final String MAKER = "staff:per_maker";
    static final String CHECKER = "per_checker";
    private static final List<PayoutId> IDS = IntStream.range(0, 6)
            .mapToObj(number -> new PayoutId(Id.derive(PayoutId.PREFIX, "payout", Integer.toString(number))))
            .toList();
    private static final Duration SOONEST = Duration.ofMinutes(1);
    private static final int DAYS = 2;
    private static final Instant BEGIN = Instant.parse("2026-03-02T10:00:00Z");

    /** The parts of the world that no move changes. */
    record World(Scenario scenario, Rules rules, MoneyOut settings, Set<String> arrows) {
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    static Model of(World world) {
        int days = world.scenario().has(Mood.RELEASES) ? DAYS : 0;
        long reserve = days == 0 ? 1 : days * KEPT;
        Postings seed = Postings.building()
                .debit(GATEWAY, euro(world.scenario().seed()))
                .credit(PAYABLE, euro(world.scenario().seed() - reserve))
                .credit(RESERVE, euro(reserve))
                .build();
        return new Model(
                world, BEGIN, Books.EMPTY.after(seed), List.of(), List.of(), 0, Optional.empty(), 0, days);
    }

    static Money euro(long minor) {
        return Money.of(minor, "EUR");
    }

    static PayoutId id(int number) {
        return IDS.get(number);
    }

    Rules rules() {
        return world.rules();
    }

    Scenario scenario() {
        return world.scenario();
    }

    Track track(int number) {
        return payouts.get(number);
    }

    Model at(Instant time) {
        return new Model(world, time, books, payouts, lines, read, open, drawn, days);
    }

    Model post(Postings postings) {
        return new Model(world, now, books.after(postings), payouts, lines, read, open, drawn, days);
    }

    Model with(int number, Track track) {
        List<Track> next = new ArrayList<>(payouts);
        next.set(number, track);
        return new Model(world, now, books, List.copyOf(next), lines, read, open, drawn, days);
    }

    Model bank(int number, AtBank bank) {
        return with(number, track(number).at(bank));
    }

    Model booked(StatementLine line) {
        List<StatementLine> next = new ArrayList<>(lines);
        next.add(line);
        return new Model(world, now, books, payouts, List.copyOf(next), read, open, drawn, days);
    }

    Model reading(int done, Optional<LineBooking> posted) {
        return new Model(world, now, books, payouts, lines, done, posted, drawn, days);
    }

    Model drawn(long next) {
        return new Model(world, now, books, payouts, lines, read, open, next, days);
    }

    /** One day of reserve fewer is kept. */
    Model released() {
        return new Model(world, now, books, payouts, lines, read, open, drawn, days - 1);
    }

    /** Appends the first event of a payout, guarded as the application guards it. */
    Optional<Model> begin(PayoutOrder order, PayoutEvent first) {
        Postings postings = rules().postings(Optional.empty(), first);
        boolean isDebited = !postings.isEmpty();
        boolean enough = books.of(PAYABLE) >= order.whole().amountMinor() && books.of(DEBT) >= 0;
        if (isDebited && !enough) {
            return Optional.empty();
        }
        Payout payout = PayoutFold.of(List.of(new PayoutFold.Dated(first, now))).orElseThrow();
        world.arrows().add("begins " + payout.state());
        List<Track> next = new ArrayList<>(payouts);
        next.add(new Track(
                        order,
                        payout,
                        due(payout),
                        Optional.empty(),
                        Optional.empty(),
                        Set.of(),
                        0,
                        0,
                        AtBank.NEVER_HEARD)
                .posted(toSource(order, postings)));
        return Optional.of(
                new Model(world, now, books.after(postings), List.copyOf(next), lines, read, open, drawn, days));
    }

    /** Tells a payout something; the same world if nothing follows from it. */
    Model tell(int number, PayoutCommand command) {
        return switch (decide(number, command)) {
            case PayoutDecision.Append(var event) -> append(number, event);
            case PayoutDecision.Nothing _, PayoutDecision.TooSoon _, PayoutDecision.Refused _ -> this;
        };
    }

    PayoutDecision decide(int number, PayoutCommand command) {
        return rules().decide(track(number).payout(), command, new PayoutRules.Context(now, world.settings()));
    }

    Model append(int number, PayoutEvent event) {
        Track before = track(number);
        Payout after = PayoutFold.next(before.payout(), new PayoutFold.Dated(event, now));
        if (!before.payout().state().equals(after.state())) {
            String arrow = before.payout().state() + " to " + after.state();
            Invariants.hold(Arrows.LEGAL.contains(arrow), "legal-path: " + arrow);
            world.arrows().add(arrow);
        }
        Postings postings = rules().postings(Optional.of(before.payout()), event);
        Track next = new Track(
                        before.order(),
                        after,
                        due(after),
                        debit(event).or(before::debit),
                        credit(event).or(before::credit),
                        before.told(),
                        before.net(),
                        before.credits(),
                        before.bank())
                .posted(toSource(before.order(), postings));
        return post(postings).with(number, next);
    }

    private Optional<Instant> due(Payout payout) {
        Optional<Instant> due = rules().due(payout, now);
        Invariants.hold(
                due.filter(now.plus(SOONEST)::isAfter).isEmpty(), "timed-exit: a deadline before its message");
        return due;
    }

    static long toSource(PayoutOrder order, Postings postings) {
        return postings.stream()
                .filter(posting -> posting.account().equals(order.source()))
                .map(Posting::money)
                .mapToLong(Money::amountMinor)
                .sum();
    }

    private static Optional<Debit> debit(PayoutEvent event) {
        return switch (event) {
            case PayoutEvent.Paid paid -> Optional.of(paid.debit());
            case PayoutEvent.StatusNoted noted -> noted.debit();
            default -> Optional.empty();
        };
    }

    private static Optional<Credit> credit(PayoutEvent event) {
        return switch (event) {
            case PayoutEvent.Returned returned -> Optional.of(returned.credit());
            case PayoutEvent.StatusNoted noted -> noted.credit();
            default -> Optional.empty();
        };
    }

    /** What a world is told by: everything but the parts that no move changes. */
    Object mark() {
        return List.of(now, books, payouts, lines, read, open, drawn, days);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Model model && mark().equals(model.mark());
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(mark());
    }
}
