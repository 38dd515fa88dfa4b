package dev.surety.onboarding.app.document;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Attention;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.onboarding.app.ParticipantEntries;
import dev.surety.onboarding.domain.document.Document;
import dev.surety.onboarding.domain.document.DocumentEvent;
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

/** The chains of documents, {@code document#<marketplace>#doc_…}. Each entry has the whole document. */
public final class Documents {
    public static final String TYPE = "document";
    public static final String ATTENTION = ParticipantEntries.DOCUMENT_WAITS;
    public static final int VERSION = 1;

    /** A name stands for one shape for ever. */
    public static final EventTypes<DocumentEvent> NAMES = new EventTypes<DocumentEvent>()
            .event("document.announced.v1", DocumentEvent.Announced.class)
            .event("document.uploaded.v1", DocumentEvent.Uploaded.class)
            .event("document.opened.v1", DocumentEvent.Opened.class)
            .event("document.accepted.v1", DocumentEvent.Accepted.class)
            .event("document.rejected.v1", DocumentEvent.Rejected.class)
            .event("document.expired.v1", DocumentEvent.Expired.class)
            .event("document.told.v1", DocumentEvent.Told.class);

    private Documents() {}

    public static ChainId chain(MarketplaceId marketplace, String id) {
        return new ChainId(TYPE, marketplace, id);
    }

    static String owner(MarketplaceId marketplace, String participant) {
        return TYPE + "#" + marketplace + "#" + participant;
    }

    /** All documents of a marketplace with the same bytes. */
    static String sameBytes(MarketplaceId marketplace, String sha256) {
        return TYPE + "#" + marketplace + "#sha256-" + sha256;
    }

    /** A participant's document; empty if it is another's. */
    public static Optional<Entry> find(Journal journal, MarketplaceId marketplace, String participant, String id) {
        return Id.isWellFormed(Document.PREFIX, id)
                ? journal.last(chain(marketplace, id)).filter(last -> from(last).participant().equals(participant))
                : Optional.empty();
    }

    public static Document from(Entry entry) {
        return Json.shared(WholeState.in(entry), Document.class, VERSION);
    }

    static Draft draft(
            StateChain chain,
            DocumentEvent event,
            Document after,
            Mode mode,
            Instant now,
            Actor actor,
            CommandKey key) {
        ChainId id = chain.id();
        var data = WholeState.data(event, after, after.state().code());
        Draft draft = Draft.of(NAMES.name(event), data, now, actor, key)
                .due(after.due().map(at -> Clocks.due(id, mode, now, at)));
        Draft indexed = chain.isEmpty()
                ? draft.indexed(new Entry.Index(
                        owner(id.marketplace(), after.participant()),
                        "",
                        sameBytes(id.marketplace(), after.file().sha256())))
                : draft;
        return attention(event, after).map(change -> indexed.attention(change.toString())).orElse(indexed);
    }

    private static Optional<Attention> attention(DocumentEvent event, Document after) {
        return switch (event) {
            case DocumentEvent.Uploaded _ -> Optional.of(Attention.opens(ATTENTION));
            case DocumentEvent.Accepted _ -> Optional.of(Attention.closes(ATTENTION));
            case DocumentEvent.Rejected _ when after.decidedBy().isPresent() ->
                Optional.of(Attention.closes(ATTENTION));
            case DocumentEvent.Rejected _,
                    DocumentEvent.Announced _,
                    DocumentEvent.Opened _,
                    DocumentEvent.Expired _,
                    DocumentEvent.Told _ -> Optional.empty();
        };
    }
}
