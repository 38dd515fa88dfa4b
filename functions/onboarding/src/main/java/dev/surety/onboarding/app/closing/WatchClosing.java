package dev.surety.onboarding.app.closing;

import dev.surety.model.id.Id;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.onboarding.app.Participant;
import dev.surety.onboarding.app.ParticipantEntries;
import dev.surety.onboarding.app.RulesInForce;
import dev.surety.onboarding.domain.Decided.Changed;
import dev.surety.onboarding.domain.ParticipantState;
import dev.surety.onboarding.domain.Verification;
import dev.surety.onboarding.domain.closing.ClosingRules;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.marketplace.Marketplaces;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Closes a participant once its money is settled: it looks when money of it has moved, and daily. Its entry is the
 * point of no return. Only then does {@link EraseParticipant} destroy, so a hold that comes first always wins.
 */
public final class WatchClosing {
    private final Journal journal;
    private final Marketplaces marketplaces;
    private final OpenMoney money;
    private final Clocks worlds;

    public WatchClosing(Journal journal, Marketplaces marketplaces, OpenMoney money, Clocks worlds) {
        this.journal = journal;
        this.marketplaces = marketplaces;
        this.money = money;
        this.worlds = worlds;
    }

    /** Looks at the parties of an escrow or payout, of which an event tells. An event is only a reason to look. */
    public void ended(ChainId chain, int number) {
        Optional<Entry> first = number < 1 ? Optional.empty() : journal.find(chain, 1);
        first.stream()
                .flatMap(entry -> Stream.of(entry.index().owner(), entry.index().counterparty()))
                .map(key -> key.substring(key.lastIndexOf('#') + 1))
                .filter(id -> Id.isWellFormed(ParticipantId.PREFIX, id))
                .forEach(id -> look(CreateParticipant.chain(chain.marketplace(), id)));
    }

    /** Does nothing to a participant that is not closing. */
    public void look(ChainId participant) {
        Contention.retry("a participant", () -> step(participant));
    }

    private Optional<Boolean> step(ChainId id) {
        StateChain chain = journal.state(id);
        Optional<ParticipantState> state = chain.last().map(last -> Participant.of(journal, last).state());
        if (state.filter(ParticipantState::isClosing).isEmpty()) {
            return Optional.of(false);
        }
        MarketplaceSettings settings = marketplaces.find(id.marketplace()).orElseThrow();
        Instant now = worlds.now(id.marketplace(), settings.mode());
        if (!ClosingRules.isToLook(state.get(), now)) {
            return Optional.of(false);
        }
        Optional<Changed> changed =
                ClosingRules.looked(state.get(), money.of(id, settings.currencies()), now);
        if (changed.isEmpty()) {
            return Optional.of(false);
        }
        ParticipantState judged =
                Verification.judge(changed.get().state(), RulesInForce.context(settings, now));
        var key = CommandKey.ofFact("closing", id.toString(), Integer.toString(chain.version()));
        var draft = ParticipantEntries.draft(id, changed.get().event(), judged, now, Actor.TIMER, key);
        return journal.append(chain, draft) instanceof Append.Done ? Optional.of(true) : Optional.empty();
    }
}
