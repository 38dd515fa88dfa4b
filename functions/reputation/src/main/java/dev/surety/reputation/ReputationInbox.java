package dev.surety.reputation;

import dev.surety.runtime.wiring.Doors;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

/** The door for wakes and events of the bus: two queues. */
public final class ReputationInbox extends FunctionInvoker {
    public ReputationInbox() {
        super(Doors.name(ReputationInbox.class));
    }
}
