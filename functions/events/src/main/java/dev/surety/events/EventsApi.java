package dev.surety.events;

import dev.surety.runtime.wiring.Doors;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

/** Shows the feed, and that this stack answers. */
public final class EventsApi extends FunctionInvoker {
    public EventsApi() {
        super(Doors.name(EventsApi.class));
    }
}
