package dev.surety.onboarding.inbox;

import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.vault.Orphans;
import java.io.InputStream;
import java.time.DayOfWeek;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Function;

/**
 * Sweeps the vault once a day. It sweeps the day before yesterday, and the two days before that to make up for a failed
 * sweep. On Sundays it also sweeps texts that no index lists. If the store does not answer, the whole sweep fails and
 * the function's alarm reports it.
 */
public final class SweepVault implements Function<InputStream, Map<String, Object>> {
    private static final int FROM_DAYS_AGO = 2;
    private static final int TO_DAYS_AGO = 4;

    /**
     * No index lists these texts, so this sweep reads the whole vault. It spares young texts, which a slow refund order
     * may still name.
     */
    private static final DayOfWeek ALL_ON = DayOfWeek.SUNDAY;

    private static final int FROM_ALL_DAYS_AGO = 10;
    private static final int TO_ALL_DAYS_AGO = 24;

    private final Orphans orphans;
    private final InstantSource system;
    private final Metrics metrics;

    public SweepVault(Orphans orphans, InstantSource system, Metrics metrics) {
        this.orphans = orphans;
        this.system = system;
        this.metrics = metrics;
    }

    @Override
    public Map<String, Object> apply(InputStream schedule) {
        LocalDate today = LocalDate.ofInstant(system.instant(), ZoneOffset.UTC);
        int looked = 0;
        int destroyed = 0;
        for (int ago = FROM_DAYS_AGO; ago <= TO_DAYS_AGO; ago++) {
            Orphans.Swept swept = orphans.sweep(today.minusDays(ago));
            looked += swept.looked();
            destroyed += swept.destroyed();
        }
        if (today.getDayOfWeek() == ALL_ON) {
            // Two weeks back from the tenth day make up for a failed Sunday.
            Orphans.Swept swept =
                    orphans.sweepAll(today.minusDays(TO_ALL_DAYS_AGO), today.minusDays(FROM_ALL_DAYS_AGO));
            looked += swept.looked();
            destroyed += swept.destroyed();
        }
        metrics.count("orphans", "edge", "schedule", destroyed);
        return Map.of("looked", looked, "destroyed", destroyed);
    }
}
