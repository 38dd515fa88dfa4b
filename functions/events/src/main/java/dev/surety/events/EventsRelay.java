package dev.surety.events;

import dev.surety.runtime.wiring.Doors;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

/** Relays entries to the bus and the feed: those of the journal's stream, and again those that messages name. */
public final class EventsRelay extends FunctionInvoker {
    public EventsRelay() {
        super(Doors.name(EventsRelay.class));
    }
}
