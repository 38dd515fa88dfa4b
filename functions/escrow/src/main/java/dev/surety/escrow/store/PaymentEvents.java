package dev.surety.escrow.store;

import dev.surety.escrow.domain.payment.PaymentEvent;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Outage;

/** The names and versions of a payment's stored events. A name stands for one shape for ever. */
public final class PaymentEvents {
    private PaymentEvents() {}

    public static String name(PaymentEvent event) {
        return switch (event) {
            case PaymentEvent.Requested _ -> "payment.requested.v1";
            case PaymentEvent.Captured _ -> "payment.captured.v1";
            case PaymentEvent.Declined _ -> "payment.declined.v1";
            case PaymentEvent.ActionNeeded _ -> "payment.action_needed.v1";
            case PaymentEvent.Unknown _ -> "payment.unknown.v1";
            case PaymentEvent.Looked _ -> "payment.looked.v1";
            case PaymentEvent.Refunded _ -> "payment.refunded.v1";
            case PaymentEvent.RefundDeclined _ -> "payment.refund_declined.v1";
            case PaymentEvent.RefundedLate _ -> "payment.refunded_late.v1";
            case PaymentEvent.CapturedLate _ -> "payment.captured_late.v1";
            case PaymentEvent.ReturnStarted _ -> "payment.return_started.v1";
            case PaymentEvent.Returned _ -> "payment.returned.v1";
            case PaymentEvent.ReturnUnknown _ -> "payment.return_unknown.v1";
            case PaymentEvent.ReturnedLate _ -> "payment.returned_late.v1";
            case PaymentEvent.ReturnFailed _ -> "payment.return_failed.v1";
            case PaymentEvent.ChargebackOpened _ -> "chargeback.drawn.v1";
            case PaymentEvent.ChargebackWon _ -> "chargeback.won.v1";
            case PaymentEvent.ChargebackLost _ -> "chargeback.lost.v1";
            case PaymentEvent.ChargebackAllocated _ -> "payment.chargeback_spread.v1";
            case PaymentEvent.RefundRequested _ -> "payment.refund_ordered.v1";
            case PaymentEvent.RefundAllocated _ -> "payment.refund_spread.v1";
        };
    }

    public static PaymentEvent read(Entry entry) {
        return Json.read(entry.data(), type(entry.event()));
    }

    private static Class<? extends PaymentEvent> type(String name) {
        return switch (name) {
            case "payment.requested.v1" -> PaymentEvent.Requested.class;
            case "payment.captured.v1" -> PaymentEvent.Captured.class;
            case "payment.declined.v1" -> PaymentEvent.Declined.class;
            case "payment.action_needed.v1" -> PaymentEvent.ActionNeeded.class;
            case "payment.unknown.v1" -> PaymentEvent.Unknown.class;
            case "payment.looked.v1" -> PaymentEvent.Looked.class;
            case "payment.refunded.v1" -> PaymentEvent.Refunded.class;
            case "payment.refund_declined.v1" -> PaymentEvent.RefundDeclined.class;
            case "payment.refunded_late.v1" -> PaymentEvent.RefundedLate.class;
            case "payment.captured_late.v1" -> PaymentEvent.CapturedLate.class;
            case "payment.return_started.v1" -> PaymentEvent.ReturnStarted.class;
            case "payment.returned.v1" -> PaymentEvent.Returned.class;
            case "payment.return_unknown.v1" -> PaymentEvent.ReturnUnknown.class;
            case "payment.returned_late.v1" -> PaymentEvent.ReturnedLate.class;
            case "payment.return_failed.v1" -> PaymentEvent.ReturnFailed.class;
            case "chargeback.drawn.v1" -> PaymentEvent.ChargebackOpened.class;
            case "chargeback.won.v1" -> PaymentEvent.ChargebackWon.class;
            case "chargeback.lost.v1" -> PaymentEvent.ChargebackLost.class;
            case "payment.chargeback_spread.v1" -> PaymentEvent.ChargebackAllocated.class;
            case "payment.refund_ordered.v1" -> PaymentEvent.RefundRequested.class;
            case "payment.refund_spread.v1" -> PaymentEvent.RefundAllocated.class;
            default -> throw new Outage("this release does not know the event " + name);
        };
    }
}
