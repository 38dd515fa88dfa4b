package dev.surety.onboarding.app.rescreening;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.onboarding.domain.rescreening.ScreeningRun;
import dev.surety.onboarding.domain.rescreening.ScreeningRunEvent.Paged;
import dev.surety.onboarding.domain.rescreening.ScreeningRunEvent.Rescreened;
import dev.surety.onboarding.domain.rescreening.ScreeningRunEvent.Started;
import dev.surety.onboarding.domain.rescreening.ScreeningRunEvent;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.journal.Append;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The chains of runs. A run's last entry holds its whole state, so a run of a million participants loads one entry. */
public final class ScreeningRuns {
    public static final String TYPE = "screening_run";
    public static final String PREFIX = "srn";

    static final EventTypes<ScreeningRunEvent> TYPES = new EventTypes<ScreeningRunEvent>()
            .event("screening.run_started.v1", Started.class)
            .event("screening.run_paged.v1", Paged.class)
            .event("screening.rescreened.v1", Rescreened.class);


    /** An entry with this member is on neither bus nor feed: pages are no news. */
    private static final String UNTOLD = "untold";

    /** Messages carry the work on; the timer takes over when one is lost. */
    private static final Duration SOON = Duration.ofMinutes(1);

    private final Journal journal;
    private final JournalIndexes indexes;

    public ScreeningRuns(Journal journal, JournalIndexes indexes) {
        this.journal = journal;
        this.indexes = indexes;
    }

    /** A run as an entry of its chain left it. */
    public record Stored(Entry entry, ScreeningRun run) {
        public String id() {
            return entry.chain().id();
        }

        public int version() {
            return entry.number();
        }
    }

    public static ChainId chain(MarketplaceId marketplace, String id) {
        return new ChainId(TYPE, marketplace, id);
    }

    /** The chain that a caller names; nothing if the id has not the form of one. */
    public static Optional<ChainId> parse(MarketplaceId marketplace, String id) {
        return Id.isWellFormed(PREFIX, id) ? Optional.of(chain(marketplace, id)) : Optional.empty();
    }

    public static Stored of(Entry entry) {
        return new Stored(entry, TYPES.state(entry, ScreeningRun.class));
    }

    Journal journal() {
        return journal;
    }

    public Optional<Stored> find(ChainId id) {
        return Id.isWellFormed(PREFIX, id.id()) ? journal.last(id).map(ScreeningRuns::of) : Optional.empty();
    }

    /** Newest first, as far as the index shows them by now. */
    public List<Found> list(MarketplaceId marketplace, int limit, Optional<Found> after) {
        return indexes.list(By.OWNER, owner(marketplace), limit, after);
    }

    Optional<Stored> newest(MarketplaceId marketplace) {
        return list(marketplace, 1, Optional.empty()).stream().findFirst().flatMap(found -> find(found.chain()));
    }

    private static String owner(MarketplaceId marketplace) {
        return TYPE + "#" + marketplace + "#all";
    }

    /** The entry that begins a run. */
    Draft begin(ChainId id, ScreeningRun run, Mode mode, Actor actor, CommandKey key) {
        return draft(id, new Started(), run, mode, run.begunAt(), actor, key)
                .indexed(new Entry.Index(owner(id.marketplace()), "", ""));
    }

    /** The run after the event, or nothing if another entry took the place. */
    Optional<Stored> append(StateChain chain, ScreeningRunEvent event, ScreeningRun after, Mode mode, Instant now) {
        var key = CommandKey.ofFact(
                chain.id().toString(), TYPES.name(event), Integer.toString(chain.version()));
        Draft draft = draft(chain.id(), event, after, mode, now, Actor.TIMER, key);
        return journal.append(chain, draft) instanceof Append.Done(var entry, var fresh) && fresh
                ? Optional.of(of(entry))
                : Optional.empty();
    }

    private static Draft draft(
            ChainId id,
            ScreeningRunEvent event,
            ScreeningRun after,
            Mode mode,
            Instant now,
            Actor actor,
            CommandKey key) {
        ObjectNode tells = Json.object()
                .put("state", after.state().code())
                .put("lists", after.order().to())
                .put("named", after.counts().named())
                .put("untouched", after.counts().untouched());
        ObjectNode data = WholeState.data(event, after, tells);
        if (event instanceof Paged) {
            data.put(UNTOLD, true);
        }
        return Draft.of(TYPES.name(event), data, now, actor, key)
                .due(due(after, now).map(at -> Clocks.due(id, mode, now, at)));
    }

    private static Optional<Instant> due(ScreeningRun run, Instant now) {
        return switch (run.state()) {
            case WORKING -> Optional.of(
                    now.isBefore(run.order().notBefore()) ? run.order().notBefore() : now.plus(SOON));
            case DONE -> Optional.empty();
        };
    }
}
