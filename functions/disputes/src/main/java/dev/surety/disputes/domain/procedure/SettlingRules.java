package dev.surety.disputes.domain.procedure;

import dev.surety.disputes.domain.dispute.Dispute;
import dev.surety.disputes.domain.dispute.DisputeEvent.Enforcing;
import dev.surety.disputes.domain.dispute.Offer;
import dev.surety.disputes.domain.dispute.Outcome;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.domain.dispute.Stage;
import dev.surety.disputes.domain.procedure.DisputeCommand.AcceptOffer;
import dev.surety.disputes.domain.procedure.DisputeDecision.Append;
import dev.surety.model.dispute.Division;
import dev.surety.model.refusal.CommonReason;
import java.util.Optional;

/** The ways in which the parties end a dispute themselves. */
final class SettlingRules {
    private SettlingRules() {}

    /** A withdrawal has no window: it takes nothing from the other side. */
    static DisputeDecision withdraw(Dispute dispute, Side side) {
        if (side != dispute.opening().opener()) {
            return Refusals.forbidden("Only the side that opened the dispute withdraws it.");
        }
        return switch (dispute.stage()) {
            case AWAITING_RESPONSE, NEGOTIATING, EVIDENCE, REBUTTAL, MEDIATION, RULING, RULED, APPEAL ->
                decided(Outcome.WITHDRAWN, side, Optional.empty());
            case SUSPENDED ->
                dispute.interrupted() == Stage.ENFORCING
                        ? Refusals.notIn("The dispute is decided already.")
                        : decided(Outcome.WITHDRAWN, side, Optional.empty());
            case ENFORCING, CLOSED -> Refusals.notIn(dispute);
        };
    }

    /** Neither has a concession: the other side gets all that it asks for. */
    static DisputeDecision concede(Dispute dispute, Side side) {
        if (side != dispute.opening().respondent()) {
            return Refusals.forbidden("Only the side that answers the claim concedes it.");
        }
        return switch (dispute.stage()) {
            case AWAITING_RESPONSE, NEGOTIATING, EVIDENCE, REBUTTAL, MEDIATION, RULING, RULED, APPEAL ->
                decided(Outcome.CONCEDED, side, Optional.of(dispute.asks()));
            case SUSPENDED -> Refusals.bankDecides();
            case ENFORCING, CLOSED -> Refusals.notIn(dispute);
        };
    }

    static DisputeDecision accept(Dispute dispute, AcceptOffer accept, Context context) {
        Optional<Offer> offer = dispute.offer(accept.offer());
        if (offer.filter(one -> one.side() == accept.side()).isPresent()) {
            return Refusals.forbidden("A side does not accept its own offer.");
        }
        return switch (dispute.stage()) {
            case AWAITING_RESPONSE, NEGOTIATING, EVIDENCE, REBUTTAL, MEDIATION, RULING ->
                Refusals.late(dispute, context).orElseGet(() -> accepted(accept, offer));
            case SUSPENDED -> Refusals.bankDecides();
            case RULED, APPEAL, ENFORCING, CLOSED -> Refusals.notIn(dispute);
        };
    }

    private static DisputeDecision accepted(AcceptOffer accept, Optional<Offer> offer) {
        return offer.filter(one -> one.isStanding() && one.hash().equals(accept.hash()))
                .<DisputeDecision>map(one -> new Append(new Enforcing(
                        Outcome.AGREED,
                        Optional.of(accept.side()),
                        Optional.of(one.division()),
                        Optional.of(one.id()),
                        Optional.empty(),
                        Optional.empty())))
                .orElseGet(() -> Refusals.of(CommonReason.OFFER_NOT_STANDING));
    }

    private static DisputeDecision decided(Outcome outcome, Side by, Optional<Division> division) {
        return new Append(new Enforcing(
                outcome, Optional.of(by), division, Optional.empty(), Optional.empty(), Optional.empty()));
    }
}
