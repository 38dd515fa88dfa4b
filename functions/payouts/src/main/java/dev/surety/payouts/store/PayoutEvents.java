package dev.surety.payouts.store;

import dev.surety.model.journal.Entry;
import dev.surety.payouts.domain.payout.PayoutEvent;
import dev.surety.runtime.journal.EventTypes;

/** The names and versions of a payout's stored events. A name stands for one shape for ever. */
public final class PayoutEvents {
    static final EventTypes<PayoutEvent> TYPES = new EventTypes<PayoutEvent>()
            .event("payout.requested.v1", PayoutEvent.Requested.class)
            .event("payout.scheduled.v1", PayoutEvent.Scheduled.class)
            .event("payout.excluded.v1", PayoutEvent.Excluded.class)
            .event("payout.taken_out.v1", PayoutEvent.TakenOut.class)
            .event("payout.approved.v1", PayoutEvent.Approved.class)
            .event("payout.sending.v1", PayoutEvent.Sending.class)
            .event("payout.sending.v2", PayoutEvent.SendingByFile.class)
            .event("payout.sent.v1", PayoutEvent.Sent.class)
            .event("payout.unknown.v1", PayoutEvent.Unknown.class)
            .event("payout.failed.v1", PayoutEvent.Failed.class)
            .event("payout.cancelled.v1", PayoutEvent.Cancelled.class)
            .event("payout.paid.v1", PayoutEvent.Paid.class)
            .event("payout.returned.v1", PayoutEvent.Returned.class)
            .event("payout.refusal_announced.v1", PayoutEvent.RefusalAnnounced.class)
            .event("payout.change_noticed.v1", PayoutEvent.ChangeNoticed.class)
            .event("payout.status_noted.v1", PayoutEvent.StatusNoted.class);

    private PayoutEvents() {}

    public static String name(PayoutEvent event) {
        return TYPES.name(event);
    }

    public static PayoutEvent read(Entry entry) {
        return TYPES.read(entry);
    }
}
