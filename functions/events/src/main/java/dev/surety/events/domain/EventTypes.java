package dev.surety.events.domain;

import java.util.Set;

/** The types of events there are, by which a reader may choose: {@code escrow.settled}, or {@code escrow.*}. */
public final class EventTypes {
    public static final Set<String> ALL = Set.of(
            "attention.assigned",
            "attention.closed",
            "attention.noted",
            "balance.credit_moved",
            "balance.debt_aged",
            "balance.debt_collected",
            "balance.debt_looked",
            "balance.debt_opened",
            "balance.debt_recovered",
            "balance.debt_warned",
            "capability.changed",
            "bank.asked",
            "bank.expected",
            "bank.opened",
            "bank_line.booked",
            "chargeback.drawn",
            "chargeback.lost",
            "chargeback.won",
            "clock.advanced",
            "escrow.awarded",
            "escrow.cancelled",
            "escrow.changes_requested",
            "escrow.chargeback_lost",
            "escrow.chargeback_opened",
            "escrow.chargeback_won",
            "escrow.created",
            "escrow.delivered",
            "escrow.dispute_timed_out",
            "escrow.dispute_withdrawn",
            "escrow.disputed",
            "escrow.ended",
            "escrow.expired",
            "escrow.funded",
            "escrow.funding",
            "escrow.funding_action_needed",
            "escrow.funding_declined",
            "escrow.funding_unknown",
            "escrow.looked",
            "escrow.matured",
            "escrow.refund_failed",
            "escrow.refund_pending",
            "escrow.refund_refused",
            "escrow.refund_retried",
            "escrow.refund_undeliverable",
            "escrow.refund_unknown",
            "escrow.refunded",
            "escrow.released",
            "escrow.settled",
            "gateway.asked",
            "gateway.notice_closed",
            "gateway.notice_parked",
            "gateway.opened",
            "ledger.difference_cleared",
            "ledger.difference_found",
            "ledger.entries_released",
            "ledger.entry_parked",
            "ledger.job_finished",
            "ledger.job_started",
            "limit.near",
            "limit.reached",
            "participant.blocked",
            "participant.created",
            "participant.reinstated",
            "participant.rejected",
            "participant.restricted",
            "participant.suspended",
            "participant.unblocked",
            "participant.updated",
            "pause.lifted",
            "pause.set",
            "payment.action_needed",
            "payment.captured",
            "payment.captured_late",
            "payment.chargeback_spread",
            "payment.declined",
            "payment.looked",
            "payment.refund_declined",
            "payment.refund_ordered",
            "payment.refund_spread",
            "payment.refunded",
            "payment.refunded_late",
            "payment.requested",
            "payment.return_failed",
            "payment.return_started",
            "payment.return_unknown",
            "payment.returned",
            "payment.returned_late",
            "payment.unknown",
            "record.sale_counted",
            "requirement.due",
            "requirement.opened",
            "requirement.past_due",
            "reserve.kept_back",
            "reserve.released",
            "settings.changed",
            "terms.accepted");

    private static final String ANY = ".*";

    private EventTypes() {}

    /** Whether a filter names a type, or all types with the same beginning. */
    public static boolean isKnown(String filter) {
        return ALL.stream().anyMatch(type -> matches(filter, type));
    }

    public static boolean matches(String filter, String type) {
        return filter.endsWith(ANY)
                ? type.startsWith(filter.substring(0, filter.length() - 1))
                : type.equals(filter);
    }
}
