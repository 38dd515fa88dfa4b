package dev.surety.escrow.app;

import dev.surety.escrow.app.RefundPayment.Share;
import dev.surety.escrow.app.RefundPayment.Wanted;
import dev.surety.escrow.domain.Circumstances;
import dev.surety.escrow.domain.Decision;
import dev.surety.escrow.domain.EscrowCommand.GiveBack;
import dev.surety.escrow.domain.EscrowRules;
import dev.surety.escrow.domain.Payment;
import dev.surety.escrow.domain.PaymentEvent.Back;
import dev.surety.escrow.domain.PaymentEvent.Part;
import dev.surety.escrow.domain.PaymentFact;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.Id;
import dev.surety.model.id.RefundId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.Posting;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.journal.Journal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which escrow of a payment gives back how much: as asked, else in proportion to what each has left that can be given
 * back. All of them would do it, or the whole is refused for the first reason that stands in the way of one.
 */
final class PlanRefund {
    private final Escrows escrows;
    private final Pauses pauses;

    PlanRefund(Escrows escrows, Pauses pauses) {
        this.escrows = escrows;
        this.pauses = pauses;
    }

    sealed interface Plan {
        /** What each is to give back, without its words, and what that would move. */
        record Possible(List<Back> parts, List<Posting> postings) implements Plan {}

        record Impossible(Refusal refusal) implements Plan {}
    }

    /** What is asked of one escrow; without an amount, all that can be given back. */
    private record Asked(EscrowChain escrow, Optional<Money> amount) {}

    Plan of(PaymentChain payment, Wanted wanted, RefundId order, Instant now) {
        Payment known = payment.payment().orElseThrow();
        Map<EscrowId, EscrowChain> paid = paid(payment, known);
        List<FieldError> wrong = wrong(known, wanted);
        if (!wrong.isEmpty()) {
            return impossible(Refusal.of(CommonReason.INVALID, wrong));
        }
        // An escrow that waited for another payment by then has nothing of this one's: that went back by itself.
        boolean unpaid = wanted.shares().stream().anyMatch(share -> !paid.containsKey(share.escrow()));
        if (known.status() != PaymentFact.Status.CAPTURED || paid.isEmpty() || unpaid) {
            return impossible(plain(CommonReason.TRANSITION_NOT_ALLOWED));
        }
        List<Part> left = paid.entrySet().stream()
                .map(one -> new Part(
                        one.getKey(), EscrowRules.refundable(one.getValue().escrow())))
                .toList();
        Money most = left.stream().map(Part::amount).reduce(Money::plus).orElseThrow();
        if (wanted.amount().filter(of -> of.compareTo(most) > 0).isPresent()) {
            return impossible(CommonReason.AMOUNT_EXCEEDS.with("There are " + most + " left that can be refunded."));
        }
        return decided(payment, asked(wanted, paid, left, most), wanted, order, now);
    }

    /** The escrows that have their money from this payment, in its order. */
    private Map<EscrowId, EscrowChain> paid(PaymentChain payment, Payment known) {
        Map<EscrowId, EscrowChain> paid = new LinkedHashMap<>();
        for (Part part : known.requested().parts()) {
            escrows.find(payment.chain().id().marketplace(), part.escrow())
                    .filter(chain -> chain.escrow()
                            .custodyNow()
                            .filter(custody -> custody.payment().id().equals(payment.id()))
                            .isPresent())
                    .ifPresent(chain -> paid.put(part.escrow(), chain));
        }
        return paid;
    }

    private static List<FieldError> wrong(Payment known, Wanted wanted) {
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

    private static List<Asked> asked(
            Wanted wanted, Map<EscrowId, EscrowChain> paid, List<Part> left, Money most) {
        List<Share> shares = wanted.shares();
        if (shares.isEmpty()) {
            shares = most.isZero()
                    ? paid.keySet().stream().map(id -> new Share(id, Optional.empty())).toList()
                    : Part.inProportion(wanted.amount().orElse(most), left).stream()
                            .map(part -> new Share(part.escrow(), Optional.of(part.amount())))
                            .toList();
        }
        List<Asked> asked = new ArrayList<>();
        for (Share share : shares) {
            Optional.ofNullable(paid.get(share.escrow()))
                    .ifPresent(chain -> asked.add(new Asked(chain, share.amount())));
        }
        return asked;
    }

    private Plan decided(PaymentChain payment, List<Asked> asked, Wanted wanted, RefundId order, Instant now) {
        List<Refusal> refused = new ArrayList<>();
        List<Back> parts = new ArrayList<>();
        Map<Account, Money> moved = new LinkedHashMap<>();
        if (pauses.isMoneyOutPaused(payment.chain().id().marketplace())) {
            refused.add(plain(CommonReason.PAUSED));
        }
        if (payment.version() >= Journal.MOST_BY_PARTIES) {
            refused.add(plain(CommonReason.LIMIT_EXCEEDED));
        }
        for (Asked one : asked) {
            EscrowId escrow = SettleFunding.id(one.escrow());
            var refund = new RefundId(Id.derive(RefundId.PREFIX, order.value(), escrow.value()));
            var command = new GiveBack(refund, one.amount(), wanted.reference(), Optional.empty());
            if (one.escrow().version() >= Journal.MOST_BY_PARTIES) {
                refused.add(plain(CommonReason.LIMIT_EXCEEDED));
            }
            if (isOrdered(payment, escrow)) {
                // The escrow has not been told yet, and would still look as if it had all this to give.
                refused.add(plain(CommonReason.REFUND_IN_FLIGHT));
            }
            switch (EscrowRules.decide(one.escrow().escrow(), command, Circumstances.at(now))) {
                case Decision.Refused(var refusal) -> refused.add(refusal);
                case Decision.Happens(var _, var postings) -> {
                    Money amount = one.amount().orElseGet(() -> EscrowRules.refundable(one.escrow().escrow()));
                    parts.add(new Back(escrow, refund, amount, Optional.empty()));
                    postings.stream()
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

    private static boolean isOrdered(PaymentChain payment, EscrowId escrow) {
        return payment.payment().map(Payment::refunds).orElse(List.of()).stream()
                .filter(order -> !order.isSpread())
                .flatMap(order -> order.parts().stream())
                .anyMatch(part -> part.escrow().equals(escrow));
    }

    private static Refusal plain(CommonReason reason) {
        return reason.with(reason.title());
    }

    private static Plan impossible(Refusal refusal) {
        return new Plan.Impossible(refusal);
    }
}
