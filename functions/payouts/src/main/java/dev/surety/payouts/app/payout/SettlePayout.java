package dev.surety.payouts.app.payout;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PayoutId;
import dev.surety.model.journal.Actor;
import dev.surety.payouts.app.bank.LinePayouts;
import dev.surety.payouts.app.bank.ReportedPayouts;
import dev.surety.payouts.domain.bank.BookedCredit;
import dev.surety.payouts.domain.bank.BookedDebit;
import dev.surety.payouts.domain.bank.PayoutFacts;
import dev.surety.payouts.domain.payout.Payout;
import dev.surety.payouts.domain.payout.PayoutCommand;
import dev.surety.payouts.domain.payout.PayoutEvent.Credit;
import dev.surety.payouts.domain.payout.PayoutEvent.Debit;
import dev.surety.runtime.journal.CommandKey;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Brings the bank's lines to the payouts that they are about. */
public final class SettlePayout implements LinePayouts, ReportedPayouts {
    private static final Actor BANK = Actor.of("bank");

    private static final String CLOSED = "closed";
    private static final Pattern ACH_RETURN = Pattern.compile("R[0-9]{2}");

    private final Payouts payouts;
    private final Payees payees;
    private final TellPayout telling;

    public SettlePayout(Payouts payouts, Payees payees, Present present) {
        this.payouts = payouts;
        this.payees = payees;
        this.telling = new TellPayout(payouts, present);
    }

    @Override
    public Optional<PayoutFacts> find(MarketplaceId marketplace, PayoutId id) {
        PayoutChain payout = payouts.load(marketplace, id);
        Predicate<String> isReturn = ACH_RETURN.asMatchPredicate();
        return payout.find().map(state -> new PayoutFacts(
                state.order().amount(),
                state.order().account(),
                state.order().source(),
                hasEnded(state),
                payout.debit().map(Debit::line),
                payout.credit().map(Credit::line),
                state instanceof Payout.AwaitingApproval || state instanceof Payout.Scheduled,
                // A return of ACH is no refusal: the bank debits the payment all the same, and then gives it back.
                state.open().flatMap(Payout.Asked::refused).map(Payout.Refusal::code).filter(isReturn.negate()),
                isPaidToClosed(marketplace, state),
                announced(state).map(Payout.Refusal::code).filter(isReturn)));
    }

    private static Optional<Payout.Refusal> announced(Payout state) {
        return state instanceof Payout.Paid paid ? paid.refused() : state.open().flatMap(Payout.Asked::refused);
    }

    /** A payee is closed once nothing is under way to it, so only what was paid before can come back. */
    private boolean isPaidToClosed(MarketplaceId marketplace, Payout state) {
        return state instanceof Payout.Paid
                && state.order()
                        .payee()
                        .flatMap(payee -> payees.find(marketplace, payee))
                        .filter(looked -> looked.standing().state().equals(CLOSED))
                        .isPresent();
    }

    private static boolean hasEnded(Payout payout) {
        return switch (payout) {
            case Payout.Failed _, Payout.Cancelled _, Payout.Excluded _, Payout.TakenOut _ -> true;
            case Payout.AwaitingApproval _,
                    Payout.Scheduled _,
                    Payout.Sending _,
                    Payout.Unknown _,
                    Payout.Sent _,
                    Payout.Paid _,
                    Payout.Returned _ ->
                false;
        };
    }

    @Override
    public void booked(MarketplaceId marketplace, PayoutId payout, BookedDebit debit) {
        var command = new PayoutCommand.Booked(new Debit(debit.line(), debit.bookedOn()));
        PayoutChain _ = telling.tellOnce(
                marketplace, payout, command, BANK, debit.at(), key(payout, "booked", debit.line()));
    }

    @Override
    public void credited(MarketplaceId marketplace, PayoutId payout, BookedCredit credit) {
        credited(marketplace, payout, credit, "credited");
    }

    /** The line had told the payout before that its money waits. */
    @Override
    public void resolved(MarketplaceId marketplace, PayoutId payout, BookedCredit credit) {
        credited(marketplace, payout, credit, "resolved");
    }

    private void credited(MarketplaceId marketplace, PayoutId payout, BookedCredit credit, String what) {
        var command = new PayoutCommand.Credited(new Credit(
                credit.line(), credit.on(), credit.amount(), credit.credited(), credit.code(), credit.way()));
        PayoutChain _ = telling.tellOnce(
                marketplace, payout, command, BANK, credit.at(), key(payout, what, credit.line()));
    }

    @Override
    public void reported(MarketplaceId marketplace, PayoutId payout, Report report) {
        var command =
                new PayoutCommand.Reported(report.status(), report.code(), report.credits(), report.by());
        // A second person who uploads the same refusal cannot agree to it, either.
        String fact = report.credits() ? report.message() + " of " + report.by() : report.message();
        PayoutChain _ = telling.tellOnce(
                marketplace, payout, command, BANK, report.at(), key(payout, "reported", fact));
    }

    @Override
    public void changeNoticed(MarketplaceId marketplace, PayoutId payout, Notice notice) {
        var command = new PayoutCommand.NoticeChange(
                notice.code(), notice.corrects(), notice.words(), notice.by());
        PayoutChain _ = telling.tellOnce(
                marketplace, payout, command, BANK, notice.at(), key(payout, "change", notice.message()));
    }

    @Override
    public void refusalShown(MarketplaceId marketplace, PayoutId payout, String proof, Instant at) {
        PayoutChain _ = telling.tellOnce(
                marketplace,
                payout,
                new PayoutCommand.RefusalShown(),
                BANK,
                at,
                key(payout, "refusal shown", proof));
    }

    /** The bank has the file in which it stands. A payout whose debit is booked has heard more. */
    public void handedOver(MarketplaceId marketplace, PayoutId id, String trace, Actor by, Instant now) {
        PayoutChain payout = payouts.load(marketplace, id);
        if (payout.payout() instanceof Payout.Sending) {
            PayoutChain _ = telling.tell(payout, new PayoutCommand.Accepted(trace), by, now);
        }
    }

    /** The file in which it stands is void. */
    public void voided(MarketplaceId marketplace, PayoutId id, Actor by, Instant now) {
        PayoutChain payout = payouts.load(marketplace, id);
        PayoutChain _ = telling.tell(payout, new PayoutCommand.MakeVoid(), by, now);
    }

    private static CommandKey key(PayoutId payout, String what, String line) {
        return CommandKey.ofFact("payout", payout.value(), what, line);
    }
}
