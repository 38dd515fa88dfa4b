package dev.surety.escrow;

import dev.surety.runtime.wiring.Doors;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

/** The door of the minute schedule, for the timers of every function in the stack. */
public final class Timers extends FunctionInvoker {
    public Timers() {
        super(Doors.name(Timers.class));
    }
}
