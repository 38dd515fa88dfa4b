package dev.surety.disputes.domain.statement;

/** The sentences of each finding. */
final class Findings {
    private Findings() {}

    static String of(DecisionReasons of) {
        return switch (of.finding()) {
            case CLAIM_PROVED -> "The claim is proved: the facts below show what the payer says.";
            case CLAIM_PARTLY_PROVED ->
                "The claim is proved in part. The facts below show some of what the payer says, and the money is"
                        + " divided accordingly.";
            case CLAIM_NOT_PROVED -> "The claim is not proved: the facts below do not show what the payer says.";
            case DELIVERED_AS_AGREED -> "The payee delivered what was agreed, as the facts below show.";
            case BOTH_AT_FAULT ->
                "Both sides have a part in what went wrong, and the money is divided accordingly.";
            case NO_RESPONSE ->
                Statements.side(of) + " had notice and did not answer. The dispute ends as the other side asked.";
            case BELOW_LEAST ->
                "The sides did not agree, and the claim is smaller than the least on which an arbiter decides. The"
                        + " money goes back to the payer.";
            case PROPOSAL_STANDS ->
                "No arbiter decided in time. The proposal that the mediator had made stands.";
            case NO_RULING ->
                "No arbiter decided in time, and no mediator had made a proposal. The money goes back to the payer.";
        };
    }
}
