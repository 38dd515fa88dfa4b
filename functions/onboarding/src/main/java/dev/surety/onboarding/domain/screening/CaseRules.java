package dev.surety.onboarding.domain.screening;

import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;
import dev.surety.onboarding.domain.screening.ScreeningCase.Decision;
import dev.surety.onboarding.domain.screening.ScreeningCase.State;
import dev.surety.onboarding.domain.screening.ScreeningCase.Vote;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Decides the commands about a case: a match opens it, and two different people have to agree to end it. */
public final class CaseRules {
    private CaseRules() {}

    public sealed interface Decided {
        record Changed(CaseEvent event, ScreeningCase after) implements Decided {}

        record Refused(Refusal refusal) implements Decided {}
    }

    public static Decided.Changed match(
            Optional<ScreeningCase> before, String participant, Evidence evidence, String hash, Instant now) {
        return new Decided.Changed(
                new CaseEvent.Matched(),
                before.map(of -> of.matched(evidence, hash, now))
                        .orElseGet(() -> ScreeningCase.opened(participant, evidence, hash, now)));
    }

    /** @param isSame whether two tokens' persons are one, or linked to each other */
    public static Decided decide(ScreeningCase of, Vote vote, BiPredicate<String, String> isSame) {
        Optional<Refusal> wrong = wrong(of, vote.decision());
        if (wrong.isPresent()) {
            return new Decided.Refused(wrong.get());
        }
        if (!of.hash().equals(vote.hash())) {
            return new Decided.Refused(
                    CommonReason.HASH_MISMATCH.with("The hash of the evidence is another; look at it again."));
        }
        if (of.proposed().isEmpty()) {
            return new Decided.Changed(new CaseEvent.Proposed(), of.proposed(vote));
        }
        Vote first = of.proposed().get();
        boolean isAgreed = first.decision() == vote.decision();
        if (isSame.test(first.by(), vote.by())) {
            // A person may change their own mind, and counts once.
            return isAgreed
                    ? new Decided.Refused(CommonReason.APPROVER_COUNTED.with(
                            "This person decided already; another one has to."))
                    : changedMind(of, first, vote);
        }
        if (!isAgreed) {
            return new Decided.Changed(new CaseEvent.Differed(), of.differed(first, vote));
        }
        CaseEvent event =
                vote.decision() == Decision.CLEAR ? new CaseEvent.Cleared() : new CaseEvent.Confirmed();
        return new Decided.Changed(event, of.agreed(first, vote));
    }

    /** A case that is confirmed needs no second confirmation: the person takes the clearance back. */
    private static Decided changedMind(ScreeningCase of, Vote first, Vote vote) {
        return of.state() == State.CONFIRMED
                ? new Decided.Changed(new CaseEvent.Differed(), of.differed(first, vote))
                : new Decided.Changed(new CaseEvent.Proposed(), of.proposed(vote));
    }

    private static Optional<Refusal> wrong(ScreeningCase of, Decision decision) {
        boolean isOver = switch (of.state()) {
            case POTENTIAL -> false;
            case CLEARED_UNTIL_LIST_CHANGES -> true;
            // A confirmation that was wrong can be taken back, by two as well.
            case CONFIRMED -> decision == Decision.CONFIRM && of.proposed().isEmpty();
        };
        return isOver
                ? Optional.of(CommonReason.TRANSITION_NOT_ALLOWED.with(
                        of.state() == State.CONFIRMED
                                ? "The case is confirmed already."
                                : "The case is cleared until the list's entries change."))
                : Optional.empty();
    }
}
