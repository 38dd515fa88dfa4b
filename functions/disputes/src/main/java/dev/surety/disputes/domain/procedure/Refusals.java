package dev.surety.disputes.domain.procedure;

import dev.surety.disputes.domain.dispute.Dispute;
import dev.surety.disputes.domain.dispute.Evidence;
import dev.surety.disputes.domain.dispute.Judgement.Fact;
import dev.surety.disputes.domain.dispute.Parties;
import dev.surety.disputes.domain.dispute.Role;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.domain.procedure.DisputeDecision.Refused;
import dev.surety.model.dispute.Division;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import java.util.List;
import java.util.Optional;

/** The checks that several commands share. */
final class Refusals {
    private static final int MOST_FACTS = 20;

    private Refusals() {}

    static Refused of(CommonReason reason) {
        return new Refused(reason.with(reason.title()));
    }

    static Refused forbidden(String detail) {
        return new Refused(CommonReason.FORBIDDEN.with(detail));
    }

    static Refused invalid(String field, String rule) {
        return new Refused(Refusal.of(CommonReason.INVALID, List.of(new FieldError(field, rule))));
    }

    static Refused limited(String rule, long max, String detail) {
        return new Refused(CommonReason.limited(rule, max, max + 1, detail));
    }

    static Refused notIn(Dispute dispute) {
        return notIn("The dispute is " + dispute.state() + ".");
    }

    static Refused notIn(String detail) {
        return new Refused(CommonReason.TRANSITION_NOT_ALLOWED.with(detail));
    }

    static Refused bankDecides() {
        return of(CommonReason.BANK_DECIDES);
    }

    /** A command at the deadline itself comes in time, and the timer finds it done. */
    static Optional<DisputeDecision> late(Dispute dispute, Context context) {
        boolean isOver = dispute.deadline().filter(context.now()::isAfter).isPresent()
                && Deadlines.moved(dispute, context).isEmpty();
        return isOver ? Optional.of(of(CommonReason.WINDOW_CLOSED)) : Optional.empty();
    }

    /** Offers and evidence of one side; no side can use up what the other needs. */
    static Optional<DisputeDecision> spent(Dispute dispute, Side side) {
        int most = Parties.MOST_ENTRIES;
        return dispute.parties().of(side).entries() >= most
                ? Optional.of(limited("entries", most, "This side has made " + most + " entries in this dispute."))
                : Optional.empty();
    }

    /** Lines sum to the disputed amount, if it has not changed since they were written. */
    static Optional<DisputeDecision> lines(Dispute dispute, Division division) {
        if (!division.toPayee().currency().equals(dispute.frozen().currency())) {
            return Optional.of(invalid("/lines", "currency"));
        }
        boolean isFit = division.sum().equals(dispute.frozen()) || isFormer(dispute, division.sum());
        return isFit ? Optional.empty() : Optional.of(invalid("/lines", "sums_to_frozen"));
    }

    /** Lines that sum to a former amount are not wrong in themselves. */
    static Optional<DisputeDecision> changed(Dispute dispute, Division division) {
        return division.sum().equals(dispute.frozen())
                ? Optional.empty()
                : Optional.of(of(CommonReason.FROZEN_CHANGED));
    }

    private static boolean isFormer(Dispute dispute, Money sum) {
        return sum.equals(dispute.opening().claim())
                || dispute.offers().stream().anyMatch(offer -> offer.division().sum().equals(sum));
    }

    /** A decision of a person says why. Each fact has words, and names evidence that counts. */
    static Optional<DisputeDecision> reasons(Dispute dispute, List<Fact> facts) {
        if (facts.isEmpty() || facts.stream().anyMatch(fact -> fact.words().isBlank())) {
            return Optional.of(invalid("/facts", "required"));
        }
        if (facts.size() > MOST_FACTS) {
            return Optional.of(limited("facts", MOST_FACTS, "A decision has at most " + MOST_FACTS + " facts."));
        }
        boolean isKnown = facts.stream()
                .flatMap(fact -> fact.evidence().stream())
                .allMatch(id -> dispute.evidence().find(id).filter(Refusals::counts).isPresent());
        return isKnown ? Optional.empty() : Optional.of(invalid("/facts", "evidence"));
    }

    private static boolean counts(Evidence.Exhibit exhibit) {
        return exhibit.item().isAttached() && exhibit.round() != Evidence.Round.BANK;
    }

    /** The person has the role, and is not linked to a party. */
    static Optional<DisputeDecision> person(Dispute dispute, Role role, String person, Context context) {
        if (!dispute.bench().person(role).equals(Optional.of(person))) {
            return Optional.of(of(CommonReason.NOT_ASSIGNED));
        }
        return context.conflicted().contains(person)
                ? Optional.of(of(CommonReason.CONFLICTED))
                : Optional.empty();
    }
}
