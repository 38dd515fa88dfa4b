package dev.surety.onboarding.domain;

import dev.surety.onboarding.domain.proof.Proof;
import java.util.List;

/**
 * A change of a participant, as its entry tells it beside the state. The state alone decides; an event only tells why
 * it changed.
 */
public sealed interface ParticipantEvent {
    record Created() implements ParticipantEvent {}

    /** @param changed the members of the profile that changed, by name */
    record Updated(List<String> changed) implements ParticipantEvent {
        public Updated {
            changed = List.copyOf(changed);
        }
    }

    /** @param version of the terms that were accepted */
    record TermsAccepted(String version) implements ParticipantEvent {}

    record CapabilityChanged(String capability) implements ParticipantEvent {}

    /** @param reason of the decision, from a closed list */
    record Suspended(String reason) implements ParticipantEvent {}

    record Restricted(String reason, List<String> capabilities) implements ParticipantEvent {
        public Restricted {
            capabilities = List.copyOf(capabilities);
        }
    }

    record Reinstated() implements ParticipantEvent {}

    record Rejected(String reason) implements ParticipantEvent {}

    /** @param flows inflow, outflow or both */
    record Blocked(String reason, List<String> flows) implements ParticipantEvent {
        public Blocked {
            flows = List.copyOf(flows);
        }
    }

    record Unblocked(List<String> flows) implements ParticipantEvent {
        public Unblocked {
            flows = List.copyOf(flows);
        }
    }

    /** The marketplace's rules ask for something new. */
    record RequirementOpened(List<String> codes) implements ParticipantEvent {
        public RequirementOpened {
            codes = List.copyOf(codes);
        }
    }

    /** @param days how many days are left before the deadline */
    record RequirementDue(String code, int days) implements ParticipantEvent {}

    record RequirementPastDue(String code) implements ParticipantEvent {}

    record LimitNear(String capability, String currency) implements ParticipantEvent {}

    /** A timer looked at the limits that were near or reached. */
    record LimitLooked() implements ParticipantEvent {}

    record LimitReached(String capability, String currency) implements ParticipantEvent {}

    /** Changes of payout methods; the records are with their rules. */
    non-sealed interface OfMethod extends ParticipantEvent {}

    /** Comparisons with the lists of sanctioned parties; the records are with their rules. */
    non-sealed interface OfScreening extends ParticipantEvent {}

    /** Changes of a business's persons and declaration; the records are with their rules. */
    non-sealed interface OfPerson extends ParticipantEvent {}

    /** Steps of closing; the records are with their rules. */
    non-sealed interface OfClosing extends ParticipantEvent {}

    /** A document or a check of the participant has another status now; it has a chain of its own. */
    record Proved(String proof, Proof.Status status) implements ParticipantEvent {}
}
