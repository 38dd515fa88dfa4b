package dev.surety.payouts.app.run;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.RunId;
import dev.surety.payouts.domain.payout.RunItem;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Other runs that are about to pay: a plan leaves out the payees of theirs. */
final class OpenRuns {
    /** No run is open for longer: fresh, then approvable, then executed at a date. */
    private static final Duration LONGEST = Duration.ofDays(45);

    private static final int MOST_KNOWN = 4;

    private final RunChains runs;
    private final GroupChains groups;
    private final Map<RunId, Set<ParticipantId>> known = new LinkedHashMap<>();

    OpenRuns(RunChains runs, GroupChains groups) {
        this.runs = runs;
        this.groups = groups;
    }

    /** The open runs of the same currency, without the one that is being planned. */
    List<RunChain> besides(RunChain planned, Instant now) {
        return runs.since(planned.chain().id().marketplace(), now.minus(LONGEST))
                .filter(run -> !run.id().equals(planned.id()))
                .filter(run -> run.run().state().holdsPayees())
                .filter(run -> run.run().order().currency().equals(planned.run().order().currency()))
                .toList();
    }

    /** The run among these that pays the payee. */
    Optional<RunId> paying(List<RunChain> open, ParticipantId payee) {
        return open.stream()
                .filter(run -> payees(run).contains(payee))
                .filter(run -> !run.run().takenOut().contains(RunItem.payout(run.id(), payee)))
                .map(RunChain::id)
                .findFirst();
    }

    /** A plan does not change, so its payees are read once. */
    private synchronized Set<ParticipantId> payees(RunChain run) {
        Set<ParticipantId> payees = known.get(run.id());
        if (payees == null) {
            payees = read(run);
            known.put(run.id(), payees);
            var oldest = known.keySet().iterator();
            while (known.size() > MOST_KNOWN) {
                oldest.next();
                oldest.remove();
            }
        }
        return payees;
    }

    private Set<ParticipantId> read(RunChain run) {
        Set<ParticipantId> payees = new HashSet<>();
        MarketplaceId marketplace = run.chain().id().marketplace();
        run.run().planned().forEach((group, plan) -> {
            for (int page = 0; page < plan.pages().size(); page++) {
                groups.rows(GroupChains.chain(marketplace, run.id(), group), page).stream()
                        .filter(RowJson::isItem)
                        .map(RowJson::payee)
                        .forEach(payees::add);
            }
        });
        return payees;
    }
}
