package dev.surety.escrow.domain.explore;

import dev.surety.escrow.domain.escrow.Escrow;
import dev.surety.escrow.domain.explore.Chargeback.Bank;
import dev.surety.escrow.domain.explore.Chargeback.Part;
import dev.surety.escrow.domain.explore.Model.Charge;
import dev.surety.escrow.domain.funds.EscrowAmounts;
import dev.surety.escrow.domain.funds.EscrowFunds;
import dev.surety.escrow.domain.funds.FundsHolds;
import dev.surety.escrow.domain.funds.OpenDispute;
import dev.surety.escrow.domain.funds.Portion;
import dev.surety.escrow.domain.funds.Refund;
import dev.surety.escrow.domain.terms.Agreement;
import dev.surety.escrow.domain.terms.Fee;
import dev.surety.escrow.store.StoredHolds;
import dev.surety.model.Invariants;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.money.Money;
import dev.surety.model.standing.Holds;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** What must be true of every state, by the names of the design. {@code entry-balanced} nothing else can be built. */
final class Checks {
    private Checks() {}

    /** What is asked of a state, and gets a no; and what time may not be refused. */
    static void everyRefusal(Model model) {
        for (int i = 0; i < model.sales().size(); i++) {
            Timing.notEarly(model, i);
            Timing.losesNoDeadline(model, i);
            Asking.refused(model, i);
            Rights.kept(model, i);
        }
    }

    static void everyInvariant(Model model) {
        for (int i = 0; i < model.sales().size(); i++) {
            Sale sale = model.sales().get(i);
            conserved(sale.escrow());
            timed(sale);
            oneLock(model, i);
            fees(sale.escrow().amountsNow());
            refunds(sale);
        }
        explained(model);
        books(model);
        outside(model);
    }

    private static void equal(String invariant, long expected, long found) {
        if (expected != found) {
            throw new Invariants.Breach(invariant + ": expected " + expected + ", found " + found);
        }
    }

    private static long sum(Model model, ToLongFunction<EscrowAmounts> of) {
        return model.sales().stream()
                .mapToLong(sale -> of.applyAsLong(sale.escrow().amountsNow()))
                .sum();
    }

    private static long frozen(EscrowAmounts amounts) {
        return amounts.frozen().gross(amounts.agreement()).amountMinor();
    }

    private static long inFlight(EscrowAmounts amounts) {
        return amounts.inFlight().gross(amounts.agreement()).amountMinor();
    }

    private static long lost(EscrowAmounts amounts) {
        return amounts.lost().gross(amounts.agreement()).amountMinor();
    }

    /** The amounts a caller is shown. */
    private static void conserved(Escrow escrow) {
        EscrowAmounts amounts = escrow.amountsNow();
        Agreement agreement = escrow.agreement();
        List<Money> parts = List.of(
                amounts.uncommitted(),
                amounts.frozen().gross(agreement),
                amounts.inFlight().gross(agreement),
                amounts.releasedNet(),
                amounts.refundedGross(),
                amounts.fees(),
                amounts.lost().gross(agreement));
        Invariants.hold(parts.stream().noneMatch(Money::isNegative), "escrow-conserved: an amount is negative");
        equal(
                "escrow-conserved",
                amounts.funded().amountMinor(),
                parts.stream().mapToLong(Money::amountMinor).sum());
        boolean ended = escrow instanceof Escrow.Settled || escrow instanceof Escrow.Cancelled;
        Invariants.hold(
                !ended || (amounts.uncommitted().isZero() && amounts.inFlight().isZero()),
                "escrow-conserved: something is held of what is settled");
        boolean held = escrow instanceof Escrow.Held || escrow instanceof Escrow.Delivered;
        Invariants.hold(!held || !amounts.isSpent(), "legal-path: nothing is held of what is not settled");
        FundsHolds holds = escrow.fundsNow().map(EscrowFunds::holds).orElseGet(FundsHolds::none);
        Invariants.hold(
                holds.dispute().isPresent() || !holds.freezing().isEmpty() || amounts.frozen().isZero(),
                "one case, one lock: money is frozen without a case");
        equal("escrow-conserved: price", 0, Math.min(0, amounts.uncommittedPrice().amountMinor()));
    }

    private static void timed(Sale sale) {
        if (!sale.isOver() && sale.due().isEmpty()) {
            throw new Invariants.Breach("timed-exit: what is " + sale.escrow().stateName() + " waits for nothing");
        }
    }

