package dev.surety.disputes.domain.dispute;

import dev.surety.disputes.domain.dispute.Evidence.Exhibit;
import dev.surety.disputes.domain.dispute.Evidence.Round;
import dev.surety.disputes.domain.dispute.Judgement.Draft;
import dev.surety.disputes.domain.dispute.Judgement.Fact;
import dev.surety.disputes.domain.dispute.Judgement.Ruling;
import dev.surety.disputes.domain.evidence.EvidenceItem;
import dev.surety.model.dispute.Division;
import dev.surety.model.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A fact of a dispute's chain. */
public sealed interface DisputeEvent {
    record Opened(Opening opening) implements DisputeEvent {}

    /** The dispute came to a side's knowledge. */
    record Notified(Side side, Instant at, String channel) implements DisputeEvent {}

    /** @param counter the respondent's offer; empty if it only rejects the claim */
    record Responded(Side side, Optional<Offer> counter) implements DisputeEvent {}

    record OfferMade(Offer offer) implements DisputeEvent {}

    record Escalated(Side side) implements DisputeEvent {}

    record EvidenceAdded(Exhibit exhibit) implements DisputeEvent {}

    record EvidenceRemoved(Side side, String id) implements DisputeEvent {}

    /** @param item as the check of its file left it */
    record EvidenceChecked(EvidenceItem item) implements DisputeEvent {}

    /** @param words the vault's commitment */
    record EvidenceSubmitted(Side side, Round round, Optional<String> words) implements DisputeEvent {}

    /** The arbiter asks both sides for more. */
    record EvidenceRequested(String by, Instant until) implements DisputeEvent {}

    /** The time for a round within a stage is over. */
    record RoundEnded(Round round) implements DisputeEvent {}

    record Proposed(String by, Division division, List<Fact> facts) implements DisputeEvent {
        public Proposed {
            facts = List.copyOf(facts);
        }
    }

    record ProposalAnswered(Side side, boolean yes) implements DisputeEvent {}

    record Assigned(Role role, String person) implements DisputeEvent {}

    record Recused(Role role, String person) implements DisputeEvent {}

    record Challenged(Side side, Role role, String person) implements DisputeEvent {}

    /** A ruling above the limit waits for a second person, or two that differ for a third. */
    record RulingDrafted(Draft draft) implements DisputeEvent {}

    record Ruled(Ruling ruling) implements DisputeEvent {}

    /** @param grounds the vault's commitment */
    record Appealed(Side side, Optional<String> grounds) implements DisputeEvent {}

    /** The time of a stage is over. */
    record Advanced(Stage to) implements DisputeEvent {}

    /** The time for a ruling is over. Another person gets a few days more. */
    record RulingMissed(Role role, Optional<String> person) implements DisputeEvent {}

    record DeadlineMoved(Instant to, Duration by, Why why) implements DisputeEvent {}

    enum Why {
        OUTAGE,
        NO_NOTICE
    }

    /** A bank has some of the money. */
    record Suspended(Money frozen, Money drawn) implements DisputeEvent {}

    /** The bank has nothing of it any more. */
    record Resumed(Money frozen) implements DisputeEvent {}

    /** The disputed amount changed, or the bank's part of it; offers to divide another amount are void. */
    record MoneyChanged(Money frozen, Money drawn) implements DisputeEvent {}

    /**
     * It is decided; the escrow has to carry it out.
     *
     * @param division empty if it is withdrawn
     * @param offer that was accepted
     * @param ruling the last one, in an appeal
     * @param finding the reason, if the terms decided
     */
    record Enforcing(
            Outcome outcome,
            Optional<Side> by,
            Optional<Division> division,
            Optional<String> offer,
            Optional<Ruling> ruling,
            Optional<Finding> finding)
            implements DisputeEvent {}

    /** @param isStuck whether the escrow has been silent for too long */
    record SentAgain(boolean isStuck) implements DisputeEvent {}

    /** The escrow has carried it out. */
    record Enforced(Enforcement.Done done) implements DisputeEvent {}

    /** @param done the escrow's last word, if it is another one than at {@link Enforced} */
    record Closed(Outcome outcome, Optional<Enforcement.Done> done) implements DisputeEvent {}

    /**
     * A timer found nothing else to do.
     *
     * @param lacking the role for which there is no eligible person
     */
    record Looked(Optional<Role> lacking) implements DisputeEvent {}
}
