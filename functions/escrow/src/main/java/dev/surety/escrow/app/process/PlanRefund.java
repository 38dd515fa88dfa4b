package dev.surety.escrow.app.process;

import dev.surety.escrow.app.escrow.EscrowChain;
import dev.surety.escrow.app.escrow.Escrows;
import dev.surety.escrow.app.payment.PaymentChain;
import dev.surety.escrow.app.process.RefundPayment.Request;
import dev.surety.escrow.app.process.RefundPayment.Share;
import dev.surety.escrow.domain.escrow.Budget;
import dev.surety.escrow.domain.escrow.Decision;
import dev.surety.escrow.domain.escrow.DecisionContext;
import dev.surety.escrow.domain.escrow.Escrow;
import dev.surety.escrow.domain.escrow.EscrowCommand.RefundPayer;
import dev.surety.escrow.domain.escrow.EscrowEvent;
import dev.surety.escrow.domain.escrow.EscrowRules;
import dev.surety.escrow.domain.funds.EscrowAmounts;
import dev.surety.escrow.domain.funds.PaymentFact;
import dev.surety.escrow.domain.payment.PayeeDebt;
import dev.surety.escrow.domain.payment.Payment;
import dev.surety.escrow.domain.payment.PaymentEvent.Back;
import dev.surety.escrow.domain.payment.PaymentEvent.Part;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.Id;
import dev.surety.model.id.RefundId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Posting;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.marketplace.Pauses.What;
import dev.surety.runtime.marketplace.Pauses;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides how much each escrow of a payment gives back. Shares that the caller names are all possible, or all refused.
 * Otherwise each escrow bears its part in proportion to the amount that its own rules let it refund now. Of all reasons
 * to refuse, the plan names the first in the order of precedence.
 */
final class PlanRefund {
    /** The id of a refund that a dry decision names; no refund has it. */
    private static final RefundId NOBODYS = new RefundId(Id.derive(RefundId.PREFIX, "nobody's"));

    private final Escrows escrows;
    private final ChargePayee charging;
    private final Pauses pauses;

    PlanRefund(Escrows escrows, ChargePayee charging, Pauses pauses) {
        this.escrows = escrows;
        this.charging = charging;
        this.pauses = pauses;
    }

    sealed interface Plan {
        /** The part of each escrow, still without its note, and the postings. */
        record Possible(List<Back> parts, List<Posting> postings) implements Plan {}

        record Impossible(Refusal refusal) implements Plan {}
    }

    private record Ordered(Request wanted, RefundId order, PayeeDebt leaves) {}

    /** The amount one escrow is asked to refund; without an amount, all that it can. */
    private record RefundShare(EscrowChain escrow, Optional<Money> amount) {}

    /**
     * The part of an escrow's price that it would refund now.
     *
     * @param withheld the rest of its price, which it would not refund now
     * @param why it withholds that, or everything
     */
    private record Left(EscrowChain escrow, Money price, Money withheld, List<Refusal> why, boolean possible) {}

    Plan of(PaymentChain payment, Request wanted, RefundId order, PayeeDebt leaves, Instant now) {
        Payment known = payment.payment().orElseThrow();
        List<FieldError> wrong = wrong(known, wanted);
        if (!wrong.isEmpty()) {
            return new Plan.Impossible(Refusal.of(CommonReason.INVALID, wrong));
        }
        List<Refusal> refused = new ArrayList<>();
        pauses.refusal(payment.chain().id().marketplace(), What.MONEY_OUT).ifPresent(refused::add);
        Budget.ofOrders(payment.events()).ifPresent(refused::add);
        Map<EscrowId, EscrowChain> paid = paid(payment, known);
        // A named escrow may hold another payment's money. Its part of this payment went back as unapplied funds.
        boolean unpaid = wanted.shares().stream().anyMatch(share -> !paid.containsKey(share.escrow()));
        if (known.status() != PaymentFact.Status.CAPTURED || paid.isEmpty() || unpaid) {
            refused.add(plain(CommonReason.TRANSITION_NOT_ALLOWED));
        }
        List<RefundShare> asked = wanted.shares().isEmpty()
                ? inProportion(payment, paid, wanted.amount(), now, refused)
                : asShared(wanted.shares(), paid);
        return decided(payment, asked, new Ordered(wanted, order, leaves), now, refused);
    }

