package dev.surety.disputes.domain.procedure;

import dev.surety.disputes.domain.dispute.Dispute;
import dev.surety.disputes.domain.dispute.Finding;
import dev.surety.disputes.domain.dispute.Judgement.Draft;
import dev.surety.disputes.domain.dispute.Judgement.Fact;
import dev.surety.disputes.domain.dispute.Offer;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.domain.evidence.EvidenceItem;
import dev.surety.disputes.domain.evidence.EvidenceKind;
import dev.surety.model.dispute.Division;
import dev.surety.model.id.Id;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The commands that would be accepted now, found by trying one of each. */
public final class AvailableCommands {
    private static final List<Fact> A_FACT = List.of(new Fact("-", List.of()));
    private static final String AN_ID = Id.derive(EvidenceItem.PREFIX, "trial");

    private AvailableCommands() {}

    /** Of a party, in the order of the procedure. */
    public static List<String> of(Dispute dispute, Side side, Context context) {
        Map<String, DisputeCommand> trials = new LinkedHashMap<>();
        trials.put("respond", new DisputeCommand.Reject(side));
        trials.put("offer", new DisputeCommand.MakeOffer(side, lastOffered(dispute, side)));
        dispute.standing(side.other())
                .ifPresent(offer -> trials.put(
                        "accept-offer", new DisputeCommand.AcceptOffer(side, offer.id(), offer.hash())));
        trials.put("escalate", new DisputeCommand.Escalate(side));
        trials.put(
                "add-evidence",
                new DisputeCommand.AddEvidence(
                        side, EvidenceItem.ofWords(AN_ID, EvidenceKind.WORDS, "-", context.now())));
        trials.put("submit-evidence", new DisputeCommand.SubmitEvidence(side, Optional.empty()));
        trials.put("accept-proposal", new DisputeCommand.AnswerProposal(side, true));
        trials.put("reject-proposal", new DisputeCommand.AnswerProposal(side, false));
        trials.put("challenge", new DisputeCommand.Challenge(side));
        trials.put("appeal", new DisputeCommand.Appeal(side, Optional.empty()));
        trials.put("concede", new DisputeCommand.Concede(side));
        trials.put("withdraw", new DisputeCommand.Withdraw(side));
        return accepted(dispute, trials, context);
    }

    /** Of a mediator or an arbiter. */
    public static List<String> of(Dispute dispute, String person, Context context) {
        Map<String, DisputeCommand> trials = new LinkedHashMap<>();
        Division division = dispute.asks();
        trials.put("propose", new DisputeCommand.Propose(person, division, A_FACT));
        trials.put("request-evidence", new DisputeCommand.RequestEvidence(person));
        trials.put("rule", new DisputeCommand.Rule(person, division, Finding.CLAIM_PROVED, A_FACT));
        String hash = dispute.judgement().drafts().stream().findFirst().map(Draft::hash).orElse("-");
        trials.put("confirm", new DisputeCommand.Confirm(person, hash, Optional.empty()));
        trials.put("recuse", new DisputeCommand.Recuse(person));
        return accepted(dispute, trials, context);
    }

    /** A repeated offer retreats from none. */
    private static Division lastOffered(Dispute dispute, Side side) {
        return dispute.standing(side).map(Offer::division).orElseGet(dispute::asks);
    }

    private static List<String> accepted(Dispute dispute, Map<String, DisputeCommand> trials, Context context) {
        return trials.entrySet().stream()
                .filter(trial -> DisputeRules.decide(dispute, trial.getValue(), context)
                        instanceof DisputeDecision.Append)
                .map(Map.Entry::getKey)
                .toList();
    }
}
