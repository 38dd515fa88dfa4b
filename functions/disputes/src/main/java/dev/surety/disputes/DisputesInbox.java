package dev.surety.disputes;

import dev.surety.runtime.wiring.Doors;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

/** The door for wakes, commands of other functions and events of the bus: two queues. */
public final class DisputesInbox extends FunctionInvoker {
    public DisputesInbox() {
        super(Doors.name(DisputesInbox.class));
    }
}
