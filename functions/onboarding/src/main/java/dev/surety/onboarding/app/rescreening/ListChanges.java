package dev.surety.onboarding.app.rescreening;

import dev.surety.onboarding.app.Participant;
import dev.surety.onboarding.domain.rescreening.Look.Verdict;
import java.util.Optional;

/** The port to the lists of sanctions, as runs see them: versions of their index, and the difference of two. */
public interface ListChanges {
    /** The version of the index in force; nothing before there is one. */
    Optional<String> inForce();

    /** @param from nothing: each entry of the lists counts as changed */
    Change between(Optional<String> from, String to);

    /** The entries that were added, changed or removed from one version to another. */
    interface Change {
        /** Compares all names of a participant; writes nothing. */
        Verdict look(Participant participant);
    }
}
