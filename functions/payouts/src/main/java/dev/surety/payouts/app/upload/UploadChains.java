package dev.surety.payouts.app.upload;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Attention;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.payouts.app.payout.Present;
import dev.surety.payouts.domain.upload.UploadedFile;
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
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * The chains of one kind of uploaded files. The last entry of each holds all of its state, and a deadline while it
 * reads.
 */
public abstract class UploadChains<F extends UploadedFile<F>> {
    /** An upload that has not come by then is given up. */
    static final Duration UPLOAD = Duration.ofDays(1);

    private static final Duration SOON = Duration.ofMinutes(1);

    private final String type;
    private final String prefix;
    private final Class<F> kind;
    private final Events events;
    private final Journal journal;
    private final JournalIndexes indexes;
    private final Present present;

    protected UploadChains(
            String type,
            String prefix,
            Class<F> kind,
            Events events,
            Journal journal,
            JournalIndexes indexes,
            Present present) {
        this.type = type;
        this.prefix = prefix;
        this.kind = kind;
        this.events = events;
        this.journal = journal;
        this.indexes = indexes;
        this.present = present;
    }

    /** The names of the events that each kind has. They stand whole in the code, so that a search finds them. */
    public record Events(String uploading, String surveyed, String rejected) {}

    /** The work that a person has with the file from now on. */
    protected abstract Optional<Attention> attention(F before, F after);

    /** The word with which events name the file's sender. */
    protected abstract Optional<String> reference(F file);

    /** After so long we look at an ended file again. */
    protected abstract Optional<Duration> again(F file);

    /** The key of its bytes in the store of files. */
    public static String key(ChainId chain) {
        return "uploads/" + chain.marketplace() + "/" + chain.id();
    }

    final Events events() {
        return events;
    }

    public final Journal journal() {
        return journal;
    }

    public final Optional<Uploaded<F>> find(ChainId id) {
        if (!Id.isWellFormed(prefix, id.id())) {
            return Optional.empty();
        }
        StateChain chain = journal.state(id);
        return chain.last().map(entry -> new Uploaded<>(chain, read(entry, kind)));
    }

    public static <F> F read(Entry entry, Class<F> kind) {
        return Json.read(Json.canonical(Json.object(entry.data()).path("file")), kind);
    }

    /** The file as the answer to the command tells that appended the entry. */
    public final Uploaded<F> told(ChainId id, Entry entry) {
        return new Uploaded<>(journal.state(id), read(entry, kind));
    }

    /** The entry that begins a file, for a command to append. */
    public final Draft begins(ChainId id, F file, Actor actor, CommandKey key) {
        return draft(id, file, events.uploading(), file.uploadedAt(), actor, key)
                .indexed(new Entry.Index(owner(id.marketplace()), "", ""));
    }

    /** Appends the next state. Nothing if another worker took the place. */
    public final Optional<Uploaded<F>> append(Uploaded<F> to, F file, String event, Instant now) {
        Instant at = to.chain().last().map(Entry::at).filter(now::isBefore).orElse(now);
        CommandKey key = CommandKey.ofFact(type, to.id().toString(), event, Integer.toString(to.chain().version()));
        Draft draft = draft(to.id(), file, event, at, Actor.RECONCILER, key);
        Draft opened = attention(to.file(), file)
                .map(of -> draft.attention(of.toString()))
                .orElse(draft);
        return journal.append(to.chain(), opened) instanceof Append.Done ? find(to.id()) : Optional.empty();
    }

    private Draft draft(ChainId id, F file, String event, Instant at, Actor actor, CommandKey key) {
        Mode mode = present.settings(id.marketplace()).mode();
        ObjectNode data = Json.object();
        data.set("file", Json.tree(file));
        ObjectNode tells = data.putObject("tells").put("state", file.state().word());
        reference(file).ifPresent(of -> tells.put("reference", of));
        return Draft.of(event, data, at, actor, key)
                .due(due(file, at).map(when -> Clocks.due(id, mode, at, when)));
    }

    private Optional<Instant> due(F file, Instant at) {
        return switch (file.state()) {
            case UPLOADING -> Optional.of(file.uploadedAt().plus(UPLOAD));
            case READING -> Optional.of(at.plus(SOON));
            case MATCHED, MATCHED_WITH_EXCEPTIONS, REJECTED -> again(file).map(at::plus);
        };
    }

    private String owner(MarketplaceId marketplace) {
        return type + "#" + marketplace + "#all";
    }

    /** Newest first. */
    public final List<Found> list(MarketplaceId marketplace, int limit, Optional<Found> after) {
        return indexes.list(By.OWNER, owner(marketplace), limit, after);
    }
}
