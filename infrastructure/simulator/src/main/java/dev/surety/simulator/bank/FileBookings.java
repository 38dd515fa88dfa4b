package dev.surety.simulator.bank;

import dev.surety.model.money.Money;
import dev.surety.simulator.bank.AchTransfer.Notice;
import dev.surety.simulator.bank.BankLine.Detail;
import dev.surety.simulator.bank.BankLine.Direction;
import dev.surety.simulator.bank.BankLine.FileRef;
import dev.surety.simulator.bank.Behaviour.Answer;
import dev.surety.simulator.bank.Behaviour.Back;
import dev.surety.simulator.bank.Behaviour.Changed;
import dev.surety.simulator.bank.files.AchEntry;
import dev.surety.simulator.bank.files.Fault;
import dev.surety.simulator.bank.files.FilePlay;
import dev.surety.simulator.bank.files.FilePlay.Booked;
import dev.surety.simulator.bank.files.FilePlay.Level;
import dev.surety.simulator.bank.files.FilePlay.NameCheck;
import dev.surety.simulator.bank.files.PaymentFile;
import dev.surety.simulator.bank.files.PaymentFile.Group;
import dev.surety.simulator.bank.files.PaymentFile.Payment;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Decides a file: which payments the bank executes, and what it will book. */
final class FileBookings {
    private static final LocalTime OPENS = LocalTime.of(8, 0);
    /** On the same day, as bookings are made at full hours. */
    private static final Duration GIVEN_BACK_AFTER = Duration.ofMinutes(30);

    /** No bank of a payee declines an entry of a NACHA file: it returns it. */
    private static final Duration RETURNED_AFTER = Duration.ofDays(1);

    private static final int LAST_DIGITS = 4;

    private final String id;
    private final Instant now;
    private final FilePlay play;
    private final List<String> next;
    private final Money charge;

    final List<Transfer> transfers = new ArrayList<>();
    final List<Pending> bookings = new ArrayList<>();
    final List<TakenFile.Group> groups = new ArrayList<>();
    final Map<String, NameCheck> names = new TreeMap<>();
    /** Debits of the whole file, by their time. */
    private final Map<Instant, List<Fate>> ofFile = new TreeMap<>();

    private int place;

    /** A payment of the file and its fate. */
    private record Fate(Transfer transfer, Detail detail, Duration later, Optional<Back> back) {
        boolean isExecuted() {
            return transfer.is(Transfer.Status.EXECUTED);
        }

        boolean movesMoney() {
            return !transfer.isPrenote();
        }
    }

    private FileBookings(String id, Instant now, FilePlay play, List<String> next, Money charge) {
        this.id = id;
        this.now = now;
        this.play = play;
        this.next = next;
        this.charge = charge;
    }

    static FileBookings of(PaymentFile file, String id, Instant now, FilePlay play, List<String> next, Money charge) {
        var bookings = new FileBookings(id, now, play, next, charge);
        file.groups().forEach(group -> bookings.add(file.messageId(), group));
        var whole = new FileRef(file.messageId(), "");
        bookings.ofFile.forEach((at, fates) -> bookings.debit(fates, whole, at));
        return bookings;
    }

    int rejected() {
        return groups.stream().mapToInt(TakenFile.Group::rejected).sum();
    }

    private void add(String messageId, Group group) {
        var ref = new FileRef(messageId, group.id());
        Optional<Fault> fault = group.fault().or(() -> scripted(group));
        Instant ready = ready(group);
        List<Fate> fates = new ArrayList<>();
        for (Payment payment : group.payments()) {
            place++;
            NameCheck name = play.name(place);
            if (name != NameCheck.MATCH) {
                names.put(payment.endToEndId(), name);
            }
            fate(payment, ref, fault, ready).ifPresent(fates::add);
        }
        fates.stream().map(Fate::transfer).forEach(transfers::add);
        int rejected = (int) fates.stream().filter(fate -> !fate.isExecuted()).count();
        Money sum = group.payments().stream()
                .map(Payment::amount)
                .reduce(Money.zero(charge.currency()), Money::plus);
        groups.add(new TakenFile.Group(group.id(), group.payments().size(), rejected, sum, fault));
        // A group that breaks a rule never reaches the account. A scripted refusal may come after its debit.
        if (group.fault().isEmpty()) {
            List<Fate> booked = fates.stream()
                    .filter(Fate::movesMoney)
                    .filter(fate -> play.recredited() || fate.isExecuted())
                    .toList();
            book(booked, ref, ready);
        }
    }

    private Optional<Fault> scripted(Group group) {
        for (int at = place + 1; at <= place + group.payments().size(); at++) {
            Optional<String> code = play.rejected(Level.GROUP, at);
            if (code.isPresent()) {
                return Optional.of(new Fault(code.get(), "CstmrCdtTrfInitn/PmtInf", "the script refuses this group"));
            }
        }
        return Optional.empty();
    }

