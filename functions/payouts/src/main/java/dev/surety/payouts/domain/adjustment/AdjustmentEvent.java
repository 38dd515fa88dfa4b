package dev.surety.payouts.domain.adjustment;

/** A fact of an adjustment's chain. */
public sealed interface AdjustmentEvent {
    /**
     * @param by the person
     * @param needed how many people have to approve, by the sums of that moment
     */
    record Requested(AdjustmentOrder order, String by, int needed) implements AdjustmentEvent {}

    /** One has approved, and others have to. */
    record Approved(String person, int needed) implements AdjustmentEvent {}

    /** The last one has approved, and the same entry posts. */
    record Posted(String person, int needed) implements AdjustmentEvent {}

    record Rejected(String person) implements AdjustmentEvent {}

    record Expired() implements AdjustmentEvent {}
}
