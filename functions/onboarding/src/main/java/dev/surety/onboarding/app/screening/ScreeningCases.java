package dev.surety.onboarding.app.screening;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Attention;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.onboarding.domain.screening.CaseEvent;
import dev.surety.onboarding.domain.screening.ScreeningCase.State;
import dev.surety.onboarding.domain.screening.ScreeningCase;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.EventTypes;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.journal.WholeState;
import dev.surety.runtime.json.Json;
import java.time.Instant;
import java.util.Optional;

/**
 * The chains of cases, {@code screening_case#<marketplace>#scr_…}, one for a participant who was ever hit. Each entry
 * has the whole case. A decision leaves a deadline until the participant's chain has it.
 */
public final class ScreeningCases {
    public static final String TYPE = "screening_case";
    public static final String ATTENTION = "screening_case";
    public static final int VERSION = 1;

    /** A name stands for one shape for ever. */
    public static final EventTypes<CaseEvent> NAMES = new EventTypes<CaseEvent>()
            .event("screening_case.matched.v1", CaseEvent.Matched.class)
            .event("screening_case.proposed.v1", CaseEvent.Proposed.class)
            .event("screening_case.differed.v1", CaseEvent.Differed.class)
            .event("screening_case.cleared.v1", CaseEvent.Cleared.class)
            .event("screening_case.confirmed.v1", CaseEvent.Confirmed.class)
            .event("screening_case.seen.v1", CaseEvent.Seen.class)
            .event("screening_case.told.v1", CaseEvent.Told.class);

    private ScreeningCases() {}

    /** The chain of a participant's case, whether there is one or not. */
    public static ChainId chain(MarketplaceId marketplace, String participant) {
        return new ChainId(TYPE, marketplace, ScreeningCase.id(marketplace, participant));
    }

    static String owner(MarketplaceId marketplace) {
        return TYPE + "#" + marketplace + "#all";
    }

    public static Optional<Entry> find(Journal journal, MarketplaceId marketplace, String id) {
        return Id.isWellFormed(ScreeningCase.PREFIX, id)
                ? journal.last(new ChainId(TYPE, marketplace, id))
                : Optional.empty();
    }

    public static ScreeningCase from(Entry entry) {
        return Json.shared(WholeState.in(entry), ScreeningCase.class, VERSION);
    }

    static Draft draft(
            StateChain chain,
            CaseEvent event,
            ScreeningCase after,
            Mode mode,
            Instant now,
            Actor actor,
            CommandKey key) {
        ChainId id = chain.id();
        var data = WholeState.data(event, after, after.state().code());
        Draft draft = Draft.of(NAMES.name(event), data, now, actor, key)
                .due(Optional.of(now).filter(_ -> !after.isTold()).map(at -> Clocks.due(id, mode, now, at)));
        Draft indexed = chain.isEmpty()
                ? draft.indexed(new Entry.Index(owner(id.marketplace()), "", ""))
                : draft;
        return attention(event, after).map(change -> indexed.attention(change.toString())).orElse(indexed);
    }

    /** A confirmed case stays in the queue until a person closes it: it is to be reported to the authority. */
    private static Optional<Attention> attention(CaseEvent event, ScreeningCase after) {
        return switch (event) {
            case CaseEvent.Matched _ when after.state() == State.POTENTIAL ->
                Optional.of(Attention.opens(ATTENTION));
            case CaseEvent.Matched _, CaseEvent.Proposed _, CaseEvent.Differed _, CaseEvent.Seen _, CaseEvent.Told _ ->
                Optional.empty();
            case CaseEvent.Cleared _ -> Optional.of(Attention.closes(ATTENTION));
            case CaseEvent.Confirmed _ -> Optional.of(Attention.opens(ATTENTION));
        };
    }
}
