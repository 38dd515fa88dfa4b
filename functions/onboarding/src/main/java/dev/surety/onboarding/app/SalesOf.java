package dev.surety.onboarding.app;

import dev.surety.model.journal.ChainId;
import dev.surety.model.marketplace.OnboardingRules;
import dev.surety.model.standing.SalesRecord;
import dev.surety.onboarding.domain.ParticipantState;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import java.util.Optional;

/** Reads how many sales a participant has, where its marketplace's rules ask for some. */
final class SalesOf {
    private final Journal journal;

    SalesOf(Journal journal) {
        this.journal = journal;
    }

    ParticipantState counted(ChainId participant, ParticipantState state, Optional<OnboardingRules> rules) {
        boolean isAsked = rules.stream()
                .flatMap(of -> of.capabilities().stream())
                .anyMatch(rule -> rule.settledEscrows() > 0
                        && state.capability(rule.capability()).requested());
        return isAsked
                ? journal.last(CountSale.record(participant.marketplace(), participant.id()))
                        .map(last -> Json.shared(
                                Json.object(last.data()).path(CountSale.RECORD),
                                SalesRecord.class,
                                SalesRecord.VERSION))
                        .map(record -> state.counted(record.settledEscrows()))
                        .orElse(state)
                : state;
    }
}
