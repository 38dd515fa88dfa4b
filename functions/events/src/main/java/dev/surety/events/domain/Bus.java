package dev.surety.events.domain;

import dev.surety.model.journal.ChainId;
import java.util.List;

/** Where functions hear of each other's events. */
public interface Bus {
    /** An event and the chain it belongs to, which only functions of ours are told. */
    record Notice(Event event, ChainId chain) {}

    /** How many of the notices, from the first, were taken before one was not. An outage may have taken some. */
    int publish(List<Notice> notices);
}
