package dev.surety.payouts.domain.explore;

import dev.surety.model.Invariants;
import dev.surety.model.money.Money;
import dev.surety.payouts.domain.bank.BookedCredit;
import dev.surety.payouts.domain.bank.BookedLine;
import dev.surety.payouts.domain.bank.LineBooking;
import dev.surety.payouts.domain.bank.Part;
import dev.surety.payouts.domain.bank.PayoutFacts;
import dev.surety.payouts.domain.bank.StatementLine;
import dev.surety.payouts.domain.bank.Way;
import dev.surety.payouts.domain.explore.Scenario.Mood;
import dev.surety.payouts.domain.explore.Track.Booked;
import dev.surety.payouts.domain.explore.Track.Truth;
import dev.surety.payouts.domain.payout.Payout;
import dev.surety.payouts.domain.payout.PayoutCommand;
import dev.surety.payouts.domain.payout.PayoutDecision;
import dev.surety.payouts.domain.payout.PayoutEvent.Credit;
import dev.surety.payouts.domain.payout.PayoutEvent.Debit;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The bank books and gives back; its lines are read in its order, posted, and told to their payouts. */
final class Banking {
    private Banking() {}

    static List<Move> moves(Model model) {
        List<Move> moves = new ArrayList<>();
        for (int i = 0; i < model.payouts().size(); i++) {
            books(model, i, moves);
        }
        both(model).ifPresent(then -> moves.add(new Move("the bank books one debit for two payouts", then)));
        reads(model).ifPresent(moves::add);
        return moves;
    }

    private static void books(Model model, int number, List<Move> moves) {
        Track.AtBank bank = model.track(number).bank();
        boolean isGross = bank.truth() == Truth.DECLINED && model.scenario().has(Mood.GROSS);
        String of = " payout " + number;
        if (mayDebit(model, number) || (isGross && !bank.has(Booked.DEBIT))) {
            moves.add(new Move("the bank debits" + of, debited(model, List.of(number))));
        }
        boolean returns = bank.truth() == Truth.EXECUTED
                && (bank.has(Booked.DEBIT) && model.scenario().has(Mood.RETURNS)
                        || model.scenario().has(Mood.EARLY_RETURNS));
        if (returns && !bank.has(Booked.CREDIT)) {
            moves.add(new Move("the bank gives back" + of, credited(model, number, 0, "AC04")));
            moves.add(new Move("the bank gives back" + of + " less its fee", credited(model, number, 1, "AC04")));
            moves.add(new Move("the bank gives back" + of + " as a duplicate", credited(model, number, 0, "AM05")));
        }
        if (isGross && bank.has(Booked.DEBIT) && !bank.has(Booked.CREDIT)) {
            moves.add(new Move("the bank credits again" + of, credited(model, number, 0, bank.code())));
        }
    }

    private static boolean mayDebit(Model model, int number) {
        Track.AtBank bank = model.track(number).bank();
        return bank.truth() == Truth.EXECUTED && !bank.has(Booked.DEBIT);
    }

    private static Optional<Model> both(Model model) {
        List<Integer> ready = IntStream.range(0, model.payouts().size())
                .filter(number -> mayDebit(model, number))
                .boxed()
                .toList();
        return ready.size() == 2 ? Optional.of(debited(model, ready)) : Optional.empty();
    }

    private static Model debited(Model model, List<Integer> numbers) {
        List<StatementLine.Payment> payments =
                numbers.stream().map(number -> payment(model, number)).toList();
        Money sum = payments.stream()
                .map(StatementLine.Payment::amount)
                .reduce(Model.euro(0), Money::plus);
        Model then = model.booked(line(model, true, sum, payments, ""));
        for (int number : numbers) {
            then = then.bank(number, then.track(number).bank().books(Booked.DEBIT));
        }
        return then;
    }

    private static Model credited(Model model, int number, long kept, String code) {
        Money amount = model.track(number).order().amount().minus(Model.euro(kept));
        return model.booked(line(model, false, amount, List.of(payment(model, number)), code))
                .bank(number, model.track(number).bank().books(Booked.CREDIT));
    }

    private static StatementLine.Payment payment(Model model, int number) {
        return new StatementLine.Payment(
                Model.id(number).value(), model.track(number).order().amount());
    }

    private static StatementLine line(
            Model model, boolean isDebit, Money amount, List<StatementLine.Payment> payments, String code) {
        return new StatementLine(
                Model.BANK,
                "LINE" + model.lines().size(),
                LocalDate.ofInstant(model.now(), ZoneOffset.UTC),
                model.now(),
                isDebit,
                amount,
                Model.euro(0),
                payments,
                code);
    }

