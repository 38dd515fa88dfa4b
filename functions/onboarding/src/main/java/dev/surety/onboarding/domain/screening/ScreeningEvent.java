package dev.surety.onboarding.domain.screening;

import dev.surety.onboarding.domain.ParticipantEvent;

/** A fact about a participant's comparison with the lists, in the participant's own chain. */
public sealed interface ScreeningEvent extends ParticipantEvent.OfScreening {
    /** @param cause such as a run over all participants after a list changed */
    record Asked(String cause) implements ScreeningEvent {}

    /** The lists could not be read. */
    record Looked() implements ScreeningEvent {}

    /** No entry of the lists is near enough. */
    record Passed(String index) implements ScreeningEvent {}

    record Matched(String screeningCase) implements ScreeningEvent {}

    record Cleared(String screeningCase) implements ScreeningEvent {}

    record Confirmed(String screeningCase) implements ScreeningEvent {}
}
