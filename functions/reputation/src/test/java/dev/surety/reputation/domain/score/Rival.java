package dev.surety.reputation.domain.score;

import java.util.List;
import java.util.function.Predicate;

/** The usual ways to score a seller, beside ours. */
enum Rival {
    MEAN {
        @Override
        double of(List<Ratings.Rating> known, long now) {
            return known.stream().mapToInt(Ratings.Rating::value).average().orElse(0);
        }
    },
    PERCENT_POSITIVE {
        @Override
        double of(List<Ratings.Rating> known, long now) {
            return share(good(known), known.size());
        }
    },
    PERCENT_POSITIVE_OF_A_YEAR {
        @Override
        double of(List<Ratings.Rating> known, long now) {
            List<Ratings.Rating> last = known.stream()
                    .filter(rating -> now - rating.second().getEpochSecond() <= 365 * DAY)
                    .toList();
            return share(good(last), last.size());
        }
    },
    BETA_MEAN {
        @Override
        double of(List<Ratings.Rating> known, long now) {
            return (good(known) + 1.0) / (known.size() + 2.0);
        }
    },
    BETA_LOW {
        @Override
        double of(List<Ratings.Rating> known, long now) {
            double mean = BETA_MEAN.of(known, now);
            return mean - 1.282 * Math.sqrt(mean * (1 - mean) / (known.size() + 3.0));
        }
    },
    WILSON {
        @Override
        double of(List<Ratings.Rating> known, long now) {
            double all = known.size();
            double share = good(known) / all;
            double z = 1.96;
            double spread = z * Math.sqrt((share * (1 - share) + z * z / (4 * all)) / all);
            return (share + z * z / (2 * all) - spread) / (1 + z * z / all);
        }
    },
    BAYESIAN_AVERAGE {
        @Override
        double of(List<Ratings.Rating> known, long now) {
            double sum = known.stream().mapToInt(Ratings.Rating::value).sum();
            return (sum + 5 * 1.0) / (known.size() + 5.0);
        }
    },
    DECAYED_BETA {
        @Override
        double of(List<Ratings.Rating> known, long now) {
            return (decayed(known, now, Ratings.Rating::isGood) + 1)
                    / (decayed(known, now, rating -> true) + 2);
        }
    };

    private static final long DAY = 86_400;

    /** @param known the earlier ratings of the same person, at least one */
    abstract double of(List<Ratings.Rating> known, long now);

    private static double good(List<Ratings.Rating> known) {
        return known.stream().filter(Ratings.Rating::isGood).count();
    }

    private static double share(double good, int all) {
        return all == 0 ? 1 : good / all;
    }

    private static double decayed(List<Ratings.Rating> known, long now, Predicate<Ratings.Rating> counts) {
        return known.stream()
                .filter(counts)
                .mapToDouble(rating -> Math.pow(2, -(now - rating.second().getEpochSecond()) / (90.0 * DAY)))
                .sum();
    }
}
