package dev.surety.onboarding.app.document;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes.By;
import dev.surety.runtime.journal.JournalIndexes.Found;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.SideBySide;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a participant's documents, which an index names. */
public final class ReadDocuments {
    /** An answer counts no more participants with the same bytes than these hold. */
    private static final int MOST_SAME = 100;

    private final Journal journal;
    private final JournalIndexes hints;

    public ReadDocuments(Journal journal, JournalIndexes hints) {
        this.journal = journal;
        this.hints = hints;
    }

    /** @param next the place to go on from; empty at the end */
    public record Page(List<Entry> found, Optional<String> next) {}

    /** Newest first; empty if there is no such participant. */
    public Optional<Page> page(MarketplaceId marketplace, String participant, int limit, Optional<String> from) {
        return journal.last(CreateParticipant.chain(marketplace, participant))
                .map(_ -> list(marketplace, participant, limit, from.map(Found::parse)));
    }

    /** The chains of all documents of a participant. */
    public Stream<ChainId> all(MarketplaceId marketplace, String participant) {
        return hints.all(By.OWNER, Documents.owner(marketplace, participant), MOST_SAME).map(Found::chain);
    }

    private Page list(MarketplaceId marketplace, String participant, int limit, Optional<Found> from) {
        List<Found> found = hints.list(By.OWNER, Documents.owner(marketplace, participant), limit, from);
        return new Page(
                load(found),
                Optional.of(found).filter(of -> of.size() == limit).map(of -> of.getLast().place()));
    }

    private List<Entry> load(List<Found> found) {
        return SideBySide.map(Limits.LIST_READS_AT_ONCE, found, hint -> journal.last(hint.chain())).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    public Optional<Entry> find(MarketplaceId marketplace, String participant, String id) {
        return Documents.find(journal, marketplace, participant, id);
    }

    /** How many other participants have announced the same bytes. */
    public int sharedWith(Entry entry) {
        var known = Documents.from(entry);
        String same = Documents.sameBytes(entry.chain().marketplace(), known.file().sha256());
        return (int) load(hints.list(By.REFERENCE, same, MOST_SAME, Optional.empty())).stream()
                .map(other -> Documents.from(other).participant())
                .filter(other -> !other.equals(known.participant()))
                .distinct()
                .count();
    }
}
