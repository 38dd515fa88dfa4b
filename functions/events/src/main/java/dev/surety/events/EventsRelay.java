package dev.surety.events;

import dev.surety.runtime.wiring.Doors;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

/** Relays the journal's stream to the bus and the feed. */
public final class EventsRelay extends FunctionInvoker {
    public EventsRelay() {
        super(Doors.name(EventsRelay.class));
    }
}
