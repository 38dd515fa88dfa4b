package dev.surety.runtime.marketplace;

import dev.surety.model.id.MarketplaceId;
import dev.surety.runtime.journal.JournalIndexes;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Lists all participants of a marketplace as far as the index shows them by now. They lie in shards: a marketplace that
 * takes many at once writes to several index partitions, and a job can divide the work. Participants of the first
 * releases, which had no live ones, are not among them.
 */
public final class Participants {
    public static final String TYPE = "participant";
    public static final int SHARDS = 8;

    private static final int PAGE = 100;

    private final JournalIndexes hints;

    public Participants(JournalIndexes hints) {
        this.hints = hints;
    }

    /** The index key of a participant's first entry. */
    public static String owner(MarketplaceId marketplace, String participant) {
        return owner(marketplace, Math.floorMod(participant.hashCode(), SHARDS));
    }

    /** Ids, newest first within a shard; pages are read as they are asked for. */
    public Stream<String> all(MarketplaceId marketplace) {
        return IntStream.range(0, SHARDS).boxed().flatMap(shard -> shard(marketplace, shard));
    }

    public Stream<String> shard(MarketplaceId marketplace, int shard) {
        return hints.all(JournalIndexes.By.OWNER, owner(marketplace, shard), PAGE)
                .map(found -> found.chain().id());
    }

    /** A page of one shard, newest first. */
    public List<JournalIndexes.Found> page(
            MarketplaceId marketplace, int shard, int limit, Optional<JournalIndexes.Found> after) {
        return hints.list(JournalIndexes.By.OWNER, owner(marketplace, shard), limit, after);
    }

    private static String owner(MarketplaceId marketplace, int shard) {
        return TYPE + "#" + marketplace + "#all-" + shard;
    }
}
