package dev.surety.reputation.domain.rank;

import dev.surety.model.Invariants;
import dev.surety.model.id.Id;
import dev.surety.model.id.ParticipantId;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/** Orders offers by a weighted sum of trust, price and distance. Every division drops the rest. */
public final class MatchRules {
    public static final int ALL = 100;

    /** At this distance an offer counts half as near. */
    private static final long HALF_AT_KM = 10;

    private MatchRules() {}

    /** How much each factor counts, in hundredths. */
    public record Weights(int trust, int price, int near) {
        public Weights {
            Invariants.hold(isWhole(trust, price, near), "weights sum to a hundred");
        }

        public static boolean isWhole(int trust, int price, int near) {
            return trust >= 0 && price >= 0 && near >= 0 && (long) trust + price + near == ALL;
        }
    }

    /** @param km empty if it is not known, which counts as far away */
    public record Offer(ParticipantId id, long rank, boolean isNewcomer, long priceMinor, OptionalInt km) {}

    /** An offer's score: the sum of what its factors add, in the unit of the rank. */
    public record Match(Offer offer, long trust, long price, long near) {
        public long score() {
            return trust + price + near;
        }
    }

    /** @param one what stands for 1.0 */
    public static List<Match> order(List<Offer> offers, Weights weights, long one, LocalDate day) {
        long lowest = offers.stream().mapToLong(Offer::priceMinor).min().orElse(1);
        return offers.stream()
                .map(offer -> match(offer, lowest, weights, one))
                .sorted(Comparator.comparingLong(Match::score)
                        .reversed()
                        .thenComparing(match -> Id.derive("turn", match.offer().id().value(), day.toString())))
                .toList();
    }

    private static Match match(Offer offer, long lowest, Weights weights, long one) {
        long cheap = BigInteger.valueOf(lowest)
                .multiply(BigInteger.valueOf(one))
                .divide(BigInteger.valueOf(offer.priceMinor()))
                .longValueExact();
        long near = offer.km().isPresent()
                ? one * HALF_AT_KM / (HALF_AT_KM + offer.km().getAsInt())
                : 0;
        return new Match(
                offer,
                offer.rank() * weights.trust() / ALL,
                cheap * weights.price() / ALL,
                near * weights.near() / ALL);
    }
}
