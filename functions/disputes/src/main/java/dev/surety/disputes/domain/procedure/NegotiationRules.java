package dev.surety.disputes.domain.procedure;

import dev.surety.disputes.domain.dispute.Dispute;
import dev.surety.disputes.domain.dispute.DisputeEvent;
import dev.surety.disputes.domain.dispute.Offer;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.domain.dispute.Stage;
import dev.surety.disputes.domain.procedure.DisputeCommand.Notify;
import dev.surety.disputes.domain.procedure.DisputeDecision.Append;
import dev.surety.disputes.domain.procedure.DisputeDecision.Nothing;
import dev.surety.model.dispute.Division;
import dev.surety.model.refusal.CommonReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Notice, answer, offers, and the step to other people than the parties. */
final class NegotiationRules {
    static final int MOST_OFFERS = 10;

    private static final Duration BEFORE_ESCALATION = Duration.ofHours(24);

    /** Clocks of people differ. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private NegotiationRules() {}

    static DisputeDecision notify(Dispute dispute, Notify notify, Instant now) {
        if (notify.at().isAfter(now.plus(AHEAD)) || notify.at().isBefore(dispute.opening().openedAt())) {
            return Refusals.invalid("/at", "between_opening_and_now");
        }
        if (dispute.isClosed() || dispute.parties().of(notify.side()).notice().isPresent()) {
            return new Nothing();
        }
        Instant at = notify.at().isAfter(now) ? now : notify.at();
        return new Append(new DisputeEvent.Notified(notify.side(), at, notify.channel()));
    }

    static DisputeDecision reject(Dispute dispute, Side side, Context context) {
        if (side != dispute.opening().respondent()) {
            return Refusals.forbidden("Only the other side answers the claim.");
        }
        return dispute.stage() == Stage.AWAITING_RESPONSE
                ? Refusals.late(dispute, context)
                        .orElseGet(() -> new Append(new DisputeEvent.Responded(side, Optional.empty())))
                : Refusals.notIn(dispute);
    }

    static DisputeDecision offer(Dispute dispute, Side side, Division division, Context context) {
        return Refusals.lines(dispute, division)
                .or(() -> Refusals.spent(dispute, side))
                .or(() -> tooMany(dispute, side))
                .orElseGet(() -> switch (dispute.stage()) {
                    case AWAITING_RESPONSE, NEGOTIATING, EVIDENCE, REBUTTAL, MEDIATION, RULING, SUSPENDED ->
                        Refusals.changed(dispute, division)
                                .or(() -> Refusals.late(dispute, context))
                                .or(() -> retreat(dispute, side, division))
                                .orElseGet(() -> offered(dispute, side, division, context.now()));
                    case RULED, APPEAL, ENFORCING, CLOSED -> Refusals.notIn(dispute);
                });
    }

    private static DisputeDecision offered(Dispute dispute, Side side, Division division, Instant now) {
        var offer = Offer.of(
                dispute.opening().id(), dispute.offers().size() + 1, side, division, now);
        boolean isAnswer = dispute.stage() == Stage.AWAITING_RESPONSE
                && side == dispute.opening().respondent();
        return new Append(
                isAnswer
                        ? new DisputeEvent.Responded(side, Optional.of(offer))
                        : new DisputeEvent.OfferMade(offer));
    }

    private static Optional<DisputeDecision> tooMany(Dispute dispute, Side side) {
        long made = dispute.offers().stream().filter(offer -> offer.side() == side).count();
        return made >= MOST_OFFERS
                ? Optional.of(Refusals.limited(
                        "offers", MOST_OFFERS, "A side makes at most " + MOST_OFFERS + " offers."))
                : Optional.empty();
    }

    /** A side gives the other at least as much as in its last offer of the same amount. */
    private static Optional<DisputeDecision> retreat(Dispute dispute, Side side, Division division) {
        return dispute.offers().stream()
                .filter(offer -> offer.side() == side && offer.status() != Offer.Status.VOIDED)
                .reduce((_, later) -> later)
                .map(Offer::division)
                .filter(last -> side == Side.PAYER
                        ? division.toPayee().compareTo(last.toPayee()) < 0
                        : division.toPayer().compareTo(last.toPayer()) < 0)
                .map(_ -> Refusals.of(CommonReason.OFFER_RETREATS));
    }

    static DisputeDecision escalate(Dispute dispute, Side side, Context context) {
        return switch (dispute.stage()) {
            case NEGOTIATING ->
                dispute.isTooSmall()
                        ? Refusals.notIn("The claim is too small for a ruling; the terms decide when the time is over.")
                        : Refusals.late(dispute, context)
                                .or(() -> tooEarly(dispute, context.now()))
                                .orElseGet(() -> new Append(new DisputeEvent.Escalated(side)));
            case MEDIATION ->
                Refusals.late(dispute, context).orElseGet(() -> new Append(new DisputeEvent.Escalated(side)));
            case AWAITING_RESPONSE, EVIDENCE, REBUTTAL, RULING, RULED, APPEAL, ENFORCING, SUSPENDED, CLOSED ->
                Refusals.notIn(dispute);
        };
    }

    private static Optional<DisputeDecision> tooEarly(Dispute dispute, Instant now) {
        return dispute.parties()
                .respondedAt()
                .filter(at -> now.isBefore(at.plus(BEFORE_ESCALATION)))
                .map(_ -> Refusals.of(CommonReason.TOO_EARLY));
    }
}
