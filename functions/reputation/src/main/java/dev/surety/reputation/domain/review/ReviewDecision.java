package dev.surety.reputation.domain.review;

import dev.surety.model.refusal.Refusal;

/** The decision about one command in one state of a review. */
public sealed interface ReviewDecision {
    record Append(ReviewEvent event) implements ReviewDecision {}

    record Refused(Refusal refusal) implements ReviewDecision {}

    record Nothing() implements ReviewDecision {}
}
