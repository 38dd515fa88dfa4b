package dev.surety.payouts.domain.adjustment;

/** A person's decision about an adjustment. */
public sealed interface AdjustmentCommand {
    String person();

    /** @param hash of the adjustment that is approved */
    record Approve(String person, String hash) implements AdjustmentCommand {}

    record Reject(String person) implements AdjustmentCommand {}
}
