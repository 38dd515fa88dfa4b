package dev.surety.payouts.domain.adjustment;

import dev.surety.model.Invariants;
import dev.surety.payouts.domain.adjustment.AdjustmentEvent.Approved;
import dev.surety.payouts.domain.adjustment.AdjustmentEvent.Expired;
import dev.surety.payouts.domain.adjustment.AdjustmentEvent.Posted;
import dev.surety.payouts.domain.adjustment.AdjustmentEvent.Rejected;
import dev.surety.payouts.domain.adjustment.AdjustmentEvent.Requested;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A booking by finance, as people have decided about it so far.
 *
 * @param by who asked for it
 * @param hash by which people approve it
 * @param needed how many people have to approve, as it was at the last decision
 */
public record Adjustment(
        AdjustmentOrder order,
        String by,
        String hash,
        Instant requestedAt,
        State state,
        int needed,
        List<Approval> approvals) {
    public Adjustment {
        approvals = List.copyOf(approvals);
    }

    /** The API has the lower-case word. */
    public enum State {
        AWAITING_APPROVAL,
        POSTED,
        REJECTED,
        EXPIRED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether its sum counts among those that people approve on its day. */
        public boolean countsForTheDay() {
            return this == AWAITING_APPROVAL || this == POSTED;
        }
    }

    public record Approval(String person, Instant at) {}

    public static Adjustment begun(Requested event, String hash, Instant at) {
        return new Adjustment(
                event.order(), event.by(), hash, at, State.AWAITING_APPROVAL, event.needed(), List.of());
    }

    public Adjustment after(AdjustmentEvent event, Instant at) {
        Invariants.hold(state == State.AWAITING_APPROVAL, "a decision about an adjustment is the last");
        return switch (event) {
            case Requested _ -> throw new Invariants.Breach("an adjustment is requested once");
            case Approved(var person, int people) -> approved(State.AWAITING_APPROVAL, person, people, at);
            case Posted(var person, int people) -> approved(State.POSTED, person, people, at);
            case Rejected _ -> ended(State.REJECTED);
            case Expired _ -> ended(State.EXPIRED);
        };
    }

    private Adjustment approved(State next, String person, int people, Instant at) {
        List<Approval> all = new ArrayList<>(approvals);
        all.add(new Approval(person, at));
        return new Adjustment(order, by, hash, requestedAt, next, people, all);
    }

    private Adjustment ended(State next) {
        return new Adjustment(order, by, hash, requestedAt, next, needed, approvals);
    }
}
