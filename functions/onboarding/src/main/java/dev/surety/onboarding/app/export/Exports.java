package dev.surety.onboarding.app.export;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.onboarding.domain.export.Export;
import dev.surety.onboarding.domain.export.ExportEvent;
import dev.surety.onboarding.domain.export.ExportRules.Changed;
import dev.surety.onboarding.domain.export.ExportRules;
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

/** The chains of exports, {@code participant_export#<marketplace>#exp_…}. Each entry has the whole export. */
public final class Exports {
    public static final String TYPE = "participant_export";
    public static final int VERSION = 1;

    /** A name stands for one shape for ever. */
    public static final EventTypes<ExportEvent> NAMES = new EventTypes<ExportEvent>()
            .event("participant.export_requested.v1", ExportEvent.Requested.class)
            .event("participant.export_begun.v1", ExportEvent.Begun.class)
            .event("participant.export_ready.v1", ExportEvent.Ready.class)
            .event("participant.export_linked.v1", ExportEvent.Linked.class)
            .event("participant.export_failed.v1", ExportEvent.Failed.class)
            .event("participant.export_gone.v1", ExportEvent.Gone.class);

    private static final int PAGE = 100;

    private Exports() {}

    public static ChainId chain(MarketplaceId marketplace, String id) {
        return new ChainId(TYPE, marketplace, id);
    }

    /** All exports of a participant, as far as the index shows them by now. */
    public static Stream<ChainId> all(JournalIndexes hints, MarketplaceId marketplace, String participant) {
        return hints.all(By.OWNER, owner(marketplace, participant), PAGE).map(Found::chain);
    }

    static String owner(MarketplaceId marketplace, String participant) {
        return TYPE + "#" + marketplace + "#" + participant;
    }

    /** A participant's export; empty if it is another's. */
    public static Optional<Entry> find(Journal journal, MarketplaceId marketplace, String participant, String id) {
        return Id.isWellFormed(Export.PREFIX, id)
                ? journal.last(chain(marketplace, id)).filter(last -> from(last).participant().equals(participant))
                : Optional.empty();
    }

    public static Export from(Entry entry) {
        return Json.shared(WholeState.in(entry), Export.class, VERSION);
    }

    static Draft draft(StateChain chain, Changed changed, Mode mode, Instant now, Actor actor, CommandKey key) {
        ChainId id = chain.id();
        Export after = changed.after();
        var data = WholeState.data(changed.event(), after, after.state().code());
        Draft draft = Draft.of(NAMES.name(changed.event()), data, now, actor, key)
                .due(ExportRules.due(after).map(at -> Clocks.due(id, mode, now, at)));
        return chain.isEmpty()
                ? draft.indexed(new Entry.Index(owner(id.marketplace(), after.participant()), "", ""))
                : draft;
    }
}
