package dev.surety.payouts.domain.run;

import dev.surety.model.id.ParticipantId;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The order to plan a run, as its first entry holds it.
 *
 * @param account the bank account that the rail sends from
 * @param cutoff the plan pays money that was available then and still is; empty, money that is available
 * @param wish the least payout that the request or the settings ask for
 * @param minimum of each payout: the larger of the wish and the rail's own
 * @param payLess whether an item may pay less than planned, if less is there
 * @param participants only these; empty, all
 * @param excluded those whom the maker excludes
 * @param executeAt not before
 * @param schedule the name of the schedule that made it
 * @param makers the people who made it: none of them approves
 * @param settings their version
 */
public record RunOrder(
        Currency currency,
        String rail,
        String account,
        Optional<Instant> cutoff,
        Optional<Money> wish,
        Money minimum,
        boolean payLess,
        List<ParticipantId> participants,
        List<ParticipantId> excluded,
        Optional<Instant> executeAt,
        Optional<String> schedule,
        List<String> makers,
        int settings) {
    public RunOrder {
        participants = List.copyOf(participants);
        excluded = List.copyOf(excluded);
        makers = List.copyOf(makers);
    }
}
