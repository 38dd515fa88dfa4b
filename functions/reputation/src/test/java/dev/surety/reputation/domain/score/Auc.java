package dev.surety.reputation.domain.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The chance that a good event had the higher score than a bad one; equal scores count half. */
final class Auc {
    private record Scored(double score, boolean good) {}

    private final List<Scored> scored = new ArrayList<>();

    void add(double score, boolean good) {
        scored.add(new Scored(score, good));
    }

    int size() {
        return scored.size();
    }

    double value() {
        scored.sort(Comparator.comparingDouble(Scored::score));
        double ranks = 0;
        long good = 0;
        for (int from = 0; from < scored.size(); ) {
            int to = from;
            while (to < scored.size() && scored.get(to).score() == scored.get(from).score()) {
                to++;
            }
            double rank = (from + 1 + to) / 2.0;
            for (Scored one : scored.subList(from, to)) {
                ranks += one.good() ? rank : 0;
                good += one.good() ? 1 : 0;
            }
            from = to;
        }
        double bad = scored.size() - (double) good;
        return (ranks - good * (good + 1) / 2.0) / (good * bad);
    }
}
