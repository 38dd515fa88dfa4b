package dev.surety.events;

import dev.surety.runtime.wiring.Doors;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

/** Relays entries again that messages name. */
public final class EventsRepublisher extends FunctionInvoker {
    public EventsRepublisher() {
        super(Doors.name(EventsRepublisher.class));
    }
}
