package dev.surety.onboarding.domain.business;

import dev.surety.onboarding.domain.ParticipantEvent;
import java.util.List;

/** A change of a business's persons, or of what it declares about them. */
public sealed interface PersonEvent extends ParticipantEvent.OfPerson {
    record Added(String person) implements PersonEvent {}

    /** @param changed the members that changed, by name; those of the profile by their own */
    record Changed(String person, List<String> changed) implements PersonEvent {
        public Changed {
            changed = List.copyOf(changed);
        }
    }

    record Removed(String person) implements PersonEvent {}

    record Declared(boolean noOwnerAbove25) implements PersonEvent {}
}
