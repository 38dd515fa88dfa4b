package dev.surety.disputes.domain.statement;

import dev.surety.disputes.domain.dispute.Dispute;
import dev.surety.disputes.domain.dispute.DisputeEvent;
import dev.surety.disputes.domain.dispute.Finding;
import dev.surety.disputes.domain.dispute.Judgement;
import dev.surety.disputes.domain.dispute.Opening;
import dev.surety.disputes.domain.dispute.Parties;
import dev.surety.disputes.domain.statement.DecisionReasons.Instance;
import dev.surety.model.dispute.Division;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds the reasons of a decision in the entry of the dispute that made it. */
public final class DisputeReasons {
    private DisputeReasons() {}

    /**
     * The reasons of a ruling or default. Empty if the entry made none: what the sides agreed on needs no reasons.
     *
     * @param dispute as that entry left it
     * @param entry the entry's number
     * @param words the words behind a commitment, as the vault has them
     */
    public static Optional<DecisionReasons> of(
            Dispute dispute, DisputeEvent event, int entry, Function<String, String> words) {
        return switch (event) {
            case DisputeEvent.Ruled ruled ->
                Optional.of(ruling(dispute, ruled.ruling(), Instance.FIRST, entry, words));
            case DisputeEvent.Enforcing enforcing when enforcing.ruling().isPresent() ->
                Optional.of(ruling(dispute, enforcing.ruling().get(), Instance.APPEAL, entry, words));
            case DisputeEvent.Enforcing enforcing when enforcing.finding().isPresent() ->
                enforcing.division().map(division -> byTheTerms(
                        dispute, enforcing.finding().get(), division, entry));
            default -> Optional.empty();
        };
    }

    private static DecisionReasons ruling(
            Dispute dispute, Judgement.Ruling ruling, Instance instance, int entry, Function<String, String> words) {
        List<FoundFact> facts = ruling.facts().stream()
                .map(fact -> new FoundFact(words.apply(fact.words()), fact.evidence()))
                .toList();
        return reasons(
                dispute, entry, instance, ruling.confirmedBy().isPresent(), ruling.finding(), ruling.division(), facts);
    }

    private static DecisionReasons byTheTerms(Dispute dispute, Finding finding, Division division, int entry) {
        return reasons(dispute, entry, Instance.FIRST, false, finding, division, List.of());
    }

    private static DecisionReasons reasons(
            Dispute dispute,
            int entry,
            Instance instance,
            boolean isConfirmed,
            Finding finding,
            Division division,
            List<FoundFact> facts) {
        Opening opening = dispute.opening();
        return new DecisionReasons(
                opening.id(),
                opening.escrow(),
                opening.reference(),
                dispute.at(),
                entry,
                instance,
                isConfirmed,
                finding,
                division,
                opening.respondent(),
                dispute.parties().of(opening.respondent()).notice().map(Parties.Notice::at),
                dispute.delays().outages(),
                facts,
                new DecisionReasons.Rule(opening.preset(), opening.termsVersion(), opening.settings()),
                dispute.deadline(),
                opening.terms().bodies());
    }
}
