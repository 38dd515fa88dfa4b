package dev.surety.reputation.domain.tally;

import dev.surety.model.Invariants;
import dev.surety.model.money.Money;
import dev.surety.reputation.domain.score.Role;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A sale's score chain, folded.
 *
 * @param reversed the numbers of the escrow's entries whose changes of fees are counted
 * @param changed the sum of these changes, in minor units
 * @param opinions as they were first weighed
 * @param standing by cause, what each cause weighs now
 * @param paid the fee units that the payer has been given for this sale
 * @param removed the reviewers whose opinion a moderator took away
 */
public record Tally(
        Optional<ScoreEvent.Ended> ended,
        Set<Integer> reversed,
        long changed,
        Map<Role, ScoreEvent.Weighed> opinions,
        Map<String, ScoreLine> standing,
        long paid,
        Set<Role> removed) {
    public static final Tally NONE =
            new Tally(Optional.empty(), Set.of(), 0, Map.of(), Map.of(), 0, Set.of());

    public static Tally of(List<ScoreEvent> events) {
        Tally tally = NONE;
        for (ScoreEvent event : events) {
            tally = tally.after(event);
        }
        return tally;
    }

    public ScoreEvent.Ended end() {
        return ended.orElseThrow(() -> new Invariants.Breach("a sale is weighed after its end"));
    }

    /** The fees that the marketplace keeps by now, in minor units. */
    public long fee() {
        return Math.max(0, Math.addExact(end().retained().amountMinor(), changed));
    }

    Tally after(ScoreEvent event) {
        Map<String, ScoreLine> now = new TreeMap<>(standing);
        long units = paid;
        for (ScoreLine line : event.lines()) {
            now.put(line.cause(), line);
            units += line.paid().map(ScoreLine.Paid::units).orElse(0L);
        }
        return switch (event) {
            case ScoreEvent.Ended first ->
                new Tally(Optional.of(first), reversed, changed, opinions, now, units, removed);
            case ScoreEvent.Weighed weighed -> {
                var more = new TreeMap<>(opinions);
                more.put(weighed.opinion().reviewer(), weighed);
                yield new Tally(ended, reversed, changed, more, now, units, removed);
            }
            case ScoreEvent.FactCounted _, ScoreEvent.Overturned _ ->
                new Tally(ended, reversed, changed, opinions, now, units, removed);
            case ScoreEvent.Reversed(int entry, Money change, var _) -> {
                var more = new HashSet<>(reversed);
                more.add(entry);
                long sum = Math.addExact(changed, change.amountMinor());
                yield new Tally(ended, more, sum, opinions, now, units, removed);
            }
            case ScoreEvent.Removed(Role reviewer, var _) -> {
                var more = new HashSet<>(removed);
                more.add(reviewer);
                yield new Tally(ended, reversed, changed, opinions, now, units, more);
            }
            case ScoreEvent.Restored(Role reviewer, var _) -> {
                var fewer = new HashSet<>(removed);
                fewer.remove(reviewer);
                yield new Tally(ended, reversed, changed, opinions, now, units, fewer);
            }
        };
    }
}
