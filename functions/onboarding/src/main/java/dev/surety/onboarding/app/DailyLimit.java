package dev.surety.onboarding.app;

import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.journal.JournalIndexes.By;
import dev.surety.runtime.journal.JournalIndexes.Found;
import dev.surety.runtime.journal.JournalIndexes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How many chains of one kind a participant begins within 24 hours. The index is enough to count them: the limit keeps
 * stores and bills small, and decides about no money.
 *
 * @param code by which a refusal names it
 * @param detail for the caller
 */
public record DailyLimit(String code, int most, String detail) {
    /** The refusal of one more; empty if there is room. */
    public Optional<Refusal> exceeded(JournalIndexes hints, String owner, Instant now) {
        List<Found> last = hints.list(By.OWNER, owner, most, Optional.empty());
        Instant dayAgo = now.minus(Duration.ofDays(1));
        boolean isFull = last.size() == most && Instant.parse(last.getLast().at()).isAfter(dayAgo);
        return isFull ? Optional.of(CommonReason.limited(code, most, most + 1L, detail)) : Optional.empty();
    }
}
