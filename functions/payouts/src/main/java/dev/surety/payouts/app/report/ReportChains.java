package dev.surety.payouts.app.report;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Attention;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.payouts.app.payout.Present;
import dev.surety.payouts.domain.report.ReportFile;
import dev.surety.payouts.domain.report.ReportFile.State;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.journal.JournalIndexes.By;
import dev.surety.runtime.journal.JournalIndexes.Found;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The chains of uploaded reports. The last entry of each holds all of its state, and a deadline while it reads. */
public final class ReportChains {
    public static final String TYPE = "gateway_report";
    public static final String PREFIX = "gr";

    /** The kind of work that a report leaves which contradicts an earlier one. */
    public static final String DIFFERS = "gateway_report_differs";

    /** An upload that has not come by then is given up. */
    static final Duration UPLOAD = Duration.ofDays(1);

    static final String UPLOADING = "gateway_report.uploading.v1";
    static final String SURVEYED = "gateway_report.surveyed.v1";
    static final String READ = "gateway_report.read.v1";
    static final String SETTLED = "gateway_report.settled.v1";
    static final String MATCHED = "gateway_report.matched.v1";
    static final String WITH_EXCEPTIONS = "gateway_report.matched_with_exceptions.v1";
    static final String REJECTED = "gateway_report.rejected.v1";

    private static final Duration SOON = Duration.ofMinutes(1);

    private final Journal journal;
    private final JournalIndexes indexes;
    private final Present present;

    ReportChains(Journal journal, JournalIndexes indexes, Present present) {
        this.journal = journal;
        this.indexes = indexes;
        this.present = present;
    }

    public static ChainId chain(MarketplaceId marketplace, String id) {
        return new ChainId(TYPE, marketplace, id);
    }

    /** The key of its bytes in the store of files. */
    public static String key(ChainId chain) {
        return "uploads/" + chain.marketplace() + "/" + chain.id();
    }

    /** A report as its chain's last entry has it. */
    public record Stored(StateChain chain, ReportFile file) {
        public ChainId id() {
            return chain.id();
        }
    }

    Journal journal() {
        return journal;
    }

    public Optional<Stored> find(ChainId id) {
        if (!Id.isWellFormed(PREFIX, id.id())) {
            return Optional.empty();
        }
        StateChain chain = journal.state(id);
        return chain.last().map(entry -> new Stored(chain, read(entry)));
    }

    /** The entry that begins a report, for a command to append. */
    Draft begins(ChainId id, ReportFile file, Actor actor, CommandKey key) {
        return draft(id, file, UPLOADING, file.uploadedAt(), actor, key)
                .indexed(new Entry.Index(owner(id.marketplace()), "", ""));
    }

    /** Appends the next state. Nothing if another worker took the place. */
    Optional<Stored> append(Stored to, ReportFile file, String event, Instant now) {
        Instant at = to.chain().last().map(Entry::at).filter(now::isBefore).orElse(now);
        CommandKey key = CommandKey.ofFact(TYPE, to.id().toString(), event, Integer.toString(to.chain().version()));
        Draft draft = draft(to.id(), file, event, at, Actor.RECONCILER, key);
        boolean differs = hasEnded(file.state())
                && file.state() != State.REJECTED
                && !file.problems().isEmpty();
        Draft opened = differs ? draft.attention(Attention.opens(DIFFERS).toString()) : draft;
        return journal.append(to.chain(), opened) instanceof Append.Done ? find(to.id()) : Optional.empty();
    }

    private Draft draft(ChainId id, ReportFile file, String event, Instant at, Actor actor, CommandKey key) {
        Mode mode = present.settings(id.marketplace()).mode();
        ObjectNode data = Json.object();
        data.set("file", Json.tree(file));
        data.putObject("tells").put("state", word(file.state())).put("reference", file.gateway());
        return Draft.of(event, data, at, actor, key)
                .due(due(file, at).map(when -> Clocks.due(id, mode, at, when)));
    }

    private static Optional<Instant> due(ReportFile file, Instant at) {
        return switch (file.state()) {
            case UPLOADING -> Optional.of(file.uploadedAt().plus(UPLOAD));
            case READING -> Optional.of(at.plus(SOON));
            case MATCHED, MATCHED_WITH_EXCEPTIONS, REJECTED -> Optional.empty();
        };
    }

    private static boolean hasEnded(State state) {
        return state != State.UPLOADING && state != State.READING;
    }

    public static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    static ReportFile read(Entry entry) {
        return Json.read(Json.canonical(Json.object(entry.data()).path("file")), ReportFile.class);
    }

    private static String owner(MarketplaceId marketplace) {
        return TYPE + "#" + marketplace + "#all";
    }

    /** Newest first. */
    public List<Found> list(MarketplaceId marketplace, int limit, Optional<Found> after) {
        return indexes.list(By.OWNER, owner(marketplace), limit, after);
    }
}
