package dev.surety.disputes.domain.procedure;

import dev.surety.disputes.domain.dispute.Dispute;
import dev.surety.disputes.domain.dispute.DisputeEvent.Enforcing;
import dev.surety.disputes.domain.dispute.DisputeEvent;
import dev.surety.disputes.domain.dispute.Judgement.Proposal;
import dev.surety.disputes.domain.dispute.Outcome;
import dev.surety.disputes.domain.dispute.Role;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.domain.dispute.Stage;
import dev.surety.disputes.domain.procedure.DisputeCommand.Propose;
import dev.surety.disputes.domain.procedure.DisputeDecision.Append;
import java.util.Optional;

/** One proposal of a mediator, and the answers of both sides. Silence is no. */
final class MediationRules {
    private MediationRules() {}

    static DisputeDecision propose(Dispute dispute, Propose propose, Context context) {
        return Refusals.reasons(dispute, propose.facts())
                .or(() -> Refusals.lines(dispute, propose.division()))
                .or(() -> Refusals.person(dispute, Role.MEDIATOR, propose.person(), context))
                .orElseGet(() -> switch (dispute.stage()) {
                    case MEDIATION -> proposed(dispute, propose, context);
                    case SUSPENDED ->
                        dispute.interrupted() == Stage.MEDIATION ? Refusals.bankDecides() : Refusals.notIn(dispute);
                    case AWAITING_RESPONSE, NEGOTIATING, EVIDENCE, REBUTTAL, RULING, RULED, APPEAL, ENFORCING, CLOSED ->
                        Refusals.notIn(dispute);
                });
    }

    private static DisputeDecision proposed(Dispute dispute, Propose propose, Context context) {
        if (dispute.judgement().proposal().isPresent()) {
            return Refusals.notIn("The mediator has made a proposal already.");
        }
        return Refusals.changed(dispute, propose.division())
                .or(() -> Refusals.late(dispute, context))
                .orElseGet(() -> new Append(
                        new DisputeEvent.Proposed(propose.person(), propose.division(), propose.facts())));
    }

    static DisputeDecision answer(Dispute dispute, Side side, boolean yes, Context context) {
        Optional<Proposal> open = dispute.judgement().proposal();
        if (dispute.stage() == Stage.SUSPENDED && dispute.interrupted() == Stage.MEDIATION && open.isPresent()) {
            return Refusals.bankDecides();
        }
        if (dispute.stage() != Stage.MEDIATION || open.isEmpty()) {
            return Refusals.notIn(dispute);
        }
        return Refusals.late(dispute, context).orElseGet(() -> answered(open.get(), side, yes));
    }

    private static DisputeDecision answered(Proposal proposal, Side side, boolean yes) {
        if (proposal.answer(side).isPresent()) {
            return Refusals.notIn("This side has answered the proposal already.");
        }
        boolean isAgreed = yes && proposal.answer(side.other()).orElse(false);
        return new Append(
                isAgreed
                        ? new Enforcing(
                                Outcome.MEDIATED,
                                Optional.of(side),
                                Optional.of(proposal.division()),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())
                        : new DisputeEvent.ProposalAnswered(side, yes));
    }
}
