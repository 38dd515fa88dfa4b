package dev.surety.onboarding.app.export;

import dev.surety.onboarding.app.Participant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What the participant's own token reads of it: an export never says more about lists and suspicions than that. */
public interface PersonViews {
    ObjectNode participant(Participant of);

    List<ObjectNode> methods(Participant of);
}