    /** Empty if the bank loses the payment: it is neither executed nor refused. */
    private Optional<Fate> fate(Payment payment, FileRef ref, Optional<Fault> group, Instant ready) {
        Behaviour plays = place <= next.size()
                ? MagicAccounts.named(next.get(place - 1))
                : MagicAccounts.of(payment.number());
        Optional<String> code = group.or(payment::fault)
                .map(Fault::code)
                .or(() -> play.rejected(Level.PAYMENT, place))
                .or(() -> Optional.of(plays.code()).filter(word -> !word.isEmpty() && payment.ach().isEmpty()));
        if (code.isEmpty() && plays.answer() == Answer.IS_NOT_REACHED) {
            return Optional.empty();
        }
        String number = play.destination(place, payment.number());
        Optional<Back> back = back(plays, payment).filter(_ -> code.isEmpty());
        Instant debited = ready.plus(plays.later());
        var transfer = new Transfer(
                ref.messageId() + "@" + payment.endToEndId(),
                payment.endToEndId(),
                payment.amount(),
                number.substring(Math.max(0, number.length() - LAST_DIGITS)),
                code.isEmpty() ? plays.name() : "refused",
                code.isEmpty() ? Transfer.Status.EXECUTED : Transfer.Status.DECLINED,
                code.orElse(""),
                now,
                debited,
                back.isPresent(),
                Optional.of(ref),
                payment.ach().map(entry -> told(entry, plays, code, back, debited)));
        // An American statement names no account of a payee, but the trace.
        var detail = new Detail(
                transfer.payout(),
                payment.endToEndId(),
                payment.amount(),
                payment.ach().isPresent() ? "" : number,
                transfer.trace());
        return Optional.of(new Fate(transfer, detail, plays.later(), back));
    }

    private Optional<Back> back(Behaviour plays, Payment payment) {
        Optional<Back> back = play.returned(place)
                .map(scripted -> new Back(Duration.ofDays(scripted.days()), scripted.code(), scripted.feeMinor()))
                .or(plays::back);
        if (payment.ach().isEmpty()) {
            return back;
        }
        return back.or(() -> Optional.of(plays.code())
                        .filter(word -> !word.isEmpty())
                        .map(word -> new Back(RETURNED_AFTER, word, 0)))
                .map(of -> new Back(of.after(), of.code(), 0));
    }

    /** The entry, and what other banks or our bank itself will say about it. */
    private AchTransfer told(
            AchEntry entry, Behaviour plays, Optional<String> code, Optional<Back> back, Instant debited) {
        var told = new AchTransfer(entry, List.of());
        if (code.isPresent()) {
            return told.with(new Notice(now, code.get(), ""));
        }
        if (back.isPresent()) {
            told = told.with(new Notice(debited.plus(back.get().after()), back.get().code(), ""));
        }
        Optional<Changed> changed = play.changed(place)
                .map(of -> new Changed(Duration.ofDays(of.days()), of.code(), of.data()))
                .or(plays::changed);
        return changed.isPresent()
                ? told.with(new Notice(
                        debited.plus(changed.get().after()), changed.get().code(), changed.get().data()))
                : told;
    }

    private Instant ready(Group group) {
        if (group.date().isAfter(LocalDate.ofInstant(now, ZoneOffset.UTC))) {
            return group.date().atTime(OPENS).toInstant(ZoneOffset.UTC);
        }
        return group.instant() ? now : now.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1));
    }

    private void book(List<Fate> all, FileRef ref, Instant ready) {
        List<Fate> prompt = all.stream().filter(fate -> fate.later().isZero()).toList();
        int together = switch (play.booking()) {
            case ONE -> prompt.size();
            case EACH -> 0;
            case MIXED -> (prompt.size() + 1) / 2;
            case FILE -> {
                if (!prompt.isEmpty()) {
                    ofFile.computeIfAbsent(ready, _ -> new ArrayList<>()).addAll(prompt);
                }
                yield prompt.size();
            }
        };
        if (together > 0 && play.booking() != Booked.FILE) {
            debit(prompt.subList(0, together), ref, ready);
        }
        prompt.subList(together, prompt.size()).forEach(fate -> debit(List.of(fate), ref, ready));
        all.stream()
                .filter(fate -> !fate.later().isZero())
                .forEach(fate -> debit(List.of(fate), ref, fate.transfer().readyAt()));
        for (Fate fate : all) {
            Instant debited = fate.transfer().readyAt();
            if (!fate.isExecuted()) {
                var back = new Back(Duration.ZERO, fate.transfer().code(), 0);
                bookings.add(Pending.returned(fate.transfer(), debited.plus(GIVEN_BACK_AFTER), back));
            }
            fate.back().ifPresent(back ->
                    bookings.add(Pending.returned(fate.transfer(), debited.plus(back.after()), back)));
        }
    }

    private void debit(List<Fate> of, FileRef ref, Instant at) {
        Money nothing = Money.zero(charge.currency());
        List<Detail> details = of.stream().map(Fate::detail).toList();
        Money sum = details.stream().map(Detail::amount).reduce(nothing, Money::plus);
        bookings.add(new Pending(
                at,
                Direction.DEBIT,
                false,
                id + "-" + BankBooks.padded(bookings.size()),
                sum,
                play.chargeApart() ? nothing : charge,
                details.size() <= BankBooks.MOST_OF_A_LINE ? details : List.of(),
                details.size(),
                Optional.of(ref),
                ""));
        if (play.chargeApart() && charge.isPositive()) {
            bookings.add(new Pending(
                    at,
                    Direction.DEBIT,
                    false,
                    id + "-" + BankBooks.padded(bookings.size()),
                    nothing,
                    charge,
                    List.of(),
                    0,
                    Optional.empty(),
                    ""));
        }
    }
}
