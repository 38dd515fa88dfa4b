package dev.surety.onboarding.app;

import dev.surety.model.id.MarketplaceId;
import dev.surety.onboarding.domain.ParticipantState;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.marketplace.Participants;
import dev.surety.runtime.resilience.SideBySide;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds a marketplace's participants by their present state. No index holds it, so a page looks at a bounded number of
 * participants, and may hold fewer than it was asked for.
 */
public final class FindParticipants {
    /** How many participants one page looks at, at most. */
    static final int LOOKED_AT = 200;

    private static final int AT_ONCE = 8;
    private static final int STEP = 50;

    private final Journal journal;
    private final Participants participants;

    public FindParticipants(Journal journal, JournalIndexes hints) {
        this.journal = journal;
        this.participants = new Participants(hints);
    }

    /** @param status of the capability; without one it is to be active */
    public record Filter(
            Optional<String> state,
            Optional<String> capability,
            Optional<String> status,
            Optional<String> requirement) {
        boolean takes(ParticipantState of) {
            String wanted = status.orElse("active");
            return state.filter(name -> !name.equals(word(of.account()))).isEmpty()
                    && capability.filter(name -> !word(of.status(name)).equals(wanted)).isEmpty()
                    && requirement.filter(code -> of.requirement(code).isEmpty()).isEmpty();
        }

        private static String word(Enum<?> value) {
            return value.name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param next the place to go on from; empty at the end */
    public record Page(List<Participant> found, Optional<String> next) {}

    /** @param from a place that an earlier page gave */
    public Page page(MarketplaceId marketplace, Filter filter, int limit, Optional<String> from) {
        int bar = from.map(place -> place.indexOf('|')).orElse(-1);
        int shard = from.map(place -> Integer.parseInt(place.substring(0, bar))).orElse(0);
        Optional<JournalIndexes.Found> after = from.map(place -> place.substring(bar + 1))
                .filter(place -> !place.isEmpty())
                .map(JournalIndexes.Found::parse);
        List<Participant> found = new ArrayList<>();
        int looked = 0;
        while (shard < Participants.SHARDS) {
            List<JournalIndexes.Found> step = participants.page(marketplace, shard, STEP, after);
            List<Optional<Participant>> loaded = SideBySide.map(
                    AT_ONCE, step, hint -> Participant.find(journal, hint.chain()));
            for (int i = 0; i < step.size(); i++) {
                loaded.get(i).filter(of -> filter.takes(of.state())).ifPresent(found::add);
                if (found.size() == limit) {
                    return new Page(found, Optional.of(shard + "|" + step.get(i).place()));
                }
            }
            looked += step.size();
            boolean isShardOver = step.size() < STEP;
            after = isShardOver ? Optional.empty() : Optional.of(step.getLast());
            shard += isShardOver ? 1 : 0;
            if (looked >= LOOKED_AT && shard < Participants.SHARDS) {
                return new Page(
                        found, Optional.of(shard + "|" + after.map(JournalIndexes.Found::place).orElse("")));
            }
        }
        return new Page(found, Optional.empty());
    }
}
