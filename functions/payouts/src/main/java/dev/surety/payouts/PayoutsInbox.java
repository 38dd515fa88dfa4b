package dev.surety.payouts;

import dev.surety.runtime.wiring.Doors;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

/** The door for wakes: a queue. */
public final class PayoutsInbox extends FunctionInvoker {
    public PayoutsInbox() {
        super(Doors.name(PayoutsInbox.class));
    }
}
