package dev.surety.onboarding.app;

import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.onboarding.domain.Decided.Changed;
import dev.surety.onboarding.domain.IdentityAge;
import dev.surety.onboarding.domain.ParticipantRules;
import dev.surety.onboarding.domain.ParticipantState;
import dev.surety.onboarding.domain.Verification;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.marketplace.Marketplaces;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Does what time brings to a participant: a decision ends, a requirement warns or becomes past due. One wake appends
 * one entry, which leaves the next deadline. A crash between loses nothing: the deadline stands until an entry follows.
 */
public final class WakeParticipant {
    private final Journal journal;
    private final Marketplaces marketplaces;
    private final Clocks worlds;
    private final List<Consumer<ChainId>> others;

    /** @param others look at a participant whose deadline came for another reason; each appends for itself */
    public WakeParticipant(
            Journal journal, Marketplaces marketplaces, Clocks worlds, List<Consumer<ChainId>> others) {
        this.journal = journal;
        this.marketplaces = marketplaces;
        this.worlds = worlds;
        this.others = List.copyOf(others);
    }

    /**
     * @param number of the entry that left the deadline
     * @return false if the wake came too early, and must come again
     */
    public boolean wake(ChainId id, int number) {
        StateChain chain = journal.state(id);
        Optional<Entry> last = chain.last().filter(entry -> entry.number() == number);
        Optional<Entry.Due> due = last.flatMap(Entry::due);
        if (due.isEmpty()) {
            return true;
        }
        MarketplaceSettings settings = marketplaces.find(id.marketplace()).orElseThrow();
        Instant now = worlds.now(id.marketplace(), settings.mode());
        if (now.isBefore(due.get().at())) {
            return false;
        }
        ParticipantState state = Participant.of(journal, last.get()).state();
        Verification.Context context = RulesInForce.context(settings, now);
        Optional<Changed> changed = ParticipantRules.due(state, now).or(() -> IdentityAge.due(state, context));
        if (changed.isEmpty()) {
            others.forEach(look -> look.accept(id));
            return true;
        }
        ParticipantState judged = Verification.judge(changed.get().state(), context);
        CommandKey key = CommandKey.ofFact("timer", id.toString(), Integer.toString(number));
        // A lost race means that the chain has moved on: its new last entry has the deadline.
        journal.append(
                chain, ParticipantEntries.draft(id, changed.get().event(), judged, now, Actor.TIMER, key));
        return true;
    }
}
