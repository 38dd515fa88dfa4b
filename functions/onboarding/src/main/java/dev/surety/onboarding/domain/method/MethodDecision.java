package dev.surety.onboarding.domain.method;

import dev.surety.model.refusal.Refusal;

/** The rules' answer about payout methods. */
public sealed interface MethodDecision {
    /**
     * @param id of the method that the command is about
     * @param event what happened, as the entry's name says it
     */
    record Changed(PayoutMethods after, String id, Event event) implements MethodDecision {
        public PayoutMethod method() {
            return after.find(id).orElseThrow();
        }
    }

    record Refused(Refusal refusal) implements MethodDecision {}

    /** CHANGED: another method came into force, be it a new one. CHECKED: the name check brought no match. */
    enum Event {
        ADDED,
        CHANGED,
        CHECKED,
        VERIFIED,
        DISABLED
    }
}
