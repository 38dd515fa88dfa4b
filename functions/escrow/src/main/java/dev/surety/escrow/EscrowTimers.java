package dev.surety.escrow;

import dev.surety.runtime.wiring.Doors;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

/** The door of the minute schedule. */
public final class EscrowTimers extends FunctionInvoker {
    public EscrowTimers() {
        super(Doors.name(EscrowTimers.class));
    }
}
