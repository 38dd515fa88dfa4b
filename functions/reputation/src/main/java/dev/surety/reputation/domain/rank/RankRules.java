package dev.surety.reputation.domain.rank;

import dev.surety.model.Invariants;
import dev.surety.model.id.Id;
import dev.surety.model.id.ParticipantId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Orders candidates by rank. Equal ranks change places from day to day, so newcomers take turns. */
public final class RankRules {
    public static final int MOST = 100;

    /** Every so many places one is a newcomer's, if the caller wants to try some. */
    public static final int TRIAL_EVERY = 5;

    private RankRules() {}

    public record Candidate(ParticipantId id, long rank, boolean isNewcomer) {}

    /** @param isTrial whether the place was kept for a newcomer */
    public record Place(Candidate candidate, boolean isTrial) {}

    /** @param trials how many places are kept for newcomers */
    public static List<Place> order(List<Candidate> candidates, LocalDate day, int trials) {
        List<Candidate> sorted = candidates.stream()
                .sorted(Comparator.comparingLong(Candidate::rank)
                        .reversed()
                        .thenComparing(candidate -> turn(candidate, day)))
                .toList();
        Iterator<Candidate> newcomers = sorted.stream()
                .filter(Candidate::isNewcomer)
                .sorted(Comparator.comparing(candidate -> turn(candidate, day)))
                .iterator();
        Set<Candidate> left = new LinkedHashSet<>(sorted);
        Invariants.hold(left.size() == candidates.size(), "a candidate is ranked once");
        List<Place> places = new ArrayList<>();
        int tried = 0;
        while (!left.isEmpty()) {
            boolean isTrial = tried < trials && (places.size() + 1) % TRIAL_EVERY == 0;
            Candidate next = isTrial ? next(newcomers, left) : left.iterator().next();
            tried += isTrial ? 1 : 0;
            left.remove(next);
            places.add(new Place(next, isTrial && next.isNewcomer()));
        }
        return places;
    }

    private static Candidate next(Iterator<Candidate> newcomers, Set<Candidate> left) {
        while (newcomers.hasNext()) {
            Candidate next = newcomers.next();
            if (left.contains(next)) {
                return next;
            }
        }
        return left.iterator().next();
    }

    private static String turn(Candidate candidate, LocalDate day) {
        return Id.derive("turn", candidate.id().value(), day.toString());
    }
}
