package dev.surety.disputes.domain.procedure;

import dev.surety.disputes.domain.dispute.Dispute;
import dev.surety.disputes.domain.dispute.DisputeEvent.Enforcing;
import dev.surety.disputes.domain.dispute.DisputeEvent;
import dev.surety.disputes.domain.dispute.Finding;
import dev.surety.disputes.domain.dispute.Judgement.Draft;
import dev.surety.disputes.domain.dispute.Judgement.Fact;
import dev.surety.disputes.domain.dispute.Judgement.Ruling;
import dev.surety.disputes.domain.dispute.Outcome;
import dev.surety.disputes.domain.dispute.Role;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.domain.dispute.Stage;
import dev.surety.disputes.domain.procedure.DisputeCommand.Confirm;
import dev.surety.disputes.domain.procedure.DisputeCommand.Other;
import dev.surety.disputes.domain.procedure.DisputeCommand.Rule;
import dev.surety.disputes.domain.procedure.DisputeDecision.Append;
import dev.surety.model.dispute.Division;
import dev.surety.model.refusal.CommonReason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Rulings. A single person decides up to the limit. Above it a second one confirms by hash or drafts another ruling,
 * and between two that differ a third person decides. An appeal's ruling is final.
 */
final class RulingRules {
    private RulingRules() {}

    static DisputeDecision rule(Dispute dispute, Rule rule, Context context) {
        boolean isAppeal = dispute.interrupted() == Stage.APPEAL;
        Role role = isAppeal ? Role.APPEAL_ARBITER : Role.ARBITER;
        return flawed(dispute, rule.division(), rule.finding(), rule.facts())
                .or(() -> Refusals.person(dispute, role, rule.person(), context))
                .orElseGet(() -> switch (dispute.stage()) {
                    case RULING ->
                        dispute.judgement().drafts().isEmpty()
                                ? inTime(dispute, rule.division(), context)
                                        .or(() -> isAsking(dispute, context.now()))
                                        .orElseGet(() -> first(dispute, rule, context.now()))
                                : Refusals.notIn("A draft of the ruling waits for another person.");
                    case APPEAL ->
                        inTime(dispute, rule.division(), context)
                                .or(() -> isUnheard(dispute))
                                .orElseGet(() -> last(rule, context.now()));
                    case SUSPENDED -> Refusals.bankDecides();
                    case AWAITING_RESPONSE, NEGOTIATING, EVIDENCE, REBUTTAL, MEDIATION, RULED, ENFORCING, CLOSED ->
                        Refusals.notIn(dispute);
                });
    }

    private static Optional<DisputeDecision> flawed(
            Dispute dispute, Division division, Finding finding, List<Fact> facts) {
        return Optional.of(finding)
                .filter(Finding::isAutomated)
                .<DisputeDecision>map(_ -> Refusals.invalid("/finding", "of_a_person"))
                .or(() -> Refusals.reasons(dispute, facts))
                .or(() -> Refusals.lines(dispute, division));
    }

    private static Optional<DisputeDecision> inTime(Dispute dispute, Division division, Context context) {
        return Refusals.changed(dispute, division).or(() -> Refusals.late(dispute, context));
    }

    /** The parties were promised this time for more evidence. */
    private static Optional<DisputeDecision> isAsking(Dispute dispute, Instant now) {
        return dispute.evidence()
                .moreUntil()
                .filter(now::isBefore)
                .map(_ -> Refusals.of(CommonReason.TOO_EARLY));
    }

    private static Optional<DisputeDecision> isUnheard(Dispute dispute) {
        return dispute.isHeard() ? Optional.empty() : Optional.of(Refusals.of(CommonReason.TOO_EARLY));
    }

    private static DisputeDecision first(Dispute dispute, Rule rule, Instant now) {
        return new Append(
                dispute.opening().terms().isConfirmed(dispute.opening().claim())
                        ? new DisputeEvent.RulingDrafted(Draft.of(
                                dispute.opening().id(),
                                rule.person(),
                                now,
                                rule.division(),
                                rule.finding(),
                                rule.facts()))
                        : new DisputeEvent.Ruled(ruling(rule, now)));
    }