    /** The escrows that hold this payment's money, in the payment's order. */
    private Map<EscrowId, EscrowChain> paid(PaymentChain payment, Payment known) {
        Map<EscrowId, EscrowChain> paid = new LinkedHashMap<>();
        for (Part part : known.requested().parts()) {
            escrows.find(payment.chain().id().marketplace(), part.escrow())
                    .filter(chain -> chain.escrow()
                            .fundsNow()
                            .filter(funds -> funds.payment().id().equals(payment.id()))
                            .isPresent())
                    .ifPresent(chain -> paid.put(part.escrow(), chain));
        }
        return paid;
    }

    private static List<FieldError> wrong(Payment known, Request wanted) {
        List<FieldError> wrong = new ArrayList<>();
        if (isOther(known, wanted.amount())) {
            wrong.add(new FieldError("/amount", "another_currency"));
        }
        for (int i = 0; i < wanted.shares().size(); i++) {
            Share share = wanted.shares().get(i);
            boolean ours = known.requested().parts().stream()
                    .anyMatch(part -> part.escrow().equals(share.escrow()));
            if (!ours) {
                wrong.add(new FieldError("/escrows/" + i + "/id", "not_found"));
            }
            if (isOther(known, share.amount())) {
                wrong.add(new FieldError("/escrows/" + i + "/amount", "another_currency"));
            }
        }
        return wrong;
    }

    private static boolean isOther(Payment known, Optional<Money> amount) {
        return amount.filter(of -> !of.currency().equals(known.requested().amount().currency()))
                .isPresent();
    }

    private static List<RefundShare> asShared(List<Share> shares, Map<EscrowId, EscrowChain> paid) {
        return shares.stream()
                .flatMap(share -> Optional.ofNullable(paid.get(share.escrow()))
                        .map(chain -> new RefundShare(chain, share.amount()))
                        .stream())
                .toList();
    }

    /** The shares of an amount, or of everything if there is none. Adds the reasons against it to {@code refused}. */
    private List<RefundShare> inProportion(
            PaymentChain payment,
            Map<EscrowId, EscrowChain> paid,
            Optional<Money> amount,
            Instant now,
            List<Refusal> refused) {
        List<Left> left = paid.values().stream().map(chain -> left(payment, chain, now)).toList();
        if (amount.isEmpty()) {
            List<Left> possible = left.stream().filter(Left::possible).toList();
            if (possible.isEmpty()) {
                // Skip the reasons of escrows that have nothing to refund, unless that is all of them.
                boolean none = left.stream().noneMatch(of -> of.withheld().isPositive());
                left.stream()
                        .filter(of -> none || of.withheld().isPositive())
                        .forEach(of -> refused.addAll(of.why()));
            }
            return possible.stream().map(of -> new RefundShare(of.escrow(), Optional.empty())).toList();
        }
        Money none = Money.zero(amount.get().currency());
        Money most = left.stream().map(Left::price).reduce(none, Money::plus);
        if (amount.get().compareTo(most) <= 0) {
            List<Part> weights = left.stream()
                    .map(of -> new Part(SettleFunding.id(of.escrow()), of.price()))
                    .toList();
            List<Share> shares = Part.inProportion(amount.get(), weights).stream()
                    .map(part -> new Share(part.escrow(), Optional.of(part.amount())))
                    .toList();
            return asShared(shares, paid);
        }
        Money here = left.stream().map(Left::withheld).reduce(most, Money::plus);
        if (amount.get().compareTo(here) > 0) {
            refused.add(CommonReason.exceeds(
                    "There are " + most + " left that can be refunded.", most, amount.get()));
        } else {
            left.stream().filter(of -> of.withheld().isPositive()).forEach(of -> refused.addAll(of.why()));
        }
        return List.of();
    }

