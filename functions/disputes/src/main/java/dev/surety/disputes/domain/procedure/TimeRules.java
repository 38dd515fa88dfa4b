package dev.surety.disputes.domain.procedure;

import dev.surety.disputes.domain.dispute.Dispute;
import dev.surety.disputes.domain.dispute.DisputeEvent.Advanced;
import dev.surety.disputes.domain.dispute.DisputeEvent.DeadlineMoved;
import dev.surety.disputes.domain.dispute.DisputeEvent.Enforcing;
import dev.surety.disputes.domain.dispute.DisputeEvent;
import dev.surety.disputes.domain.dispute.DisputeTimes;
import dev.surety.disputes.domain.dispute.Enforcement;
import dev.surety.disputes.domain.dispute.Evidence.Round;
import dev.surety.disputes.domain.dispute.Finding;
import dev.surety.disputes.domain.dispute.Judgement.Proposal;
import dev.surety.disputes.domain.dispute.Judgement.Ruling;
import dev.surety.disputes.domain.dispute.Outcome;
import dev.surety.disputes.domain.dispute.Role;
import dev.surety.disputes.domain.dispute.Stage;
import dev.surety.disputes.domain.procedure.DisputeDecision.Append;
import dev.surety.disputes.domain.procedure.DisputeDecision.Nothing;
import dev.surety.model.dispute.Division;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Time's part: deadlines that come, roles that have to be filled, and decisions that have to be sent again. */
final class TimeRules {
    private TimeRules() {}

    static DisputeDecision time(Dispute dispute, Context context) {
        Instant now = context.now();
        // Before the deadline does its work, for a deadline may be the only wake of a stage.
        Optional<DisputeEvent> barred = BenchRules.barred(dispute, context);
        if (barred.isPresent()) {
            return new Append(barred.get());
        }
        boolean isDue = DisputeTimes.due(dispute, dispute.at()).filter(due -> !now.isBefore(due)).isPresent();
        if (dispute.deadline().filter(deadline -> !now.isBefore(deadline)).isPresent()) {
            return Deadlines.moved(dispute, context)
                    .<DisputeDecision>map(Append::new)
                    .orElseGet(() -> new Append(over(dispute, now)));
        }
        Optional<String> next = BenchRules.next(dispute, context);
        if (dispute.vacancy().isPresent() && next.isPresent()) {
            return new Append(new DisputeEvent.Assigned(dispute.vacancy().get(), next.get()));
        }
        if (dispute.evidence().moreUntil().filter(until -> !now.isBefore(until)).isPresent()
                && dispute.stage() == Stage.RULING) {
            return new Append(new DisputeEvent.RoundEnded(Round.MORE));
        }
        if (isCarriedOut(dispute)) {
            return new Append(new DisputeEvent.Closed(
                    dispute.enforcement().orElseThrow().outcome(), Optional.empty()));
        }
        // People hear at once that there is no person for a role, and not with the next deadline.
        boolean isNews = !dispute.bench().lacking().equals(dispute.vacancy());
        if (!isDue && !isNews) {
            return new Nothing();
        }
        return dispute.stage() == Stage.ENFORCING && isDue
                ? new Append(enforcing(dispute, now))
                : new Append(new DisputeEvent.Looked(dispute.vacancy()));
    }

    /** An outage that is known before the deadline moves it before parties give up. */
    static DisputeDecision outage(Dispute dispute, Context context) {
        return Deadlines.byOutage(dispute, context)
                .<DisputeDecision>map(Append::new)
                .orElseGet(Nothing::new);
    }

    private static DisputeEvent over(Dispute dispute, Instant now) {
        return switch (dispute.stage()) {
            case AWAITING_RESPONSE ->
                Deadlines.isNoticed(dispute)
                        ? defaulted(dispute.asks(), Finding.NO_RESPONSE)
                        : new Advanced(Stage.EVIDENCE);
            case NEGOTIATING ->
                dispute.isTooSmall()
                        ? defaulted(Division.allToPayer(dispute.frozen()), Finding.BELOW_LEAST)
                        : new Advanced(Stage.EVIDENCE);
            case EVIDENCE -> new Advanced(Stage.REBUTTAL);
            case REBUTTAL -> new Advanced(dispute.afterEvidence());
            case MEDIATION -> new Advanced(Stage.RULING);
            case RULING -> dispute.bench().isOverdue() ? unruled(dispute, now) : missed(dispute);
            case RULED -> standing(dispute);
            case APPEAL -> dispute.isHeard() ? standing(dispute) : new DisputeEvent.RoundEnded(Round.APPEAL);
            case ENFORCING, SUSPENDED, CLOSED -> new DisputeEvent.Looked(Optional.empty());
        };
    }

    private static DisputeEvent defaulted(Division division, Finding finding) {
        return new Enforcing(
                Outcome.DEFAULTED,
                Optional.empty(),
                Optional.of(division),
                Optional.empty(),
                Optional.empty(),
                Optional.of(finding));
    }

    private static DisputeEvent missed(Dispute dispute) {
        Role role = dispute.role().orElseThrow();
        return new DisputeEvent.RulingMissed(role, dispute.bench().person(role));
    }

    /** No ruling came although two people had time: the mediator's proposal stands, else the payer is refunded. */
    private static DisputeEvent unruled(Dispute dispute, Instant now) {
        Optional<Division> proposed = dispute.judgement().proposal().map(Proposal::division);
        return new DisputeEvent.Ruled(new Ruling(
                Optional.empty(),
                Optional.empty(),
                now,
                proposed.orElseGet(() -> Division.allToPayer(dispute.frozen())),
                proposed.isPresent() ? Finding.PROPOSAL_STANDS : Finding.NO_RULING,
                List.of()));
    }

    /** No appeal came, or no ruling on it: the first ruling stands. */
    private static DisputeEvent standing(Dispute dispute) {
        return new Enforcing(
                Outcome.RULED,
                Optional.empty(),
                dispute.judgement().ruling().map(Ruling::division),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static boolean isCarriedOut(Dispute dispute) {
        return dispute.stage() == Stage.ENFORCING
                && dispute.enforcement()
                        .flatMap(Enforcement::done)
                        .filter(done -> !done.isPending())
                        .isPresent();
    }

    private static DisputeEvent enforcing(Dispute dispute, Instant now) {
        Enforcement enforcement = dispute.enforcement().orElseThrow();
        if (enforcement.done().isPresent()) {
            return new DisputeEvent.Looked(Optional.empty());
        }
        boolean isStuck = Duration.between(enforcement.since(), now).compareTo(DisputeTimes.STUCK) >= 0;
        return new DisputeEvent.SentAgain(isStuck);
    }
}