    /** Frozen is the larger of what the payer disputes and what the bank drew, never their sum. */
    private static void oneLock(Model model, int sale) {
        Escrow escrow = model.escrow(sale);
        Agreement agreement = escrow.agreement();
        FundsHolds holds = escrow.fundsNow().map(EscrowFunds::holds).orElseGet(FundsHolds::none);
        long frozen = frozen(escrow.amountsNow());
        long drawn = 0;
        long taken = 0;
        for (Chargeback chargeback : model.chargebacks()) {
            Part part = chargeback.parts().get(sale);
            Invariants.hold(
                    part.covered() + part.taken() <= part.amount(),
                    "one case, one lock: more is covered than was drawn");
            equal("one case, one lock: lost", part.over() ? part.covered() : 0, part.lost());
            drawn += part.over() ? 0 : part.covered();
            taken += part.taken();
        }
        Invariants.hold(frozen >= drawn, "one case, one lock: what the bank drew is not frozen any more");
        long claim = holds.dispute().map(of -> of.part().gross(agreement).amountMinor()).orElse(0L);
        long own = holds.freezing().stream().mapToLong(of -> of.held().gross(agreement).amountMinor()).sum();
        equal("one case, one lock: frozen", Math.addExact(claim, own), frozen);
        long shared = holds.freezing().stream().mapToLong(of -> of.shared().amountMinor()).sum();
        Invariants.hold(shared <= claim, "one case, one lock: banks share more than is disputed");
        equal("one case, one lock", own + shared, drawn);
        equal(
                "what is taken back is with a bank",
                taken,
                holds.chargebacks().stream().mapToLong(of -> of.taken().gross(agreement).amountMinor()).sum());
        reachesAll(escrow, holds);
        timeBounded(holds);
    }

    /** While a chargeback lacks something, nothing of the escrow's is free, released, or disputed and not drawn. */
    private static void reachesAll(Escrow escrow, FundsHolds holds) {
        Agreement agreement = escrow.agreement();
        EscrowAmounts amounts = escrow.amountsNow();
        boolean lacks = holds.shortfall(agreement).isPositive();
        long claim = holds.dispute().map(of -> of.part().gross(agreement).amountMinor()).orElse(0L);
        long shared = holds.freezing().stream().mapToLong(of -> of.shared().amountMinor()).sum();
        boolean spent = amounts.uncommitted().isZero()
                && amounts.released().gross(agreement).isZero()
                && claim == shared;
        Invariants.hold(!lacks || spent, "one case, one lock: a bank does not reach what is here");
    }

    /** Two disputes of 75 days, without the time of banks, and 10 days of outages each ({@code time-bounded}). */
    private static void timeBounded(FundsHolds holds) {
        Invariants.hold(holds.opened() <= 2, "time-bounded: a third dispute");
        Duration planned = holds.dispute()
                .map(of -> Duration.between(of.openedAt(), of.longStop()).minus(of.stoodStill()).minus(of.extended()))
                .orElse(Duration.ZERO);
        Duration outages = holds.dispute().map(OpenDispute::extended).orElse(Duration.ZERO);
        Invariants.hold(outages.compareTo(Duration.ofDays(10)) <= 0, "time-bounded: outages of " + outages);
        Invariants.hold(
                planned.compareTo(Duration.ofDays(75)) <= 0, "time-bounded: a dispute may last " + planned);
    }

    private static void fees(EscrowAmounts amounts) {
        List<Fee> agreed = amounts.agreement().fees();
        List<Portion> slices = List.of(
                amounts.frozen(), amounts.inFlight(), amounts.released(), amounts.refunded(), amounts.lost());
        boolean allReleased = amounts.funded().isPositive()
                && slices.stream().allMatch(of -> of == amounts.released() || of.isZero())
                && amounts.uncommitted().isZero();
        for (int i = 0; i < agreed.size(); i++) {
            int fee = i;
            long whole = agreed.get(i).whole().amountMinor();
            long cut = slices.stream().mapToLong(slice -> slice.shares().get(fee).amountMinor()).sum();
            Invariants.hold(cut <= whole, "a fee exceeds its whole");
            if (allReleased) {
                equal("a fee is taken to its whole", whole, amounts.released().shares().get(i).amountMinor());
            }
        }
    }

    private static void refunds(Sale sale) {
        List<Refund> refunds = sale.escrow().fundsNow().map(EscrowFunds::refunds).orElse(List.of());
        Invariants.hold(
                refunds.stream().allMatch(refund -> refund.attempt() <= Refund.MOST_ATTEMPTS),
                "a refund is tried too often");
        Invariants.hold(refunds.stream().filter(Refund::isOpen).count() <= 1, "two refunds are open");
    }

    /** What is not yet the payee's is explained to the minor unit. */
    private static void explained(Model model) {
        long held = 0;
        long maturing = 0;
        for (Sale sale : model.sales()) {
            Optional<Holds> holds = StoredHolds.of(sale.escrow());
            held += holds.map(of -> sum(of.escrow())).orElse(0L);
            maturing += holds.map(of -> sum(of.onHold())).orElse(0L);
        }
        equal("explained", model.books().of(AccountKind.ESCROW), held);
        equal("explained", model.books().of(AccountKind.ON_HOLD), maturing);
    }

    private static long sum(List<Holds.Hold> holds) {
        Invariants.hold(holds.stream().allMatch(hold -> hold.amountMinor() > 0), "explained: a hold of nothing");
        return holds.stream().mapToLong(Holds.Hold::amountMinor).sum();
    }

