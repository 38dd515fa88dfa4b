package dev.surety.onboarding.domain.closing;

import dev.surety.model.marketplace.Retention;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;
import dev.surety.onboarding.domain.Decided;
import dev.surety.onboarding.domain.Decided.Changed;
import dev.surety.onboarding.domain.Decided.Refused;
import dev.surety.onboarding.domain.ParticipantState;
import dev.surety.onboarding.domain.closing.Closing.Kind;
import dev.surety.onboarding.domain.closing.Closing.Open;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides how a participant is closed, and what stands in the way of it. */
public final class ClosingRules {
    private ClosingRules() {}

    /** Why a closing participant gives nothing new. */
    public static Optional<Refusal> refusesNew(ParticipantState state) {
        return Optional.of(refusal("A participant that is closing takes and gives nothing new."))
                .filter(_ -> state.isClosing());
    }

    public static Decided close(ParticipantState state, Retention retention, Instant now) {
        if (state.legalHold().isPresent()) {
            return new Refused(CommonReason.LEGAL_HOLD.with(CommonReason.LEGAL_HOLD.title()));
        }
        return state.isClosing()
                ? new Refused(refusal("The participant is closing already."))
                : new Changed(
                        new ClosingEvent.Asked(), state.closing(Optional.of(Closing.asked(now, retention))));
    }

    /** A hold set again takes the place of the former. */
    public static Decided hold(ParticipantState state, LegalHold hold) {
        return state.isClosed()
                ? new Refused(refusal("The participant is closed, and its profile destroyed."))
                : new Changed(new ClosingEvent.HoldSet(hold.reason()), state.held(Optional.of(hold)));
    }

    public static Decided lift(ParticipantState state, Instant now) {
        return state.legalHold().isEmpty()
                ? new Refused(refusal("There is no legal hold."))
                : new Changed(
                        new ClosingEvent.HoldLifted(),
                        state.held(Optional.empty()).closing(state.closing().map(of -> of.again(now))));
    }

    /** Whether to look now whether the participant's money is settled. */
    public static boolean isToLook(ParticipantState state, Instant now) {
        return !state.isClosed()
                && state.legalHold().isEmpty()
                && state.closing().filter(of -> !of.isFresh(now)).isPresent();
    }

    /** Closes the participant if nothing is open; else a look that was due leaves the next deadline. */
    public static Optional<Changed> looked(ParticipantState state, List<Open> open, Instant now) {
        Closing closing = state.closing().orElseThrow();
        if (open.isEmpty()) {
            return Optional.of(new Changed(new ClosingEvent.Closed(), state.closed(closing.closed(now))));
        }
        return Optional.of(new Changed(
                        new ClosingEvent.Looked(open),
                        state.closing(Optional.of(closing.lookedAt(now, open)))))
                .filter(_ -> !closing.lookAt().isAfter(now));
    }

    public static Changed erased(ParticipantState state, Kind kind) {
        return new Changed(
                new ClosingEvent.Erased(kind), state.closing(state.closing().map(of -> of.without(kind))));
    }

    private static Refusal refusal(String detail) {
        return CommonReason.TRANSITION_NOT_ALLOWED.with(detail);
    }
}
