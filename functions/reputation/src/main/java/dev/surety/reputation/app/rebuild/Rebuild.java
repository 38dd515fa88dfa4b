package dev.surety.reputation.app.rebuild;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How far a rebuild has come. Each of its entries carries this.
 *
 * @param shard of the list of participants
 * @param participant the place of the last one that is done with
 * @param sale the place of the last sale of the next participant that is done with
 * @param own the lines that the entries of these sales have in the next participant's score
 * @param counts the sales looked at, and those put right
 * @param differing the scores that differed, the first ones of them
 */
public record Rebuild(
        Instant startedAt,
        Optional<Instant> finishedAt,
        int shard,
        Optional<String> participant,
        Optional<String> sale,
        long own,
        Map<String, Long> counts,
        List<Differing> differing) {
    static final int MOST_TOLD = 100;

    public Rebuild {
        counts = Map.copyOf(counts);
        differing = List.copyOf(differing);
    }

    /** A score, and its rank before and after. */
    public record Differing(String participant, String role, long was, long is) {}

    static Rebuild begun(Instant now) {
        return new Rebuild(now, Optional.empty(), 0, Optional.empty(), Optional.empty(), 0, Map.of(), List.of());
    }

    Rebuild counting(String what, long more) {
        if (more == 0) {
            return this;
        }
        Map<String, Long> all = new TreeMap<>(counts);
        all.merge(what, more, Math::addExact);
        return new Rebuild(startedAt, finishedAt, shard, participant, sale, own, all, differing);
    }

    Rebuild telling(Differing of) {
        List<Differing> all = new ArrayList<>(differing);
        if (all.size() < MOST_TOLD) {
            all.add(of);
        }
        return new Rebuild(startedAt, finishedAt, shard, participant, sale, own, counts, all)
                .counting("scoresDiffered", 1);
    }

    Rebuild atSale(String place, long more) {
        return new Rebuild(
                startedAt, finishedAt, shard, participant, Optional.of(place), own + more, counts, differing);
    }

    Rebuild after(String place) {
        return new Rebuild(
                startedAt, finishedAt, shard, Optional.of(place), Optional.empty(), 0, counts, differing);
    }

    Rebuild inShard(int next) {
        return new Rebuild(
                startedAt, finishedAt, next, Optional.empty(), Optional.empty(), 0, counts, differing);
    }

    Rebuild finished(Instant at) {
        return new Rebuild(startedAt, Optional.of(at), shard, participant, sale, own, counts, differing);
    }
}
