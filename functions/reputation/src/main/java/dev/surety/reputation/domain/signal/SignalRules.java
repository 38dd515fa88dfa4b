package dev.surety.reputation.domain.signal;

import dev.surety.model.id.ParticipantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Patterns that a person should look at. They never change a weight. */
public final class SignalRules {
    static final int DEAR = 5;
    static final Duration ROUND_TRIP = Duration.ofDays(14);
    public static final int LAST = 20;
    static final int MOST_OF_ONE = 60;
    public static final int BURST = 10;
    static final Duration BURST_WITHIN = Duration.ofHours(1);

    private SignalRules() {}

    /** A sale, as the patterns see it. */
    public record Trade(ParticipantId payer, ParticipantId payee, long priceMinor, Instant at) {}

    /**
     * A payer who never bought from this payee pays many times the payee's median price.
     *
     * @param earlier the payee's earlier sales, in the same currency
     */
    public static boolean isDearFirst(Trade sale, List<Trade> earlier) {
        if (earlier.isEmpty()
                || earlier.stream().anyMatch(before -> before.payer().equals(sale.payer()))) {
            return false;
        }
        List<Long> prices = earlier.stream().map(Trade::priceMinor).sorted().toList();
        long median = prices.get((prices.size() - 1) / 2);
        return sale.priceMinor() / DEAR >= median;
    }

    /** The payee of a sale bought from its payer a short time before. */
    public static boolean isRoundTrip(Trade sale, List<Trade> earlier) {
        return earlier.stream()
                .anyMatch(before -> before.payer().equals(sale.payee())
                        && before.payee().equals(sale.payer())
                        && !before.at().isBefore(sale.at().minus(ROUND_TRIP))
                        && !before.at().isAfter(sale.at()));
    }

    /**
     * Most of the last opinions came from payers who have bought from no other payee.
     *
     * @param payers who gave the last opinions, newest first
     * @param payeesOf the payees of each of them
     */
    public static boolean isClaque(List<ParticipantId> payers, Map<ParticipantId, Set<ParticipantId>> payeesOf) {
        if (payers.size() < LAST) {
            return false;
        }
        long bound = payers.stream()
                .limit(LAST)
                .filter(payer -> payeesOf.getOrDefault(payer, Set.of()).size() == 1)
                .count();
        return bound * 100 >= (long) MOST_OF_ONE * LAST;
    }

    /**
     * Many opinions came within an hour of the newest.
     *
     * @param at when the opinions on one payee were published, newest first
     */
    public static boolean isBurst(List<Instant> at) {
        return at.size() >= BURST
                && !at.get(BURST - 1).isBefore(at.getFirst().minus(BURST_WITHIN));
    }
}
