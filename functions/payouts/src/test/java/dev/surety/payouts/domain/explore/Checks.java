package dev.surety.payouts.domain.explore;

import dev.surety.model.Invariants;
import dev.surety.model.journal.AccountKind;
import dev.surety.payouts.domain.bank.StatementLine;
import dev.surety.payouts.domain.explore.Scenario.Mood;
import dev.surety.payouts.domain.explore.Track.Booked;
import dev.surety.payouts.domain.explore.Track.Truth;
import dev.surety.payouts.domain.payout.Payout;

/** The invariants that hold in each state, and in the end. */
final class Checks {
    private Checks() {}

    static void everywhere(Model model) {
        for (int i = 0; i < model.payouts().size(); i++) {
            Track track = model.track(i);
            Invariants.hold(track.bank().calls() <= 1, "paid-once: the rail is told twice");
            Invariants.hold(track.net() <= 0, "at-most-once: more comes back than was taken");
            Invariants.hold(track.credits() <= 1, "at-most-once: a payout is credited twice");
            Invariants.hold(track.net() == 0 || !isUndone(track), "nothing-lost: a payout takes money and pays none");
            boolean holdsMoney = track.payout() instanceof Payout.AwaitingApproval
                    || track.payout() instanceof Payout.Scheduled
                    || track.payout().open().isPresent()
                    || (track.payout().awaitsBooking() && !track.payout().wantsPeople());
            Invariants.hold(track.due().isPresent() == holdsMoney, "timed-exit: money waits without a deadline");
            People.refused(model, i);
        }
        long booked = model.lines().stream()
                .limit(model.read() + (model.open().isPresent() ? 1 : 0))
                .mapToLong(Checks::atOurBank)
                .sum();
        Invariants.hold(
                model.books().of(AccountKind.BANK) == booked, "rail-agrees: our books differ from the bank's lines");
    }

    private static boolean isUndone(Track track) {
        return switch (track.payout()) {
            case Payout.Failed _, Payout.Cancelled _, Payout.Excluded _, Payout.TakenOut _ -> true;
            default -> false;
        };
    }

    /** A credit of ours is money that left the bank. */
    private static long atOurBank(StatementLine line) {
        long amount = line.amount().amountMinor();
        return line.isDebit() ? amount : -amount;
    }

    /** Nothing is on its way any more. */
    static void atTheEnd(Model model) {
        for (Track track : model.payouts()) {
            Invariants.hold(
                    track.isEnded() || isForPeople(track), "nothing-lost: " + track.payout().state() + " for ever");
            boolean executed = track.bank().truth() == Truth.EXECUTED;
            boolean isBack = track.bank().has(Booked.CREDIT);
            long taken = track.order().whole().amountMinor();
            if (track.payout() instanceof Payout.Paid && !isBack) {
                Invariants.hold(executed, "paid-once: paid without a transfer");
            }
            if (executed && !isBack) {
                Invariants.hold(track.net() == -taken, "paid-once: paid, and credited too");
            }
        }
        long waiting = model.payouts().stream()
                .filter(track -> !track.isEnded())
                .mapToLong(track -> track.order().amount().amountMinor())
                .sum();
        Invariants.hold(
                model.books().of(AccountKind.TRANSIT) == waiting,
                "clearing-clears: " + model.books().of(AccountKind.TRANSIT) + " is left in transit");
        Books books = model.books();
        Invariants.hold(
                !model.scenario().has(Mood.RELEASES) || books.of(Model.RESERVE) == 0,
                "timed-exit: something is left in the reserve");
        Invariants.hold(
                books.of(Model.DEBT) >= 0 || books.of(Model.PAYABLE) + books.of(Model.RESERVE) == 0,
                "nothing-lost: money lies beside a debt");
        conserved(model, waiting);
    }

    /** The bank says that another transfer stands, and people were told. */
    static boolean isForPeople(Track track) {
        return track.bank().truth() == Truth.DECLINED
                && track.payout().open().filter(Payout.Asked::unanswered).isPresent();
    }

    /** All that the payee earned is with the payee, at the payee's bank, or taken as the books say. */
    private static void conserved(Model model, long waiting) {
        long atPayee = model.payouts().stream()
                .filter(track -> track.bank().truth() == Truth.EXECUTED)
                .filter(track -> !track.bank().has(Booked.CREDIT))
                .mapToLong(track -> track.order().amount().amountMinor())
                .sum();
        long taken = Math.max(0, model.drawn());
        Books books = model.books();
        long there = books.of(Model.PAYABLE)
                + books.of(Model.RESERVE)
                + books.of(Model.DEBT)
                + books.of(AccountKind.FEES)
                + books.of(AccountKind.SUSPENSE)
                + books.of(AccountKind.COSTS)
                + waiting
                + atPayee
                + kept(model);
        Invariants.hold(
                there == model.scenario().seed() - taken,
                "nothing-lost: " + there + " of " + (model.scenario().seed() - taken));
    }

    /** The fees that banks kept of what they gave back. */
    private static long kept(Model model) {
        long sum = 0;
        for (StatementLine line : model.lines()) {
            sum += line.isDebit()
                    ? 0
                    : line.payments().getFirst().amount().minus(line.amount()).amountMinor();
        }
        return sum;
    }
}
