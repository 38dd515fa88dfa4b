package dev.surety.disputes.domain.procedure;

import dev.surety.disputes.domain.dispute.Dispute;
import dev.surety.disputes.domain.procedure.DisputeCommand.AcceptOffer;
import dev.surety.disputes.domain.procedure.DisputeCommand.AddEvidence;
import dev.surety.disputes.domain.procedure.DisputeCommand.AnswerProposal;
import dev.surety.disputes.domain.procedure.DisputeCommand.Appeal;
import dev.surety.disputes.domain.procedure.DisputeCommand.Assign;
import dev.surety.disputes.domain.procedure.DisputeCommand.Challenge;
import dev.surety.disputes.domain.procedure.DisputeCommand.CheckEvidence;
import dev.surety.disputes.domain.procedure.DisputeCommand.Concede;
import dev.surety.disputes.domain.procedure.DisputeCommand.Confirm;
import dev.surety.disputes.domain.procedure.DisputeCommand.Escalate;
import dev.surety.disputes.domain.procedure.DisputeCommand.HearEscrow;
import dev.surety.disputes.domain.procedure.DisputeCommand.HearOutage;
import dev.surety.disputes.domain.procedure.DisputeCommand.MakeOffer;
import dev.surety.disputes.domain.procedure.DisputeCommand.Notify;
import dev.surety.disputes.domain.procedure.DisputeCommand.Propose;
import dev.surety.disputes.domain.procedure.DisputeCommand.Recuse;
import dev.surety.disputes.domain.procedure.DisputeCommand.Reject;
import dev.surety.disputes.domain.procedure.DisputeCommand.RemoveEvidence;
import dev.surety.disputes.domain.procedure.DisputeCommand.RequestEvidence;
import dev.surety.disputes.domain.procedure.DisputeCommand.Rule;
import dev.surety.disputes.domain.procedure.DisputeCommand.SubmitEvidence;
import dev.surety.disputes.domain.procedure.DisputeCommand.Time;
import dev.surety.disputes.domain.procedure.DisputeCommand.Withdraw;

/** The one place that decides what parties, people, the escrow and time may do to a dispute. */
public final class DisputeRules {
    private DisputeRules() {}

    public static DisputeDecision decide(Dispute dispute, DisputeCommand command, Context context) {
        return switch (command) {
            case Withdraw(var side) -> SettlingRules.withdraw(dispute, side);
            case Concede(var side) -> SettlingRules.concede(dispute, side);
            case AcceptOffer accept -> SettlingRules.accept(dispute, accept, context);
            case AnswerProposal(var side, var yes) -> MediationRules.answer(dispute, side, yes, context);
            case Reject(var side) -> NegotiationRules.reject(dispute, side, context);
            case MakeOffer(var side, var division) -> NegotiationRules.offer(dispute, side, division, context);
            case Escalate(var side) -> NegotiationRules.escalate(dispute, side, context);
            case Notify notify -> NegotiationRules.notify(dispute, notify, context.now());
            case AddEvidence(var side, var item) -> EvidenceRules.add(dispute, side, item, context);
            case RemoveEvidence(var side, var id) -> EvidenceRules.remove(dispute, side, id, context);
            case CheckEvidence(var id, var outcome) -> EvidenceRules.check(dispute, id, outcome);
            case SubmitEvidence(var side, var words) -> EvidenceRules.submit(dispute, side, words, context);
            case RequestEvidence(var person) -> EvidenceRules.request(dispute, person, context);
            case Propose propose -> MediationRules.propose(dispute, propose, context);
            case Assign _ -> BenchRules.assign(dispute, context);
            case Recuse(var person) -> BenchRules.recuse(dispute, person);
            case Challenge(var side) -> BenchRules.challenge(dispute, side, context);
            case Rule rule -> RulingRules.rule(dispute, rule, context);
            case Confirm confirm -> RulingRules.confirm(dispute, confirm, context);
            case Appeal(var side, var grounds) -> RulingRules.appeal(dispute, side, grounds, context);
            case Time _ -> TimeRules.time(dispute, context);
            case HearOutage _ -> TimeRules.outage(dispute, context);
            case HearEscrow hear -> MoneyRules.hear(dispute, hear);
        };
    }
}
