package dev.surety.payouts.app.statement;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Attention;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.payouts.app.payout.Present;
import dev.surety.payouts.domain.statement.StatementFile;
import dev.surety.payouts.domain.statement.StatementFile.State;
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

/** The chains of uploaded statements. The last entry of each holds all of its state, and a deadline while it reads. */
public final class StatementChains {
    public static final String TYPE = "bank_statement";
    public static final String PREFIX = "bs";

    static final String UPLOADING = "bank_statement.uploading.v1";
    static final String SURVEYED = "bank_statement.surveyed.v1";
    static final String JOINED = "bank_statement.joined.v1";
    static final String READ = "bank_statement.read.v1";
    static final String MATCHED = "bank_statement.matched.v1";
    static final String WITH_EXCEPTIONS = "bank_statement.matched_with_exceptions.v1";
    static final String REJECTED = "bank_statement.rejected.v1";
    static final String LOOKED_AGAIN = "bank_statement.looked.v1";
    static final String REOPENED = "bank_statement.reopened.v1";

    /** The kind of work that a statement leaves which does not fit to the others of its account. */
    public static final String GAP = "statement_gap";

    /** An entry of a NACHA file that a person has to act on within six bank days. No entry closes it. */
    public static final String UNREAD = "notice_unread";

    /** An upload that has not come by then is given up. */
    static final Duration UPLOAD = Duration.ofDays(1);

    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration LOOKED = Duration.ofDays(1);

    private final Journal journal;
    private final JournalIndexes indexes;
    private final Present present;

    public StatementChains(Journal journal, JournalIndexes indexes, Present present) {
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

    /** A statement as its chain's last entry has it. */
    public record Stored(StateChain chain, StatementFile file) {
        public ChainId id() {
            return chain.id();
        }
    }

    Journal journal() {
        return journal;
    }

    Present present() {
        return present;
    }

    public Optional<Stored> find(ChainId id) {
        if (!Id.isWellFormed(PREFIX, id.id())) {
            return Optional.empty();
        }
        StateChain chain = journal.state(id);
        return chain.last().map(entry -> new Stored(chain, read(entry)));
    }

    /** The entry that begins a statement, for a command to append. */
    Draft begins(ChainId id, StatementFile file, Actor actor, CommandKey key) {
        return draft(id, file, UPLOADING, file.uploadedAt(), actor, key)
                .indexed(new Entry.Index(owner(id.marketplace()), "", ""));
    }

    /** Appends the next state. Nothing if another worker took the place. */
    Optional<Stored> append(Stored to, StatementFile file, String event, Instant now) {
        Instant at = to.chain().last().map(Entry::at).filter(now::isBefore).orElse(now);
        CommandKey key = CommandKey.ofFact(TYPE, to.id().toString(), event, Integer.toString(to.chain().version()));
        Draft draft = draft(to.id(), file, event, at, Actor.RECONCILER, key);
        Optional<Attention> attention = attention(to.file(), file);
        Draft opened = attention.map(of -> draft.attention(of.toString())).orElse(draft);
        return journal.append(to.chain(), opened) instanceof Append.Done ? find(to.id()) : Optional.empty();
    }

    private Draft draft(ChainId id, StatementFile file, String event, Instant at, Actor actor, CommandKey key) {
        Mode mode = present.settings(id.marketplace()).mode();
        ObjectNode data = Json.object();
        data.set("file", Json.tree(file));
        data.putObject("tells").put("state", word(file.state()));
        return Draft.of(event, data, at, actor, key)
                .due(due(file, at).map(when -> Clocks.due(id, mode, at, when)));
    }

    /** Only a statement that people have to look at leaves work; a line that does has its own place. */
    private static Optional<Attention> attention(StatementFile before, StatementFile after) {
        boolean refuses = after.state() == State.MATCHED_WITH_EXCEPTIONS
                && after.parts().stream()
                        .flatMap(part -> part.refused().stream())
                        .anyMatch(why -> !why.equals("other_account") && !why.equals(StatementFile.NOTED));
        boolean isUnread = after.state() == State.MATCHED_WITH_EXCEPTIONS
                && after.kind().filter(ReadNotices.KIND::equals).isPresent();
        if (before.state().hasEnded() || !(refuses || isUnread)) {
            return Optional.empty();
        }
        return Optional.of(Attention.opens(isUnread ? UNREAD : GAP));
    }

    private static Optional<Instant> due(StatementFile file, Instant at) {
        return switch (file.state()) {
            case UPLOADING -> Optional.of(file.uploadedAt().plus(UPLOAD));
            case READING -> Optional.of(at.plus(SOON));
            case MATCHED, MATCHED_WITH_EXCEPTIONS, REJECTED ->
                file.waiting() > 0 ? Optional.of(at.plus(LOOKED)) : Optional.empty();
        };
    }

    public static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    static StatementFile read(Entry entry) {
        return Json.read(Json.canonical(Json.object(entry.data()).path("file")), StatementFile.class);
    }

    private static String owner(MarketplaceId marketplace) {
        return TYPE + "#" + marketplace + "#all";
    }

    /** Newest first. */
    public List<Found> list(MarketplaceId marketplace, int limit, Optional<Found> after) {
        return indexes.list(By.OWNER, owner(marketplace), limit, after);
    }
}
