package dev.surety.disputes.domain.chargeback;

import dev.surety.disputes.domain.chargeback.ChargebackCase.Answer;
import dev.surety.disputes.domain.chargeback.ChargebackCase.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** When a timer looks at a case again. */
public final class ChargebackTimes {
    /** People are told so long before evidence is due. */
    public static final Duration WARNED = Duration.ofHours(24);

    /** People are told when an outcome has been unknown for so long. */
    public static final Duration STUCK = Duration.ofHours(24);

    private static final List<Duration> AGAIN =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(30));
    private static final Duration HOURLY = Duration.ofHours(1);

    private ChargebackTimes() {}

    /** @param at the time of the entry that leads to this state */
    public static Optional<Instant> due(ChargebackCase state, EvidenceNeeds needs, Instant at) {
        if (!ChargebackAttention.isTold(state)) {
            return Optional.of(at);
        }
        if (state.pending().isPresent()) {
            return state.pending().map(answer -> at.plus(again(answer)));
        }
        if (!state.state().isAnswerable()) {
            return Optional.empty();
        }
        Optional<Instant> next = step(state, needs).map(step -> step.at().isBefore(at) ? at : step.at());
        return Stream.concat(next.stream(), lastCheck(state, at).stream()).min(Instant::compareTo);
    }

    /** The message about an upload may be lost, so open items are looked at once more when evidence is due. */
    private static Optional<Instant> lastCheck(ChargebackCase state, Instant at) {
        boolean isOpen = state.evidence().stream().anyMatch(of -> of.item().state().isOpen());
        return state.submitBy().filter(by -> isOpen && at.isBefore(by));
    }

    private static Duration again(Answer answer) {
        return answer.sent() < AGAIN.size() ? AGAIN.get(answer.sent()) : HOURLY;
    }

    /** The next thing that time does to a case that waits for an answer. */
    enum What {
        TELL,
        SUBMIT,
        EXPIRE
    }

    record Step(What what, Instant at) {}

    static Optional<Step> step(ChargebackCase state, EvidenceNeeds needs) {
        if (state.dueBy().isEmpty()) {
            return Optional.empty();
        }
        Instant dueBy = state.dueBy().get();
        Instant submitBy = state.submitBy().orElseThrow();
        if (state.isComplete(needs) && mayGoByItself(state)) {
            return Optional.of(new Step(What.SUBMIT, submitBy));
        }
        if (!state.isDue() && !state.isComplete(needs)) {
            return Optional.of(new Step(What.TELL, submitBy.minus(WARNED)));
        }
        // The bank closes a warning without an answer, or it comes true.
        return state.state() == State.NEEDS_RESPONSE
                ? Optional.of(new Step(What.EXPIRE, dueBy))
                : Optional.empty();
    }

    /** The timer does not repeat an answer that the gateway has refused; a person looks at it. */
    private static boolean mayGoByItself(ChargebackCase state) {
        return state.answer().isEmpty();
    }
}
