package dev.surety.ledger.app.books;

import dev.surety.ledger.app.Present;
import dev.surety.ledger.domain.books.BookSpan;
import dev.surety.ledger.domain.export.ExportEvent;
import dev.surety.ledger.domain.export.LedgerExport;
import dev.surety.ledger.domain.period.Period;
import dev.surety.ledger.domain.period.PeriodEvent;
import dev.surety.ledger.domain.period.PeriodRules;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Attention;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.ChartOfAccounts;
import dev.surety.model.marketplace.MarketplaceSettings;
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
import dev.surety.runtime.marketplace.Marketplaces;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * The chains of periods, {@code period#<marketplace>#<yyyy-mm>}, and of exports, {@code
 * ledger_export#<marketplace>#lex_…}. Each entry has the whole state.
 */
public final class BookChains {
    public static final String PERIOD = "period";
    public static final String EXPORT = "ledger_export";
    static final String APPROVAL = "period_approval";

    public static final EventTypes<PeriodEvent> PERIODS = new EventTypes<PeriodEvent>()
            .event("period.closing.v1", PeriodEvent.Closing.class)
            .event("period.file_written.v1", PeriodEvent.FileWritten.class)
            .event("period.closed.v1", PeriodEvent.Closed.class)
            .event("period.rejected.v1", PeriodEvent.Rejected.class)
            .event("period.linked.v1", PeriodEvent.Linked.class);

    public static final EventTypes<ExportEvent> EXPORTS = new EventTypes<ExportEvent>()
            .event("export.requested.v1", ExportEvent.Requested.class)
            .event("export.ready.v1", ExportEvent.Ready.class)
            .event("export.linked.v1", ExportEvent.Linked.class);

    /** A file that no worker has written by then is begun once more: a nudge was lost, or a worker died. */
    private static final Duration AGAIN = Duration.ofMinutes(5);

    private final Journal journal;
    private final JournalIndexes indexes;
    private final Present present;

    public BookChains(Journal journal, JournalIndexes indexes, Present present) {
        this.journal = journal;
        this.indexes = indexes;
        this.present = present;
    }

    public Journal journal() {
        return journal;
    }

    public Present present() {
        return present;
    }

    public static ChainId period(MarketplaceId marketplace, String month) {
        return new ChainId(PERIOD, marketplace, month);
    }

    public static ChainId export(MarketplaceId marketplace, String id) {
        return new ChainId(EXPORT, marketplace, id);
    }

    public static Period period(Entry entry) {
        return PERIODS.state(entry, Period.class);
    }

    public static LedgerExport export(Entry entry) {
        return EXPORTS.state(entry, LedgerExport.class);
    }

    public Optional<Entry> last(ChainId id) {
        return journal.last(id);
    }

    /** The time of a month: as it is being closed, or was closed; else by the settings' time zone. */
    public BookSpan span(MarketplaceId marketplace, YearMonth month) {
        return find(marketplace, month)
                .filter(known -> known.state() != Period.State.REJECTED)
                .map(Period::span)
                .orElseGet(() -> PeriodRules.span(
                        month, present.zone(marketplace), find(marketplace, month.minusMonths(1))));
    }

    private Optional<Period> find(MarketplaceId marketplace, YearMonth month) {
        return journal.last(period(marketplace, month.toString())).map(BookChains::period);
    }

    /** By the time of the first entry, newest first. */
    public List<Found> list(String type, MarketplaceId marketplace, int limit, Optional<Found> after) {
        return indexes.list(By.OWNER, owner(type, marketplace), limit, after);
    }

    private static String owner(String type, MarketplaceId marketplace) {
        return type + "#" + marketplace + "#all";
    }

    /** The chart of accounts of a version of the settings; what Surety ships where there were none. */
    ChartOfAccounts chart(MarketplaceId marketplace, int settings) {
        return journal.find(Marketplaces.chain(marketplace), settings)
                .map(Marketplaces::from)
                .map(MarketplaceSettings::chart)
                .orElseGet(() -> new ChartOfAccounts(List.of()));
    }

    public Draft draft(
            StateChain chain, PeriodEvent event, Period after, Instant now, Actor actor, CommandKey key) {
        ObjectNode tells = Json.object().put("state", after.state().code()).put("period", chain.id().id());
        if (waits(after)) {
            ObjectNode approval = tells.putObject("approval")
                    .put("needed", 1)
                    .put("hash", after.file().orElseThrow().sha256());
            approval.putArray("makers").add(after.by());
        }
        Draft draft = draft(
                chain,
                Draft.of(PERIODS.name(event), WholeState.data(event, after, tells), at(chain, now), actor, key),
                after.state() == Period.State.CLOSING);
        boolean waited = chain.last().map(BookChains::period).filter(BookChains::waits).isPresent();
        return attention(event, waited).map(Attention::toString).map(draft::attention).orElse(draft);
    }

    private static boolean waits(Period period) {
        return period.state() == Period.State.AWAITING_APPROVAL;
    }

    private static Optional<Attention> attention(PeriodEvent event, boolean waited) {
        return switch (event) {
            case PeriodEvent.FileWritten _ -> Optional.of(Attention.opens(APPROVAL));
            case PeriodEvent.Closed _, PeriodEvent.Rejected _ ->
                Optional.of(Attention.closes(APPROVAL)).filter(_ -> waited);
            case PeriodEvent.Closing _, PeriodEvent.Linked _ -> Optional.empty();
        };
    }

    public Draft draft(
            StateChain chain, ExportEvent event, LedgerExport after, Instant now, Actor actor, CommandKey key) {
        ObjectNode tells = Json.object().put("state", after.state()).put("format", after.format().code());
        return draft(
                chain,
                Draft.of(EXPORTS.name(event), WholeState.data(event, after, tells), at(chain, now), actor, key),
                after.file().isEmpty());
    }

    private Draft draft(StateChain chain, Draft draft, boolean hasWork) {
        ChainId id = chain.id();
        Draft due = hasWork ? draft.due(Optional.of(present.due(id, draft.at(), AGAIN))) : draft;
        return chain.isEmpty()
                ? due.indexed(new Entry.Index(owner(id.type(), id.marketplace()), "", ""))
                : due;
    }

    private static Instant at(StateChain chain, Instant now) {
        return chain.last().map(Entry::at).filter(now::isBefore).orElse(now);
    }
}
