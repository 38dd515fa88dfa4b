package dev.surety.reputation.domain.signal;

import dev.surety.model.id.ParticipantId;
import dev.surety.reputation.domain.signal.SignalRules.Trade;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Rings in the graph of who bought from whom: the money of a sale comes back to its payer over others. Longer rings
 * than these happen by chance wherever people both buy and sell.
 */
public final class Rings {
    static final int LONGEST = 4;
    static final Duration WITHIN = Duration.ofDays(90);

    /** The search ends after so many people; most payees buy nothing, so it ends at once. */
    static final int MOST_ASKED = 40;

    private Rings() {}

    /** The last purchases of a participant, by what is known of them. */
    public interface Purchases {
        List<Trade> of(ParticipantId payer);
    }

    /** The people from a payee on, each of whom bought from the next. */
    private record Way(List<ParticipantId> people) {
        Way and(ParticipantId next) {
            return new Way(Stream.concat(people.stream(), Stream.of(next)).toList());
        }
    }

    /** The people of the shortest ring that this sale closes, from its payer on; nothing if it closes none. */
    public static Optional<List<ParticipantId>> closed(Trade sale, Purchases purchases) {
        Instant from = sale.at().minus(WITHIN);
        Set<ParticipantId> known = new HashSet<>(List.of(sale.payer(), sale.payee()));
        Deque<Way> open = new ArrayDeque<>(List.of(new Way(List.of(sale.payee()))));
        for (int asked = 0; asked < MOST_ASKED && !open.isEmpty(); asked++) {
            Way way = open.removeFirst();
            for (Trade bought : purchases.of(way.people().getLast())) {
                if (bought.at().isBefore(from) || bought.at().isAfter(sale.at())) {
                    continue;
                }
                // Two who buy from each other are a round trip, or chance.
                if (bought.payee().equals(sale.payer()) && way.people().size() > 1) {
                    return Optional.of(Stream.concat(Stream.of(sale.payer()), way.people().stream())
                            .toList());
                }
                if (way.people().size() < LONGEST - 1 && known.add(bought.payee())) {
                    open.add(way.and(bought.payee()));
                }
            }
        }
        return Optional.empty();
    }
}
