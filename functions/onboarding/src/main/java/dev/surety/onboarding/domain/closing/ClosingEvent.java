package dev.surety.onboarding.domain.closing;

import dev.surety.onboarding.domain.ParticipantEvent;
import dev.surety.onboarding.domain.closing.Closing.Kind;
import dev.surety.onboarding.domain.closing.Closing.Open;
import java.util.List;

/** A step on the way to a participant's erasure. */
public sealed interface ClosingEvent extends ParticipantEvent.OfClosing {
    record Asked() implements ClosingEvent {}

    /** A timer looked, and money was open. */
    record Looked(List<Open> open) implements ClosingEvent {
        public Looked {
            open = List.copyOf(open);
        }
    }

    record Closed() implements ClosingEvent {}

    record Erased(Kind kind) implements ClosingEvent {}

    /** @param reason of a closed list */
    record HoldSet(String reason) implements ClosingEvent {}

    record HoldLifted() implements ClosingEvent {}
}
