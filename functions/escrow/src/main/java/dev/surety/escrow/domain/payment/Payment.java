package dev.surety.escrow.domain.payment;

import dev.surety.escrow.domain.funds.Chargeback;
import dev.surety.escrow.domain.funds.CaseTelling;
import dev.surety.escrow.domain.funds.ChargebackStatus;
import dev.surety.escrow.domain.funds.PaymentFact;
import dev.surety.escrow.domain.payment.PaymentEvent.Part;
import dev.surety.model.Invariants;
import dev.surety.model.dispute.PaymentChargebacks.Told;
import dev.surety.model.id.RefundId;
import dev.surety.model.money.Money;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The state of a payment. Its status never moves backwards: a late fact is recorded beside it.
 *
 * @param answers the gateway's answers to refunds, by its reference: empty if done, else the code
 * @param back the return of money that no escrow waits for
 * @param asked how often the gateway was asked without an answer
 * @param refunds refunds of the whole payment, oldest first
 * @param told the gateway's word on chargebacks and warnings, in the order in which they began
 * @param tellings by chargeback, how far we know that our case has a chain of its own
 */
public record Payment(
        PaymentEvent.Requested requested,
        PaymentFact.Status status,
        String code,
        Map<RefundId, String> answers,
        Optional<Back> back,
        List<Chargeback> chargebacks,
        int asked,
        List<Ordered> refunds,
        List<Told> told,
        Map<String, CaseTelling> tellings) {

    public Payment {
        told = List.copyOf(told);
        tellings = Map.copyOf(tellings);
        answers = Map.copyOf(answers);
        refunds = List.copyOf(refunds);
        chargebacks = List.copyOf(chargebacks);
    }

    /** An answer: the gateway refused the refund, and sent it all the same. */
    public static final String LATE = "refunded_late";

    /** The return of money that no escrow waits for. */
    public record Back(Stage stage, Money amount, Optional<RefundId> reference) {}

    public enum Stage {
        IN_SUSPENSE,
        STARTED,
        DONE,
        FAILED
    }

    /**
     * A debit by the payer's bank.
     *
     * @param parts the share of each escrow; empty if none has money of this payment
     * @param told whether every escrow knows of its state
     */
    public record Chargeback(String id, Money amount, List<Part> parts, ChargebackStatus status, boolean told) {
        public Chargeback {
            parts = List.copyOf(parts);
        }
    }

    /**
     * A refund of the whole payment.
     *
     * @param refused parts that an escrow refused, and why; empty until all escrows have been told
     */
    public record Ordered(
            RefundId id,
            List<PaymentEvent.Back> parts,
            Optional<String> reference,
            Optional<Map<RefundId, String>> refused) {
        public boolean isSpread() {
            return refused.isPresent();
        }

        Ordered spread(List<PaymentEvent.Refused> by) {
            Map<RefundId, String> reasons = new LinkedHashMap<>();
            by.forEach(of -> reasons.put(of.refund(), of.reason()));
            return new Ordered(id, parts, reference, Optional.of(Map.copyOf(reasons)));
        }
    }

    /** How far one part of a refund has come. */
    public enum Progress {
        PENDING,
        DONE,
        /** The gateway refused. */
        FAILED,
        /** The escrow refused. */
        REFUSED
    }

    public Progress progress(Ordered order, PaymentEvent.Back part) {
        Optional<String> answer = Optional.ofNullable(answers.get(part.refund()));
        if (answer.isPresent()) {
            // A late refund is with the payer, whatever the gateway said before.
            return answer.get().isEmpty() || answer.get().equals(LATE) ? Progress.DONE : Progress.FAILED;
        }
        return order.refused().filter(of -> of.containsKey(part.refund())).isPresent()
                ? Progress.REFUSED
                : Progress.PENDING;
    }

    /** Why a part failed, or that it came late; empty if it was simply sent. */
    public String code(Ordered order, PaymentEvent.Back part) {
        return Optional.ofNullable(answers.get(part.refund()))
                .orElseGet(() -> order.refused().map(of -> of.get(part.refund())).orElse(""));
    }

    public boolean isOpen() {
        return switch (status) {
            case REQUESTED, ACTION_NEEDED, UNKNOWN -> true;
            case CAPTURED, DECLINED -> false;
        };
    }

    /** Whether the gateway has taken the payer's money, in time or after it had said no. */
    public boolean isTaken() {
        return status == PaymentFact.Status.CAPTURED || back.isPresent();
    }

    public Optional<Chargeback> chargeback(String id) {
        return chargebacks.stream().filter(known -> known.id().equals(id)).findFirst();
    }

    /**
     * Folds a payment from its events; empty if there are none. A payment that was closed before its request has none.
     */
    public static Optional<Payment> of(List<PaymentEvent> events) {
        if (events.isEmpty() || !(events.getFirst() instanceof PaymentEvent.Requested requested)) {
            return Optional.empty();
        }
        var payment = new Payment(
                requested,
                PaymentFact.Status.REQUESTED,
                "",
                Map.of(),
                Optional.empty(),
                List.of(),
                0,
                List.of(),
                List.of(),
                Map.of());
        for (PaymentEvent event : events.subList(1, events.size())) {
            payment = payment.after(event);
        }
        return Optional.of(payment);
    }

    private Payment after(PaymentEvent event) {
        return switch (event) {
            case PaymentEvent.Requested _ -> throw new Invariants.Breach("legal-path: a payment is requested once");
            case PaymentEvent.Captured _ -> with(PaymentFact.Status.CAPTURED, "", 0);
            case PaymentEvent.Declined(var why) -> with(PaymentFact.Status.DECLINED, why, 0);
            case PaymentEvent.ActionNeeded _ -> with(PaymentFact.Status.ACTION_NEEDED, "", 0);
            case PaymentEvent.Unknown _ -> with(PaymentFact.Status.UNKNOWN, "", asked + 1);
            case PaymentEvent.Looked _ -> with(status, code, asked + 1);
            case PaymentEvent.Refunded(var reference, _, _) -> answered(reference, "");
            case PaymentEvent.RefundDeclined(var reference, _, var why) -> answered(reference, why);
            case PaymentEvent.RefundedLate(var reference, _, _) -> answered(reference, LATE);
            case PaymentEvent.CapturedLate(var amount, _) ->
                with(new Back(Stage.IN_SUSPENSE, amount, Optional.empty()));
            case PaymentEvent.ReturnStarted(var reference, var amount, _) ->
                with(new Back(Stage.STARTED, amount, Optional.of(reference)));
            case PaymentEvent.ReturnUnknown _ -> with(status, code, asked + 1);
            case PaymentEvent.Returned(var reference, var amount) ->
                with(new Back(Stage.DONE, amount, Optional.of(reference)));
            case PaymentEvent.ReturnedLate(var reference, var amount) ->
                with(new Back(Stage.DONE, amount, Optional.of(reference)));
            case PaymentEvent.ReturnFailed(var reference, var amount, _) ->
                with(new Back(Stage.FAILED, amount, Optional.of(reference)));
            case PaymentEvent.ChargebackOpened(var id, var amount, var parts) ->
                with(new Chargeback(id, amount, parts, ChargebackStatus.OPEN, false));
            case PaymentEvent.ChargebackWon(var id, _) -> bank(id, ChargebackStatus.WON, false);
            case PaymentEvent.ChargebackLost(var id) -> bank(id, ChargebackStatus.LOST, false);
            case PaymentEvent.ChargebackRegained(var id, _) -> bank(id, ChargebackStatus.WON, true);
            case PaymentEvent.ChargebackNoticed(var id, var of, var shares, var why, var due, var phase, var tellAt) ->
                noticed(new Told(id, of, shares, why, due, phase, told(id).flatMap(Told::answer)))
                        .telling(id, tellAt.map(CaseTelling::begun).or(() -> telling(id)));
            case PaymentEvent.ChargebackAnswered(var id, var answer) ->
                noticed(noticed(id).answered(answer)).telling(id, telling(id).map(CaseTelling::found));
            case PaymentEvent.CaseTold(var id, var known, var next) ->
                telling(id, telling(id).map(of -> of.looked(known, next)));
            case PaymentEvent.ChargebackAllocated(var id) -> bank(id, known(id).status(), true);
            case PaymentEvent.RefundRequested(var id, var parts, var named, _) ->
                ordered(new Ordered(id, parts, named, Optional.empty()));
            case PaymentEvent.RefundAllocated(var id, var refused) -> spread(id, refused);
        };
    }

    private Chargeback known(String id) {
        return chargeback(id).orElseThrow(() -> new Invariants.Breach("legal-path: a chargeback is drawn first"));
    }

    public Optional<Told> told(String chargeback) {
        return told.stream().filter(of -> of.id().equals(chargeback)).findFirst();
    }

    public Optional<CaseTelling> telling(String chargeback) {
        return Optional.ofNullable(tellings.get(chargeback));
    }

    private Payment telling(String chargeback, Optional<CaseTelling> next) {
        Map<String, CaseTelling> all = new LinkedHashMap<>(tellings);
        next.ifPresent(of -> all.put(chargeback, of));
        return new Payment(requested, status, code, answers, back, chargebacks, asked, refunds, told, all);
    }

    private Told noticed(String id) {
        return told(id).orElseThrow(() -> new Invariants.Breach("legal-path: a chargeback is noticed first"));
    }

    /** In its place: the order is that of the first notices. */
    private Payment noticed(Told next) {
        List<Told> all = new ArrayList<>(told);
        all.replaceAll(of -> of.id().equals(next.id()) ? next : of);
        if (told(next.id()).isEmpty()) {
            all.add(next);
        }
        return new Payment(requested, status, code, answers, back, chargebacks, asked, refunds, all, tellings);
    }

    private Payment bank(String id, ChargebackStatus status, boolean told) {
        Chargeback before = known(id);
        return with(new Chargeback(id, before.amount(), before.parts(), status, told));
    }

    private Payment with(Chargeback chargeback) {
        List<Chargeback> all = new ArrayList<>(chargebacks);
        all.removeIf(known -> known.id().equals(chargeback.id()));
        all.add(chargeback);
        return new Payment(requested, status, code, answers, back, all, asked, refunds, told, tellings);
    }

    private Payment with(Back next) {
        return new Payment(
                requested, status, code, answers, Optional.of(next), chargebacks, 0, refunds, told, tellings);
    }

    private Payment with(PaymentFact.Status next, String why, int vain) {
        return new Payment(requested, next, why, answers, back, chargebacks, vain, refunds, told, tellings);
    }

    private Payment answered(RefundId reference, String why) {
        Map<RefundId, String> more = new LinkedHashMap<>(answers);
        more.put(reference, why);
        return new Payment(requested, status, code, more, back, chargebacks, asked, refunds, told, tellings);
    }

    private Payment ordered(Ordered order) {
        List<Ordered> more = new ArrayList<>(refunds);
        more.add(order);
        return new Payment(requested, status, code, answers, back, chargebacks, asked, more, told, tellings);
    }

    private Payment spread(RefundId id, List<PaymentEvent.Refused> refused) {
        List<Ordered> all = refunds.stream()
                .map(order -> order.id().equals(id) ? order.spread(refused) : order)
                .toList();
        return new Payment(requested, status, code, answers, back, chargebacks, asked, all, told, tellings);
    }
}