    /** Every account is what the escrows say it is; so nothing lies where nobody looks for it. */
    private static void books(Model model) {
        Books books = model.books();
        equal("books-balanced", 0, books.total());
        equal(
                "escrow account",
                sum(model, of -> of.uncommitted().amountMinor() + frozen(of)),
                books.of(AccountKind.ESCROW));
        long maturing = model.sales().stream().mapToLong(Checks::maturing).sum();
        equal("maturing account", maturing, books.of(AccountKind.ON_HOLD));
        long taxes = sum(model, Checks::taxes);
        equal("tax account", taxes, books.of(AccountKind.TAX));
        equal("fees account", sum(model, of -> of.fees().amountMinor()) - taxes, books.of(AccountKind.FEES));
        equal(
                "the payee's accounts",
                sum(model, of -> of.releasedNet().amountMinor()),
                books.of(AccountKind.PAYABLE) + maturing + books.of(AccountKind.DEBT));
        Invariants.hold(books.of(AccountKind.DEBT) <= 0, "a debt below zero");
        long underway = model.sales().stream()
                .mapToLong(sale -> sale.booked() ? 0 : sale.underway())
                .sum();
        equal("clearing-clears: outgoing", underway, books.of(AccountKind.OUTGOING));
        long untold = model.charge() == Charge.CAPTURED
                ? model.sales().stream()
                        .filter(sale -> sale.escrow() instanceof Escrow.Funding)
                        .mapToLong(sale -> sale.escrow().agreement().charge().amountMinor())
                        .sum()
                : 0;
        equal("clearing-clears: incoming", untold, books.of(AccountKind.INCOMING));
        long undeliverable = model.sales().stream().mapToLong(Checks::undeliverable).sum();
        equal("suspense account", undeliverable + wonLate(model), books.of(AccountKind.SUSPENSE));
    }

    /** The tax in the fees that are taken now. */
    private static long taxes(EscrowAmounts amounts) {
        List<Fee> agreed = amounts.agreement().fees();
        long taxes = 0;
        for (int i = 0; i < agreed.size(); i++) {
            long taken = amounts.released().shares().get(i).amountMinor();
            int rate = agreed.get(i).taxIncluded().map(tax -> tax.basisPoints().value()).orElse(0);
            taxes += BigDecimal.valueOf(taken)
                    .multiply(BigDecimal.valueOf(rate))
                    .divide(BigDecimal.valueOf(10_000 + rate), 0, RoundingMode.HALF_EVEN)
                    .longValueExact();
        }
        return taxes;
    }

    private static long maturing(Sale sale) {
        return sale.escrow().fundsNow().map(EscrowFunds::maturing).orElse(List.of()).stream()
                .mapToLong(there -> there.part().net(sale.escrow().agreement()).amountMinor())
                .sum();
    }

    private static long undeliverable(Sale sale) {
        return sale.escrow().fundsNow().map(EscrowFunds::refunds).orElse(List.of()).stream()
                .filter(refund -> refund.status() == Refund.Status.UNDELIVERABLE)
                .mapToLong(refund -> refund.part().gross(sale.escrow().agreement()).amountMinor())
                .sum();
    }

    /** What escrows know that a bank gave back after time had counted it as lost. */
    private static long wonLate(Model model) {
        long late = 0;
        for (Chargeback chargeback : model.chargebacks()) {
            for (int sale = 0; sale < chargeback.parts().size(); sale++) {
                boolean known = chargeback.bank() == Bank.WON && chargeback.isTold(sale);
                late += known ? chargeback.parts().get(sale).lost() : 0;
            }
        }
        return late;
    }

    /** What the gateway and the bank really did, against what our books say and what was ever there. */
    private static void outside(Model model) {
        long captured = model.charge() == Charge.TAKEN ? 0 : model.captured();
        long unheard = model.sales().stream()
                .mapToLong(sale -> sale.word() == Sale.Word.DONE && !sale.booked() ? sale.underway() : 0)
                .sum();
        long drawn = 0;
        long covered = 0;
        long disputed = 0;
        for (Chargeback chargeback : model.chargebacks()) {
            boolean won = chargeback.bank() == Bank.WON;
            drawn += won ? 0 : chargeback.amount();
            disputed -= won ? 0 : chargeback.amount();
            for (Part part : chargeback.parts()) {
                covered += won ? 0 : part.covered() + part.taken();
                disputed += part.lost() + part.taken();
            }
        }
        equal(
                "the gateway's account",
                -captured + (model.sent() - unheard) + drawn,
                model.books().of(AccountKind.GATEWAY));
        // In credit only until an escrow hears that its bank gave back what time had counted as lost.
        equal("the dispute account", disputed - wonLate(model), model.books().of(AccountKind.DISPUTE));
        Invariants.hold(
                model.sent() + covered <= model.captured(),
                "refund and chargeback both paid: more went back than came in, and it was not recorded as uncovered");
        equal(
                "what went back",
                model.sent() - unheard,
                sum(model, of -> of.refundedGross().amountMinor() + inFlight(of))
                        - model.books().of(AccountKind.OUTGOING)
                        - model.sales().stream().mapToLong(Checks::undeliverable).sum());
        equal("lost", sum(model, Checks::lost), model.chargebacks().stream()
                .flatMap(chargeback -> chargeback.parts().stream())
                .mapToLong(part -> part.lost() + part.taken())
                .sum());
    }
}
