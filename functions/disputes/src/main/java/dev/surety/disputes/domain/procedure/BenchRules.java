package dev.surety.disputes.domain.procedure;

import dev.surety.disputes.domain.dispute.Dispute;
import dev.surety.disputes.domain.dispute.DisputeEvent;
import dev.surety.disputes.domain.dispute.Role;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.domain.procedure.DisputeDecision.Append;
import dev.surety.model.refusal.CommonReason;
import java.util.Optional;

/** The assignment of people. The order of those who are eligible decides, and no caller picks one. */
final class BenchRules {
    private BenchRules() {}

    /** The next person who may judge this dispute. */
    static Optional<String> next(Dispute dispute, Context context) {
        return context.eligible().stream()
                .filter(person -> !dispute.bench().hasServed(person))
                .filter(person -> !context.conflicted().contains(person))
                .findFirst();
    }

    static DisputeDecision assign(Dispute dispute, Context context) {
        Optional<Role> vacancy = dispute.vacancy();
        if (vacancy.isEmpty()) {
            return Refusals.notIn("The dispute waits for no mediator or arbiter.");
        }
        return next(dispute, context)
                .<DisputeDecision>map(person -> new Append(new DisputeEvent.Assigned(vacancy.get(), person)))
                .orElseGet(() -> Refusals.of(CommonReason.NO_ELIGIBLE_ARBITER));
    }

    /** A link to a side that was found after the assignment takes the role away, as if the person had stepped back. */
    static Optional<DisputeEvent> barred(Dispute dispute, Context context) {
        return dispute.role().flatMap(role -> dispute.bench()
                .person(role)
                .filter(context.conflicted()::contains)
                .map(person -> new DisputeEvent.Recused(role, person)));
    }

    /** A person who steps back does not judge this dispute again. */
    static DisputeDecision recuse(Dispute dispute, String person) {
        Optional<Role> role = dispute.bench().role(person);
        if (role.isEmpty()) {
            return Refusals.of(CommonReason.NOT_ASSIGNED);
        }
        return dispute.role().equals(role)
                ? new Append(new DisputeEvent.Recused(role.get(), person))
                : Refusals.notIn(dispute);
    }

    /** Each side may refuse one person without saying why, as long as another one is left. */
    static DisputeDecision challenge(Dispute dispute, Side side, Context context) {
        if (dispute.parties().of(side).hasChallenged()) {
            return Refusals.limited("challenges", 1, "This side has challenged a person already.");
        }
        Optional<Role> role = dispute.role();
        Optional<String> person = role.flatMap(of -> dispute.bench().person(of));
        if (person.isEmpty()) {
            return Refusals.notIn(dispute);
        }
        return Refusals.late(dispute, context)
                .orElseGet(() -> next(dispute, context).isPresent()
                        ? new Append(new DisputeEvent.Challenged(side, role.get(), person.get()))
                        : Refusals.of(CommonReason.NO_ELIGIBLE_ARBITER));
    }
}
