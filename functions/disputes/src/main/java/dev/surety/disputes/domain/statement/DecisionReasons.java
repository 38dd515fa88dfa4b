package dev.surety.disputes.domain.statement;

import dev.surety.disputes.domain.dispute.Finding;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.model.dispute.Division;
import dev.surety.model.id.DisputeId;
import dev.surety.model.id.EscrowId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The reasons of a ruling or of a default.
 *
 * @param reference the marketplace's own name of the sale; may be empty
 * @param decidedAt when it was decided
 * @param entry the number of the dispute's entry that decided it
 * @param respondent the side against which the dispute was opened
 * @param noticeAt when the respondent had notice
 * @param moved the time by which outages had moved deadlines
 * @param facts that a person found; empty in a decision of the terms
 * @param appealUntil empty if there is no appeal any more
 */
public record DecisionReasons(
        DisputeId dispute,
        EscrowId escrow,
        String reference,
        Instant decidedAt,
        int entry,
        Instance instance,
        boolean isConfirmed,
        Finding finding,
        Division division,
        Side respondent,
        Optional<Instant> noticeAt,
        Duration moved,
        List<FoundFact> facts,
        Rule rule,
        Optional<Instant> appealUntil,
        List<String> bodies) {
    public DecisionReasons {
        facts = List.copyOf(facts);
        bodies = List.copyOf(bodies);
    }

    public enum Instance {
        FIRST,
        APPEAL
    }

    /**
     * The rules by which it was decided.
     *
     * @param preset the name of the escrow's terms
     * @param settings the version of the settings that hold the terms of the dispute
     */
    public record Rule(String preset, int terms, int settings) {}
}
