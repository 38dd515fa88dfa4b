package dev.surety.onboarding.app.method;

import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Attention;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.onboarding.app.Participant;
import dev.surety.onboarding.app.ParticipantEntries;
import dev.surety.onboarding.app.RulesInForce;
import dev.surety.onboarding.domain.ParticipantState;
import dev.surety.onboarding.domain.Verification;
import dev.surety.onboarding.domain.method.MethodDecision.Changed;
import dev.surety.onboarding.domain.method.MethodEvent;
import dev.surety.onboarding.domain.method.PayoutMethods;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.marketplace.Marketplaces;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A participant's chain, as commands about payout methods read it and add to it. */
record MethodChain(Participant participant, MarketplaceSettings settings, Instant now) {
    /** The work of people who look at a bank's notice of change. */
    private static final String CORRECTION = "method_correction";

    static MethodChain of(Journal journal, Marketplaces marketplaces, Clocks worlds, Entry last) {
        Participant participant = Participant.of(journal, last);
        MarketplaceSettings settings = marketplaces.find(last.chain().marketplace()).orElseThrow();
        Instant now = worlds.now(last.chain().marketplace(), participant.state().mode())
                .truncatedTo(ChronoUnit.MILLIS);
        return new MethodChain(participant, settings, now);
    }

    /** The chain with names that are others now, by the holder of an account. */
    MethodChain renamed() {
        return new MethodChain(new Participant(participant.entry(), state().renamed(now)), settings, now);
    }

    ChainId id() {
        return participant.entry().chain();
    }

    ParticipantState state() {
        return participant.state();
    }

    PayoutMethods methods() {
        return state().methods();
    }

    /** The event that a decision about a caller's command becomes. */
    MethodEvent event(Changed changed, int sharedWith) {
        var told = methods().channels(state().words(), now);
        return switch (changed.event()) {
            case ADDED -> new MethodEvent.Added(changed.id(), sharedWith, told);
            case CHANGED -> new MethodEvent.Changed(changed.id(), sharedWith, told);
            case DISABLED -> new MethodEvent.Disabled(changed.id(), sharedWith, told);
            case CHECKED ->
                new MethodEvent.Checked(changed.id(), changed.method().nameCheck().match());
            case VERIFIED -> new MethodEvent.Verified(changed.id());
        };
    }

    Draft draft(MethodEvent event, PayoutMethods after, Actor actor, CommandKey key) {
        ParticipantState judged =
                Verification.judge(state().withMethods(after), RulesInForce.context(settings, now));
        Draft draft = ParticipantEntries.draft(id(), event, judged, now, actor, key);
        if (methods().waitForPeople() == after.waitForPeople()) {
            return draft;
        }
        Attention change = after.waitForPeople() ? Attention.opens(CORRECTION) : Attention.closes(CORRECTION);
        return draft.attention(change.toString());
    }
}
