package dev.surety.events.domain;

import dev.surety.model.journal.Attention;
import dev.surety.model.journal.ChainId;
import java.time.Instant;

/**
 * A place in a work queue, as the entry with this number left it. A chain has at most one place of a kind. Of two
 * entries the one with the higher number decides, in whatever order and however often they come.
 *
 * @param at when the entry was made in its world: since when the place is open, if it is
 * @param event the entry's event without its version
 */
public record WorkItem(ChainId chain, String kind, boolean isOpen, Instant at, int number, String event) {
    public static WorkItem of(ChainId chain, Attention attention, Event event) {
        return new WorkItem(
                chain,
                attention.kind(),
                attention.change() == Attention.Change.OPENS,
                event.at(),
                event.sequence(),
                event.type());
    }
}
