package dev.surety.onboarding.app.link;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.onboarding.domain.link.LinkEvent;
import dev.surety.onboarding.domain.link.OnboardingLink;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.EventTypes;
import dev.surety.runtime.journal.WholeState;
import dev.surety.runtime.json.Json;
import java.time.Instant;

/**
 * The chains of onboarding links, {@code onboarding_link#<marketplace>#onl_…}. Each entry has the whole link. No timer
 * looks at it: a link that time has ended is told by its last entry.
 */
public final class OnboardingLinks {
    public static final String TYPE = "onboarding_link";
    public static final int VERSION = 1;

    /** A name stands for one shape for ever. */
    public static final EventTypes<LinkEvent> NAMES = new EventTypes<LinkEvent>()
            .event("onboarding_link.created.v1", LinkEvent.Created.class)
            .event("onboarding_link.opened.v1", LinkEvent.Opened.class)
            .event("onboarding_link.completed.v1", LinkEvent.Completed.class);

    private OnboardingLinks() {}

    public static ChainId chain(MarketplaceId marketplace, String id) {
        return new ChainId(TYPE, marketplace, id);
    }

    public static OnboardingLink from(Entry entry) {
        return Json.shared(WholeState.in(entry), OnboardingLink.class, VERSION);
    }

    /** A participant's links; an export of its data has them. */
    static Draft first(MarketplaceId marketplace, OnboardingLink link, Instant now, Actor actor, CommandKey key) {
        var owner = new Entry.Index(TYPE + "#" + marketplace + "#" + link.participant(), "", "");
        return draft(new LinkEvent.Created(), link, now, actor, key).indexed(owner);
    }

    static Draft draft(LinkEvent event, OnboardingLink after, Instant now, Actor actor, CommandKey key) {
        return Draft.of(
                NAMES.name(event), WholeState.data(event, after, after.state().code()), now, actor, key);
    }
}
