package dev.surety.disputes.domain.procedure;

import dev.surety.disputes.domain.dispute.Finding;
import dev.surety.disputes.domain.dispute.Judgement.Fact;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.domain.evidence.CheckOutcome;
import dev.surety.disputes.domain.evidence.EvidenceItem;
import dev.surety.model.dispute.DisputedMoney;
import dev.surety.model.dispute.Division;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A request to a dispute, or news for it. Words are the vault's commitments. */
public sealed interface DisputeCommand {
    /** The respondent's no to the claim. */
    record Reject(Side side) implements DisputeCommand {}

    record MakeOffer(Side side, Division division) implements DisputeCommand {}

    record AcceptOffer(Side side, String offer, String hash) implements DisputeCommand {}

    record Withdraw(Side side) implements DisputeCommand {}

    record Concede(Side side) implements DisputeCommand {}

    record Escalate(Side side) implements DisputeCommand {}

    /** @param item a new one, which waits for its upload or is words alone */
    record AddEvidence(Side side, EvidenceItem item) implements DisputeCommand {}

    record RemoveEvidence(Side side, String id) implements DisputeCommand {}

    /** An uploaded file was checked. */
    record CheckEvidence(String id, CheckOutcome outcome) implements DisputeCommand {}

    record SubmitEvidence(Side side, Optional<String> words) implements DisputeCommand {}

    record RequestEvidence(String person) implements DisputeCommand {}

    record Propose(String person, Division division, List<Fact> facts) implements DisputeCommand {
        public Propose {
            facts = List.copyOf(facts);
        }
    }

    record AnswerProposal(Side side, boolean yes) implements DisputeCommand {}

    /** Gives the role that is vacant to the next eligible person. No caller picks the person. */
    record Assign() implements DisputeCommand {}

    record Recuse(String person) implements DisputeCommand {}

    record Challenge(Side side) implements DisputeCommand {}

    record Rule(String person, Division division, Finding finding, List<Fact> facts) implements DisputeCommand {
        public Rule {
            facts = List.copyOf(facts);
        }
    }

    /**
     * @param hash of the draft that the person has read
     * @param other the person's own draft, if it disagrees
     */
    record Confirm(String person, String hash, Optional<Other> other) implements DisputeCommand {}

    record Other(Division division, Finding finding, List<Fact> facts) {
        public Other {
            facts = List.copyOf(facts);
        }
    }

    record Appeal(Side side, Optional<String> grounds) implements DisputeCommand {}

    record Notify(Side side, Instant at, String channel) implements DisputeCommand {}

    /** A deadline may have come, or a piece of work is left. */
    record Time() implements DisputeCommand {}

    /**
     * The escrow's word on the money.
     *
     * @param ours the number of our own demand that ended it; empty if another command did, or none
     */
    record HearEscrow(DisputedMoney money, Optional<Integer> ours) implements DisputeCommand {}

    /** An outage became known; the context has it. */
    record HearOutage() implements DisputeCommand {}
}
