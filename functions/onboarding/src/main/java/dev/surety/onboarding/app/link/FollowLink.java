package dev.surety.onboarding.app.link;

import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.onboarding.domain.link.LinkEvent;
import dev.surety.onboarding.domain.link.OnboardingLink.State;
import dev.surety.onboarding.domain.link.OnboardingLink;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.marketplace.Marketplaces;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Opens links and completes them. Of two browsers that open one link at once, the one whose entry is appended has the
 * session. If the answer to that browser is lost, so is the link, and the marketplace makes another.
 */
public final class FollowLink {
    private final Journal journal;
    private final Marketplaces marketplaces;
    private final Clocks worlds;

    public FollowLink(Journal journal, Marketplaces marketplaces, Clocks worlds) {
        this.journal = journal;
        this.marketplaces = marketplaces;
        this.worlds = worlds;
    }

    public Optional<OnboardingLink> find(ChainId id) {
        return journal.last(id).map(OnboardingLinks::from);
    }

    /** Whether the link waits to be opened. */
    public boolean isOpenable(ChainId id) {
        return find(id).filter(link -> link.isOpenable(now(id))).isPresent();
    }

    /** The link whose session goes on; empty once it is over. */
    public Optional<OnboardingLink> session(ChainId id) {
        return find(id).filter(link -> link.isInSession(now(id)));
    }

    /** Opens the link; false if it was opened before, or too much time has passed. */
    public boolean open(ChainId id) {
        StateChain chain = journal.state(id);
        Optional<OnboardingLink> waiting =
                chain.last().map(OnboardingLinks::from).filter(link -> link.isOpenable(now(id)));
        return waiting.filter(link -> append(chain, new LinkEvent.Opened(), link.opened(now(id)))).isPresent();
    }

    /** Notes that the page had nothing more to ask for, once. */
    public void complete(ChainId id) {
        Contention.retry("an onboarding link", () -> {
            StateChain chain = journal.state(id);
            Optional<Entry> open =
                    chain.last().filter(last -> OnboardingLinks.from(last).state() == State.OPENED);
            boolean isDone = open.isEmpty()
                    || append(chain, new LinkEvent.Completed(), OnboardingLinks.from(open.get()).completed());
            return isDone ? Optional.of(true) : Optional.empty();
        });
    }

    /** Whether this very call appended it. */
    private boolean append(StateChain chain, LinkEvent event, OnboardingLink after) {
        var key = CommandKey.ofFact(OnboardingLinks.NAMES.name(event), chain.id().toString());
        Actor actor = Actor.of("participant:" + after.participant());
        var draft = OnboardingLinks.draft(event, after, now(chain.id()), actor, key);
        return journal.append(chain, draft) instanceof Append.Done(_, var fresh) && fresh;
    }

    private Instant now(ChainId id) {
        MarketplaceSettings settings = marketplaces.find(id.marketplace()).orElseThrow();
        return worlds.now(id.marketplace(), settings.mode()).truncatedTo(ChronoUnit.MILLIS);
    }
}