    /** The next step of reading: a line is posted, or is told to the next of its payouts. Empty if all is read. */
    static Optional<Move> reads(Model model) {
        if (model.open().isPresent()) {
            return tells(model, model.open().get());
        }
        if (model.read() == model.lines().size()) {
            return Optional.empty();
        }
        StatementLine line = model.lines().get(model.read());
        Map<String, PayoutFacts> facts = new HashMap<>();
        for (int i = 0; i < model.payouts().size(); i++) {
            facts.put(Model.id(i).value(), facts(model.track(i)));
        }
        LineBooking booking = model.rules().line(line, facts, model.scenario().fee());
        Model posted = model.post(booking.postings()).reading(model.read(), Optional.of(booking));
        for (Part part : booking.parts()) {
            if (part.as() != Part.As.UNMATCHED) {
                int number = number(posted, part);
                Track track = posted.track(number);
                posted = posted.with(number, track.posted(Model.toSource(track.order(), booking.postings())));
            }
        }
        return Optional.of(new Move("line " + model.read() + " is posted", posted));
    }

    private static PayoutFacts facts(Track track) {
        Payout payout = track.payout();
        boolean hasEnded = payout instanceof Payout.Failed
                || payout instanceof Payout.Cancelled
                || payout instanceof Payout.Excluded
                || payout instanceof Payout.TakenOut;
        return new PayoutFacts(
                track.order().amount(),
                track.order().account(),
                track.order().source(),
                hasEnded,
                track.debit().map(Debit::line),
                track.credit().map(Credit::line));
    }

    private static Optional<Move> tells(Model model, LineBooking booking) {
        String id = booking.line().id();
        for (Part part : booking.parts()) {
            if (part.as() == Part.As.UNMATCHED || model.track(number(model, part)).told().contains(id)) {
                continue;
            }
            int number = number(model, part);
            Optional<Model> told = told(model, number, command(booking, id, part), id);
            return told.map(then -> new Move("payout " + number + " hears of line " + model.read(), then));
        }
        return Optional.of(new Move(
                "line " + model.read() + " is dealt with", model.reading(model.read() + 1, Optional.empty())));
    }

    /** Told until the payout's chain has the very news, as the application tells it; empty if that is too soon. */
    private static Optional<Model> told(Model model, int number, PayoutCommand command, String key) {
        Model then = model;
        for (int steps = 0; steps < 3 && !then.track(number).told().contains(key); steps++) {
            if (!(then.decide(number, command) instanceof PayoutDecision.Append(var event))) {
                return Optional.empty();
            }
            boolean carries = carries(then.track(number).payout(), command);
            then = then.append(number, event);
            then = carries ? then.with(number, then.track(number).told(key)) : then;
        }
        Invariants.hold(then.track(number).told().contains(key), "nothing-lost: a line's news is not kept");
        return Optional.of(then);
    }

    private static boolean carries(Payout payout, PayoutCommand command) {
        return !(payout instanceof Payout.Sending || payout instanceof Payout.Unknown)
                || (command instanceof PayoutCommand.Credited(var credit) && credit.way() == Way.WAITS);
    }

    private static PayoutCommand command(LineBooking booking, String id, Part part) {
        BookedLine line = BookedLine.of(booking);
        if (part.as() == Part.As.DEBITED) {
            return new PayoutCommand.Booked(new Debit(id, line.bookedOn()));
        }
        BookedCredit credit = line.credit(id, part).orElseThrow();
        return new PayoutCommand.Credited(new Credit(
                id, credit.on(), credit.amount(), credit.credited(), credit.code(), credit.way()));
    }

    private static int number(Model model, Part part) {
        return IntStream.range(0, model.payouts().size())
                .filter(number -> Model.id(number).value().equals(part.payout()))
                .findFirst()
                .orElseThrow();
    }

    /** The bank's next step when no call comes: it books the transfers that it executed, and credits again. */
    static Optional<Move> settles(Model model) {
        for (int i = 0; i < model.payouts().size(); i++) {
            Track.AtBank bank = model.track(i).bank();
            if (mayDebit(model, i)) {
                return Optional.of(new Move("the bank debits payout " + i, debited(model, List.of(i))));
            }
            boolean isGross = bank.truth() == Truth.DECLINED && bank.has(Booked.DEBIT);
            if (isGross && !bank.has(Booked.CREDIT)) {
                return Optional.of(
                        new Move("the bank credits again payout " + i, credited(model, i, 0, bank.code())));
            }
        }
        return Optional.empty();
    }
}
