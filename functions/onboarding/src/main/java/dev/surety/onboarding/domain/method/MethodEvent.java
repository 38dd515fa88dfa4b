package dev.surety.onboarding.domain.method;

import dev.surety.onboarding.domain.ParticipantEvent;
import java.util.List;

/**
 * A fact about a payout method. A change that a thief could make has {@code told}: the commitments to the profiles
 * whose e-mail and phone hear of it, the present one first. The marketplace tells them.
 */
public sealed interface MethodEvent extends ParticipantEvent.OfMethod {
    String method();

    /** @param sharedWith how many other participants had the same account then */
    record Added(String method, int sharedWith, List<String> told) implements MethodEvent {
        public Added {
            told = List.copyOf(told);
        }
    }

    /** It came into force in place of another, be it as a new one. */
    record Changed(String method, int sharedWith, List<String> told) implements MethodEvent {
        public Changed {
            told = List.copyOf(told);
        }
    }

    record Disabled(String method, int sharedWith, List<String> told) implements MethodEvent {
        public Disabled {
            told = List.copyOf(told);
        }
    }

    /** The name check brought no match, or no answer yet. */
    record Checked(String method, NameMatch match) implements MethodEvent {}

    record Verified(String method) implements MethodEvent {}

    /** Its first payout was paid: if none comes back in time, it is verified. */
    record Paid(String method) implements MethodEvent {}

    /** A payout came back, for no fault of the account that we know: it proves nothing, and the next one may. */
    record Returned(String method) implements MethodEvent {}

    /**
     * The payee's bank says that the account is another, and people have to look at its notice.
     *
     * @param code of the notice
     */
    record CorrectionNoticed(String method, String correction, String code) implements MethodEvent {}

    /** The account is as its bank has told it. */
    record Corrected(String method, String correction, String code, int sharedWith, List<String> told)
            implements MethodEvent {
        public Corrected {
            told = List.copyOf(told);
        }
    }

    record CorrectionRejected(String method, String correction, String code) implements MethodEvent {}

    /** @param code the bank's reason */
    record Errored(String method, String code) implements MethodEvent {}
}
