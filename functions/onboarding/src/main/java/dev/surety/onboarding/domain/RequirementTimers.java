package dev.surety.onboarding.domain;

import dev.surety.onboarding.domain.Decided.Changed;
import dev.surety.onboarding.domain.ParticipantEvent.RequirementDue;
import dev.surety.onboarding.domain.ParticipantEvent.RequirementPastDue;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** Deadlines of requirements: each warns before it comes, and then restricts. */
final class RequirementTimers {
    private RequirementTimers() {}

    static Optional<Changed> due(ParticipantState state, Instant now) {
        return state.requirements().stream()
                .filter(open -> open.nextDue().filter(at -> !at.isAfter(now)).isPresent())
                .min(Comparator.comparing(open -> open.nextDue().orElseThrow()))
                .map(open -> told(state, open, now));
    }

    private static Changed told(ParticipantState state, Requirement open, Instant now) {
        Instant deadline = open.deadline().orElseThrow();
        if (!deadline.isAfter(now)) {
            return new Changed(new RequirementPastDue(open.code()), state.replacing(open.pastDue()));
        }
        int days = open.nextWarning(deadline);
        return new Changed(new RequirementDue(open.code(), days), state.replacing(open.warned(days)));
    }
}
