package dev.surety.onboarding.app.export;

import dev.surety.onboarding.app.Participant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The views for a participant's own token: an export never says more about lists and suspicions than these. */
public interface PersonViews {
    ObjectNode participant(Participant of);

    List<ObjectNode> methods(Participant of);
}