    private Left left(PaymentChain payment, EscrowChain chain, Instant now) {
        Escrow escrow = chain.escrow();
        EscrowAmounts amounts = escrow.amountsNow();
        Money here = EscrowRules.refundable(escrow)
                .plus(amounts.frozen().price())
                .plus(amounts.inFlight().price());
        Money none = Money.zero(here.currency());
        List<Refusal> why = new ArrayList<>(preconditions(payment, chain));
        switch (giveBack(chain, Optional.empty(), now)) {
            case Decision.Refused(var refusal) -> why.add(refusal);
            case Decision.Accepted accepted when why.isEmpty() -> {
                Money price = price(accepted);
                Money withheld = here.minus(price);
                Decision more = giveBack(chain, Optional.of(here), now);
                if (withheld.isPositive() && more instanceof Decision.Refused(var refusal)) {
                    why.add(refusal);
                }
                return new Left(chain, price, withheld, why, true);
            }
            case Decision.Accepted _ -> {}
        }
        return new Left(chain, none, here, why, false);
    }

    /** The reasons against a refund that the escrow's own rules cannot see. */
    private List<Refusal> preconditions(PaymentChain payment, EscrowChain chain) {
        List<Refusal> preconditions = new ArrayList<>();
        var all = new RefundPayer(NOBODYS, Optional.empty(), Optional.empty());
        escrows.overBudget(chain, all, Actor.EVENT).ifPresent(preconditions::add);
        Budget.onPayment(payment.events(), SettleFunding.id(chain), Actor.EVENT, true).ifPresent(preconditions::add);
        if (isOrdered(payment, SettleFunding.id(chain))) {
            // An earlier order has not reached the escrow yet, so the escrow still shows that money as refundable.
            preconditions.add(plain(CommonReason.REFUND_IN_FLIGHT));
        }
        return preconditions;
    }

    private static Decision giveBack(EscrowChain chain, Optional<Money> amount, Instant now) {
        var command = new RefundPayer(NOBODYS, amount, Optional.empty());
        return EscrowRules.decide(chain.escrow(), command, DecisionContext.at(now));
    }

    /** The price part of the refund; zero if only a payer's fee is left. */
    private static Money price(Decision.Accepted accepted) {
        return ((EscrowEvent.RefundStarted) accepted.event()).back().part().price();
    }

    private Plan decided(
            PaymentChain payment,
            List<RefundShare> asked,
            Ordered ordered,
            Instant now,
            List<Refusal> refused) {
        List<Back> parts = new ArrayList<>();
        Map<Account, Money> moved = new LinkedHashMap<>();
        for (RefundShare one : asked) {
            EscrowId escrow = SettleFunding.id(one.escrow());
            var refund = new RefundId(Id.derive(RefundId.PREFIX, ordered.order().value(), escrow.value()));
            refused.addAll(preconditions(payment, one.escrow()));
            var command = new RefundPayer(refund, one.amount(), ordered.wanted().reference());
            switch (charging.decide(one.escrow(), command, ordered.leaves(), now)) {
                case Decision.Refused(var refusal) -> refused.add(pointing(refusal, ordered.wanted(), escrow));
                case Decision.Accepted accepted -> {
                    parts.add(new Back(escrow, refund, price(accepted), Optional.empty()));
                    accepted.postings().stream()
                            .forEach(posting -> moved.merge(posting.account(), posting.money(), Money::plus));
                }
            }
        }
        return refused.stream()
                .min(Comparator.comparing(refusal -> (CommonReason) refusal.reason()))
                .<Plan>map(Plan.Impossible::new)
                .orElseGet(() -> new Plan.Possible(
                        parts,
                        moved.entrySet().stream()
                                .map(one -> new Posting(one.getKey(), one.getValue()))
                                .toList()));
    }

    /** An escrow's rules speak of its own amount; here that is one of the shares. */
    private static Refusal pointing(Refusal refusal, Request wanted, EscrowId escrow) {
        int share = wanted.shares().stream().map(Share::escrow).toList().indexOf(escrow);
        List<FieldError> errors = refusal.errors().stream()
                .map(error -> share >= 0 && error.pointer().equals("/amount")
                        ? new FieldError("/escrows/" + share + "/amount", error.reason(), error.bound())
                        : error)
                .toList();
        return new Refusal(refusal.reason(), refusal.detail(), errors);
    }

    private static boolean isOrdered(PaymentChain payment, EscrowId escrow) {
        return payment.payment().map(Payment::refunds).orElse(List.of()).stream()
                .filter(order -> !order.isSpread())
                .flatMap(order -> order.parts().stream())
                .anyMatch(part -> part.escrow().equals(escrow));
    }

    private static Refusal plain(CommonReason reason) {
        return reason.with(reason.title());
    }
}
