package dev.surety.escrow.domain.funds;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The looks for a chain that another function makes, after the event that tells of it. Each look in vain asks for the
 * chain again.
 *
 * @param since when the event told of it
 * @param next when to look again; empty once the chain was found, and after the last look
 * @param looks how often we looked
 * @param known whether the chain was found
 */
public record CaseTelling(Instant since, Optional<Instant> next, int looks, boolean known) {
    private static final List<Duration> LOOKS =
            List.of(Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofHours(24));

    public static Instant first(Instant since) {
        return since.plus(LOOKS.getFirst());
    }

    /** Before the first look. */
    public static CaseTelling begun(Instant first) {
        return new CaseTelling(first.minus(LOOKS.getFirst()), Optional.of(first), 0, false);
    }

    public CaseTelling looked(boolean found, Optional<Instant> again) {
        return new CaseTelling(since, again, looks + 1, found);
    }

    public CaseTelling found() {
        return new CaseTelling(since, Optional.empty(), looks, true);
    }

    public boolean isDue(Instant now) {
        return next.filter(at -> !now.isBefore(at)).isPresent();
    }

    /** Whether the last look was in vain, so that a person has to see to it. */
    public boolean isMissed() {
        return !known && next.isEmpty();
    }

    /** The look after this one, if it is in vain. */
    public Optional<Instant> after(Instant now) {
        if (looks + 1 >= LOOKS.size()) {
            return Optional.empty();
        }
        Instant planned = since.plus(LOOKS.get(looks + 1));
        Instant least = first(now);
        return Optional.of(planned.isBefore(least) ? least : planned);
    }
}
