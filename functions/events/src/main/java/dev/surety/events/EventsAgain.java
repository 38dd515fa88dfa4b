package dev.surety.events;

import dev.surety.runtime.wiring.Doors;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

/** Relays entries once more, as a republish asks for. */
public final class EventsAgain extends FunctionInvoker {
    public EventsAgain() {
        super(Doors.name(EventsAgain.class));
    }
}
