package dev.surety.payouts.app.file;

import dev.surety.model.id.FileId;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Attention;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.payouts.app.payout.Present;
import dev.surety.payouts.domain.file.FileAttention;
import dev.surety.payouts.domain.file.FileEvent;
import dev.surety.payouts.domain.file.FileOrder;
import dev.surety.payouts.domain.file.FileTimes;
import dev.surety.payouts.domain.file.PayoutFile;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.EventTypes;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.journal.JournalIndexes.By;
import dev.surety.runtime.journal.JournalIndexes.Found;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.journal.WholeState;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Outage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The chains of files. Each entry carries the file's whole state; a page's payments stand in the page's own entry. */
public final class FileChains {
    public static final String TYPE = "payout_file";

    static final EventTypes<FileEvent> TYPES = new EventTypes<FileEvent>()
            .event("payout_file.begun.v1", FileEvent.Begun.class)
            .event("payout_file.page_composed.v1", FileEvent.PageComposed.class)
            .event("payout_file.waited.v1", FileEvent.Waited.class)
            .event("payout_file.composed.v1", FileEvent.Composed.class)
            .event("payout_file.emptied.v1", FileEvent.Emptied.class)
            .event("payout_file.written.v1", FileEvent.Written.class)
            .event("payout_file.linked.v1", FileEvent.Linked.class)
            .event("payout_file.handed_over.v1", FileEvent.HandedOver.class)
            .event("payout_file.verification_reported.v1", FileEvent.VerificationReported.class)
            .event("payout_file.answered.v1", FileEvent.Answered.class)
            .event("payout_file.refused.v1", FileEvent.Refused.class)
            .event("payout_file.differed.v1", FileEvent.Differed.class)
            .event("payout_file.void_asked.v1", FileEvent.VoidAsked.class)
            .event("payout_file.void_rejected.v1", FileEvent.VoidRejected.class)
            .event("payout_file.voided.v1", FileEvent.Voided.class)
            .event("payout_file.page_told.v1", FileEvent.PageTold.class)
            .event("payout_file.looked.v1", FileEvent.Looked.class);

    private static final int PAGE = 50;

    private final Journal journal;
    private final JournalIndexes indexes;
    private final Present present;

    public FileChains(Journal journal, JournalIndexes indexes, Present present) {
        this.journal = journal;
        this.indexes = indexes;
        this.present = present;
    }

    /** A file as an entry left it. */
    public record Stored(StateChain chain, Entry last, PayoutFile file) {
        public FileId id() {
            return new FileId(chain.id().id());
        }

        public int version() {
            return last.number();
        }
    }

    /** The actor of an entry, and the key that lets it happen once. */
    record Stamp(Actor actor, CommandKey key, Optional<String> note) {
        static Stamp timer(StateChain chain, String what) {
            var key = CommandKey.ofFact(chain.id().toString(), what, Integer.toString(chain.version()));
            return new Stamp(Actor.TIMER, key, Optional.empty());
        }
    }

    public static ChainId chain(MarketplaceId marketplace, FileId file) {
        return new ChainId(TYPE, marketplace, file.value());
    }

    Journal journal() {
        return journal;
    }

    Present present() {
        return present;
    }

    public Optional<Stored> find(MarketplaceId marketplace, FileId file) {
        return find(chain(marketplace, file));
    }

    Optional<Stored> find(ChainId id) {
        if (!Id.isWellFormed(FileId.PREFIX, id.id())) {
            return Optional.empty();
        }
        StateChain chain = journal.state(id);
        return chain.last().map(last -> new Stored(chain, last, state(last)));
    }

    /** The file as an entry of the same chain left it. */
    Stored at(Stored file, Entry entry) {
        return new Stored(file.chain(), entry, state(entry));
    }

    static PayoutFile state(Entry entry) {
        return TYPES.state(entry, PayoutFile.class);
    }

    /** Begins a file, unless it has begun. */
    public void begin(MarketplaceId marketplace, FileId id, FileOrder order, Instant now) {
        StateChain chain = journal.state(chain(marketplace, id));
        if (chain.isEmpty()) {
            var event = new FileEvent.Begun(order);
            Draft draft = draft(chain, event, PayoutFile.begun(order, now), now, Stamp.timer(chain, "begun"));
            String run = order.run().map(of -> key(marketplace, of.value())).orElse("");
            // Any first entry of this chain says the same.
            Append _ = journal.append(
                    chain,
                    draft.indexed(new Entry.Index(
                            key(marketplace, "all"), key(marketplace, "account-" + order.account()), run)));
        }
    }

    /** The file after the event, or nothing if another entry took the place. */
    Optional<Stored> append(Stored to, FileEvent event, Instant now, Stamp stamp) {
        Instant at = now.isBefore(to.last().at()) ? to.last().at() : now;
        Draft draft = draft(to.chain(), event, to.file().after(event, at), at, stamp);
        return journal.append(to.chain(), draft) instanceof Append.Done(var entry, var _)
                ? find(entry.chain())
                : Optional.empty();
    }

    private Draft draft(StateChain chain, FileEvent event, PayoutFile after, Instant at, Stamp stamp) {
        ChainId id = chain.id();
        var mode = present.settings(id.marketplace()).mode();
        ObjectNode data = WholeState.data(event, after, tells(event, after));
        Draft draft = Draft.of(TYPES.name(event), data, at, stamp.actor(), stamp.key())
                .note(stamp.note())
                .due(FileTimes.due(after, at).map(due -> Clocks.due(id, mode, at, due)));
        return FileAttention.of(event, after).map(Attention::toString).map(draft::attention).orElse(draft);
    }

    /** The public part of an entry, and for approvers what they are asked. */
    private static ObjectNode tells(FileEvent event, PayoutFile after) {
        ObjectNode tells = Json.object().put("state", after.state());
        tells.set("amount", Json.tree(after.sum()));
        if (event instanceof FileEvent.VoidAsked(var by)) {
            ObjectNode approval = tells.putObject("approval")
                    .put("needed", 1)
                    .put("hash", after.written().orElseThrow().sha256());
            approval.set("sum", Json.tree(after.sum()));
            ArrayNode makers = approval.putArray("makers");
            makers.add(by);
        }
        return tells;
    }

    /** The payments that a page of the file holds. */
    List<FileEvent.Payment> payments(Stored file, int page) {
        return journal.find(file.chain().id(), file.file().entryOf(page))
                .map(TYPES::read)
                .flatMap(event -> event instanceof FileEvent.PageComposed composed
                        ? Optional.of(composed.payments())
                        : Optional.empty())
                .orElseThrow(() -> new Outage("a page of a file is not there"));
    }

    private static String key(MarketplaceId marketplace, String of) {
        return TYPE + "#" + marketplace + "#" + of;
    }

    /** Newest first. */
    public List<Found> list(MarketplaceId marketplace, Optional<String> run, int limit, Optional<Found> after) {
        return run.isPresent()
                ? indexes.list(By.REFERENCE, key(marketplace, run.get()), limit, after)
                : indexes.list(By.OWNER, key(marketplace, "all"), limit, after);
    }

    /** The files of an account that began since, newest first, as far as the index shows them by now. */
    Stream<Stored> since(MarketplaceId marketplace, String account, Instant from) {
        return indexes.all(By.COUNTERPARTY, key(marketplace, "account-" + account), PAGE)
                .takeWhile(found -> !Instant.parse(found.at()).isBefore(from))
                .flatMap(found -> find(found.chain()).stream());
    }
}