    private static DisputeDecision last(Rule rule, Instant now) {
        return new Append(new Enforcing(
                Outcome.APPEALED,
                Optional.empty(),
                Optional.of(rule.division()),
                Optional.empty(),
                Optional.of(ruling(rule, now)),
                Optional.empty()));
    }

    private static Ruling ruling(Rule rule, Instant now) {
        return new Ruling(
                Optional.of(rule.person()), Optional.empty(), now, rule.division(), rule.finding(), rule.facts());
    }

    static DisputeDecision confirm(Dispute dispute, Confirm confirm, Context context) {
        List<Draft> drafts = dispute.judgement().drafts();
        boolean isMaker = drafts.stream().anyMatch(draft -> draft.by().equals(confirm.person()));
        Role role = drafts.size() > 1 ? Role.THIRD : Role.CONFIRMER;
        return confirm.other()
                .flatMap(other -> flawed(dispute, other.division(), other.finding(), other.facts()))
                .or(() -> isMaker ? Optional.empty() : Refusals.person(dispute, role, confirm.person(), context))
                .orElseGet(() -> switch (dispute.stage()) {
                    case RULING ->
                        drafts.isEmpty()
                                ? Refusals.notIn("There is no draft of a ruling.")
                                : confirmed(dispute, confirm, isMaker, context);
                    case SUSPENDED -> Refusals.bankDecides();
                    case AWAITING_RESPONSE,
                            NEGOTIATING,
                            EVIDENCE,
                            REBUTTAL,
                            MEDIATION,
                            RULED,
                            APPEAL,
                            ENFORCING,
                            CLOSED ->
                        Refusals.notIn(dispute);
                });
    }

    private static DisputeDecision confirmed(Dispute dispute, Confirm confirm, boolean isMaker, Context context) {
        Optional<Draft> draft = dispute.judgement().draft(confirm.hash());
        boolean isThird = dispute.judgement().drafts().size() > 1;
        if (confirm.other().isPresent() && isThird) {
            return Refusals.invalid("/lines", "one_of_two_drafts");
        }
        return confirm.other()
                .flatMap(other -> Refusals.changed(dispute, other.division()))
                .or(() -> Refusals.late(dispute, context))
                .or(() -> draft.isEmpty() ? Optional.of(Refusals.of(CommonReason.HASH_MISMATCH)) : Optional.empty())
                .or(() -> isMaker ? Optional.of(Refusals.of(CommonReason.APPROVER_IS_MAKER)) : Optional.empty())
                .orElseGet(() -> confirm.other()
                        .map(other -> differs(dispute, confirm.person(), other, context.now()))
                        .orElseGet(() -> agreed(draft.orElseThrow(), confirm.person(), context.now())));
    }

    private static DisputeDecision agreed(Draft draft, String person, Instant now) {
        return new Append(new DisputeEvent.Ruled(new Ruling(
                Optional.of(draft.by()),
                Optional.of(person),
                now,
                draft.division(),
                draft.finding(),
                draft.facts())));
    }

    private static DisputeDecision differs(Dispute dispute, String person, Other other, Instant now) {
        return new Append(new DisputeEvent.RulingDrafted(Draft.of(
                dispute.opening().id(), person, now, other.division(), other.finding(), other.facts())));
    }

    /** Either side may appeal, and there is one appeal. */
    static DisputeDecision appeal(Dispute dispute, Side side, Optional<String> grounds, Context context) {
        return switch (dispute.stage()) {
            case RULED ->
                Refusals.late(dispute, context)
                        .orElseGet(() -> new Append(new DisputeEvent.Appealed(side, grounds)));
            case SUSPENDED ->
                dispute.interrupted() == Stage.RULED ? Refusals.bankDecides() : Refusals.notIn(dispute);
            case AWAITING_RESPONSE,
                    NEGOTIATING,
                    EVIDENCE,
                    REBUTTAL,
                    MEDIATION,
                    RULING,
                    APPEAL,
                    ENFORCING,
                    CLOSED ->
                Refusals.notIn(dispute);
        };
    }
}
