package dev.surety.payouts.app.run;

import static java.util.Objects.requireNonNull;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.ChainId;
import dev.surety.payouts.domain.run.RunEvent;
import dev.surety.payouts.domain.run.RunOrder;
import dev.surety.runtime.marketplace.Participants;
import dev.surety.runtime.resilience.SideBySide;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Divides the payees of a run into groups. A group that is listed stays as it is. A worker that goes on where another
 * one stopped lists only the payees that no group has yet. So no payee is in two groups, and none is forgotten.
 */
final class ListPayees {
    static final int MOST = GroupChains.MOST_GROUPS * GroupChains.MOST_PAYEES;

    private static final int READS_AT_ONCE = 16;

    private final GroupChains groups;
    private final Participants participants;
    private final Balances balances;

    ListPayees(GroupChains groups, Participants participants, Balances balances) {
        this.groups = groups;
        this.participants = participants;
        this.balances = balances;
    }

    RunEvent list(RunChain run, Instant now) {
        List<ParticipantId> payees = payees(run);
        if (payees.size() > MOST) {
            return new RunEvent.TooLarge(payees.size());
        }
        MarketplaceId marketplace = run.chain().id().marketplace();
        TreeSet<ParticipantId> left = new TreeSet<>(Comparator.comparing(ParticipantId::value));
        left.addAll(payees);
        int group = 0;
        for (; group < GroupChains.MOST_GROUPS; group++) {
            ChainId chain = GroupChains.chain(marketplace, run.id(), group);
            Optional<List<ParticipantId>> there = groups.payees(chain);
            if (there.isEmpty() && left.isEmpty()) {
                break;
            }
            List<ParticipantId> first = left.stream().limit(GroupChains.MOST_PAYEES).toList();
            there.orElseGet(() -> groups.list(chain, first, now)).forEach(left::remove);
        }
        return left.isEmpty() ? new RunEvent.Listed(group) : new RunEvent.TooLarge(payees.size());
    }

    /** The payees that the request names; else each that has money or owes some. */
    private List<ParticipantId> payees(RunChain run) {
        RunOrder order = run.run().order();
        if (!order.participants().isEmpty()) {
            return order.participants();
        }
        MarketplaceId marketplace = run.chain().id().marketplace();
        List<Integer> shards = IntStream.range(0, Participants.SHARDS).boxed().toList();
        List<ParticipantId> all = SideBySide.map(
                        Participants.SHARDS,
                        shards,
                        shard -> participants.shard(marketplace, shard).map(ParticipantId::new).toList())
                .stream()
                .flatMap(List::stream)
                .distinct()
                .toList();
        List<List<ParticipantId>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += GroupChains.PAGE) {
            parts.add(all.subList(from, Math.min(all.size(), from + GroupChains.PAGE)));
        }
        return SideBySide.map(READS_AT_ONCE, parts, part -> {
                    var balance = balances.of(marketplace, order.currency(), part);
                    return part.stream()
                            .filter(payee -> !requireNonNull(balance.get(payee)).isNothing())
                            .toList();
                })
                .stream()
                .flatMap(List::stream)
                .toList();
    }
}
