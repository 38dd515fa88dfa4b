package dev.surety.events.domain;

import dev.surety.model.id.Id;
import dev.surety.model.journal.ChainId;

/**
 * How far people are with a place, as the last entry of the place's own chain left it. Of two the one with the higher
 * number decides, in whatever order they come.
 *
 * @param place the chain that the place is about
 * @param sequence the entry that opened the place; if a later one has opened it again, this no longer counts
 * @param number the entry of the place's own chain
 * @param assignee the person who has it; empty where no person has
 * @param note the vault's commitment to the last note; empty without one
 */
public record Handling(
        ChainId place, String kind, int sequence, int number, String assignee, String note, boolean isClosed) {
    public static final String TYPE = "attention";
    private static final String PREFIX = "att";

    /** The place's own chain. */
    public static ChainId chain(ChainId place, String kind) {
        return new ChainId(TYPE, place.marketplace(), Id.derive(PREFIX, place.toString(), kind));
    }

    public ChainId chain() {
        return chain(place, kind);
    }

    boolean isOf(WorkItem item) {
        return item.chain().equals(place) && item.kind().equals(kind) && item.number() == sequence;
    }
}
