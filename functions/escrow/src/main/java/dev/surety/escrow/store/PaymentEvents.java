package dev.surety.escrow.store;

import dev.surety.escrow.domain.payment.PayeeDebt;
import dev.surety.escrow.domain.payment.PaymentEvent;
import dev.surety.model.dispute.PaymentChargebacks.Phase;
import dev.surety.model.dispute.PaymentChargebacks.Share;
import dev.surety.model.id.RefundId;
import dev.surety.model.journal.Entry;
import dev.surety.model.money.Money;
import dev.surety.runtime.journal.EventTypes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The names and versions of a payment's stored events. A name stands for one shape for ever. */
public final class PaymentEvents {
    static final EventTypes<PaymentEvent> TYPES = new EventTypes<PaymentEvent>()
            .event("payment.requested.v1", PaymentEvent.Requested.class)
            .event("payment.captured.v1", PaymentEvent.Captured.class)
            .event("payment.declined.v1", PaymentEvent.Declined.class)
            .event("payment.action_needed.v1", PaymentEvent.ActionNeeded.class)
            .event("payment.unknown.v1", PaymentEvent.Unknown.class)
            .event("payment.looked.v1", PaymentEvent.Looked.class)
            .event("payment.refunded.v1", PaymentEvent.Refunded.class)
            .event("payment.refund_declined.v1", PaymentEvent.RefundDeclined.class)
            .event("payment.refunded_late.v1", PaymentEvent.RefundedLate.class)
            .event("payment.captured_late.v1", PaymentEvent.CapturedLate.class)
            .event("payment.return_started.v1", PaymentEvent.ReturnStarted.class)
            .event("payment.returned.v1", PaymentEvent.Returned.class)
            .event("payment.return_unknown.v1", PaymentEvent.ReturnUnknown.class)
            .event("payment.returned_late.v1", PaymentEvent.ReturnedLate.class)
            .event("payment.return_failed.v1", PaymentEvent.ReturnFailed.class)
            .event("chargeback.drawn.v1", PaymentEvent.ChargebackOpened.class)
            .event("chargeback.won.v1", PaymentEvent.ChargebackWon.class)
            .event("chargeback.lost.v1", PaymentEvent.ChargebackLost.class)
            .event("payment.chargeback_regained.v1", PaymentEvent.ChargebackRegained.class)
            .former("payment.chargeback_noticed.v1", NoticedV1.class, NoticedV1::today)
            .event("payment.chargeback_noticed.v2", PaymentEvent.ChargebackNoticed.class)
            .event("payment.case_told.v1", PaymentEvent.CaseTold.class)
            .event("payment.chargeback_answered.v1", PaymentEvent.ChargebackAnswered.class)
            .event("payment.chargeback_spread.v1", PaymentEvent.ChargebackAllocated.class)
            .former("payment.refund_ordered.v1", OrderedV1.class, OrderedV1::today)
            .event("payment.refund_ordered.v2", PaymentEvent.RefundRequested.class)
            .event("payment.refund_spread.v1", PaymentEvent.RefundAllocated.class);

    private PaymentEvents() {}

    /** An order from before it said what debt it may leave. One that is still to be spread leaves none. */
    private record OrderedV1(RefundId refund, List<PaymentEvent.Back> parts, Optional<String> reference) {
        PaymentEvent today() {
            return new PaymentEvent.RefundRequested(refund, parts, reference, PayeeDebt.NONE);
        }
    }

    /** A notice from before we looked for its case. */
    private record NoticedV1(
            String chargeback,
            Money amount,
            List<Share> shares,
            String reason,
            Optional<Instant> evidenceDueBy,
            Phase phase) {
        PaymentEvent today() {
            return new PaymentEvent.ChargebackNoticed(
                    chargeback, amount, shares, reason, evidenceDueBy, phase, Optional.empty());
        }
    }

    public static String name(PaymentEvent event) {
        return TYPES.name(event);
    }

    public static PaymentEvent read(Entry entry) {
        return TYPES.read(entry);
    }
}
