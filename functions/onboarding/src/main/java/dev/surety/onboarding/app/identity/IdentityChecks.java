package dev.surety.onboarding.app.identity;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Attention;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.onboarding.domain.identity.CheckEvent;
import dev.surety.onboarding.domain.identity.IdentityCheck;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.EventTypes;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes.By;
import dev.surety.runtime.journal.JournalIndexes.Found;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.journal.WholeState;
import dev.surety.runtime.json.Json;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The chains of checks, {@code identity_check#<marketplace>#chk_…}. Each entry has the whole check, and leaves the
 * moment at which the provider is asked next.
 */
public final class IdentityChecks {
    public static final String TYPE = "identity_check";
    public static final String ATTENTION = "identity_check_delayed";
    public static final int VERSION = 1;

    /** A name stands for one shape for ever. */
    public static final EventTypes<CheckEvent> NAMES = new EventTypes<CheckEvent>()
            .event("identity_check.asked.v1", CheckEvent.Asked.class)
            .event("identity_check.started.v1", CheckEvent.Started.class)
            .event("identity_check.submitted.v1", CheckEvent.Submitted.class)
            .event("identity_check.looked.v1", CheckEvent.Looked.class)
            .event("identity_check.completed.v1", CheckEvent.Completed.class)
            .event("identity_check.failed.v1", CheckEvent.Failed.class)
            .event("identity_check.delayed.v1", CheckEvent.Delayed.class)
            .event("identity_check.told.v1", CheckEvent.Told.class);

    /** The member of the vault's words that has the return URL. */
    static final String RETURN_URL = "returnUrl";

    private static final int PAGE = 100;

    private IdentityChecks() {}

    public static ChainId chain(MarketplaceId marketplace, String id) {
        return new ChainId(TYPE, marketplace, id);
    }

    /** The index names a participant's checks under it, newest first. */
    public static String owner(MarketplaceId marketplace, String participant) {
        return TYPE + "#" + marketplace + "#" + participant;
    }

    /** All checks of a participant, as far as the index shows them by now. */
    public static Stream<ChainId> all(JournalIndexes hints, MarketplaceId marketplace, String participant) {
        return hints.all(By.OWNER, owner(marketplace, participant), PAGE).map(Found::chain);
    }

    public static boolean isId(String text) {
        return Id.isWellFormed(IdentityCheck.PREFIX, text);
    }

    public static Optional<Entry> find(Journal journal, MarketplaceId marketplace, String id) {
        return isId(id) ? journal.last(chain(marketplace, id)) : Optional.empty();
    }

    public static IdentityCheck from(Entry entry) {
        return Json.shared(WholeState.in(entry), IdentityCheck.class, VERSION);
    }

    static Draft draft(
            StateChain chain,
            CheckEvent event,
            IdentityCheck after,
            Mode mode,
            Instant now,
            Actor actor,
            CommandKey key) {
        ChainId id = chain.id();
        var data = WholeState.data(event, after, after.state().code());
        Draft draft = Draft.of(NAMES.name(event), data, now, actor, key)
                .due(after.due(now).map(at -> Clocks.due(id, mode, now, at)));
        boolean wasLate = chain.last().filter(last -> from(last).delayed()).isPresent();
        Draft indexed = chain.isEmpty()
                ? draft.indexed(new Entry.Index(owner(id.marketplace(), after.participant()), "", ""))
                : draft;
        return attention(event, wasLate).map(change -> indexed.attention(change.toString())).orElse(indexed);
    }

    private static Optional<Attention> attention(CheckEvent event, boolean wasLate) {
        return switch (event) {
            case CheckEvent.Delayed _ -> Optional.of(Attention.opens(ATTENTION));
            case CheckEvent.Completed _, CheckEvent.Failed _ ->
                Optional.of(Attention.closes(ATTENTION)).filter(_ -> wasLate);
            case CheckEvent.Asked _,
                    CheckEvent.Started _,
                    CheckEvent.Submitted _,
                    CheckEvent.Looked _,
                    CheckEvent.Told _ ->
                Optional.empty();
        };
    }
}
