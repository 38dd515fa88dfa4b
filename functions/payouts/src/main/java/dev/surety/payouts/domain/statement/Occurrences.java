package dev.surety.payouts.domain.statement;

import java.util.HashMap;
import java.util.Map;

/** Counts equal lines while a statement is read. */
public final class Occurrences {
    private final Map<LineKey, Integer> counts = new HashMap<>();

    /** The number of this line among its equals so far, from 1. */
    public int next(LineKey key) {
        return counts.merge(key, 1, Integer::sum);
    }
}
