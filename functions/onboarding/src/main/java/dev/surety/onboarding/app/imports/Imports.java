package dev.surety.onboarding.app.imports;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.onboarding.domain.imports.ImportEvent;
import dev.surety.onboarding.domain.imports.ParticipantImport;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.EventTypes;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.journal.WholeState;
import dev.surety.runtime.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The chains of imports, {@code import#<marketplace>#imp_…}. Each entry has the whole import, and no line of it. */
public final class Imports {
    public static final String TYPE = "import";
    public static final int VERSION = 1;

    /** A name stands for one shape for ever. */
    public static final EventTypes<ImportEvent> NAMES = new EventTypes<ImportEvent>()
            .event("import.announced.v1", ImportEvent.Announced.class)
            .event("import.started.v1", ImportEvent.Started.class)
            .event("import.paged.v1", ImportEvent.Paged.class)
            .event("import.finished.v1", ImportEvent.Finished.class)
            .event("import.rejected.v1", ImportEvent.Rejected.class)
            .event("import.expired.v1", ImportEvent.Expired.class);

    /** An entry with this member is on neither bus nor feed: pages are no news. */
    private static final String UNTOLD = "untold";

    /** Messages carry the work on; the timer takes over when one is lost. */
    private static final Duration SOON = Duration.ofMinutes(1);

    private Imports() {}

    public static ChainId chain(MarketplaceId marketplace, String id) {
        return new ChainId(TYPE, marketplace, id);
    }

    static String owner(MarketplaceId marketplace) {
        return TYPE + "#" + marketplace + "#all";
    }

    public static Optional<Entry> find(Journal journal, MarketplaceId marketplace, String id) {
        return Id.isWellFormed(ParticipantImport.PREFIX, id) ? journal.last(chain(marketplace, id)) : Optional.empty();
    }

    public static ParticipantImport from(Entry entry) {
        return Json.shared(WholeState.in(entry), ParticipantImport.class, VERSION);
    }

    static Draft draft(
            StateChain chain,
            ImportEvent event,
            ParticipantImport after,
            Mode mode,
            Instant now,
            Actor actor,
            CommandKey key) {
        ChainId id = chain.id();
        ObjectNode tells = Json.object()
                .put("state", after.state().code())
                .put("created", after.counts().created())
                .put("known", after.counts().known())
                .put("refused", after.counts().refused());
        ObjectNode data = WholeState.data(event, after, tells);
        if (event instanceof ImportEvent.Paged) {
            data.put(UNTOLD, true);
        }
        Draft draft = Draft.of(NAMES.name(event), data, now, actor, key)
                .due(due(after, now).map(at -> Clocks.due(id, mode, now, at)));
        return chain.isEmpty() ? draft.indexed(new Entry.Index(owner(id.marketplace()), "", "")) : draft;
    }

    private static Optional<Instant> due(ParticipantImport after, Instant now) {
        return switch (after.state()) {
            case AWAITING_UPLOAD -> Optional.of(after.linkEnds());
            case WORKING -> Optional.of(now.plus(SOON));
            case DONE, REJECTED, EXPIRED -> Optional.empty();
        };
    }
}
