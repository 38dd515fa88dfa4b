package dev.surety.sandbox;

import dev.surety.runtime.wiring.Doors;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

/** The door of the test clock's mover: a queue. */
public final class SandboxClock extends FunctionInvoker {
    public SandboxClock() {
        super(Doors.name(SandboxClock.class));
    }
}
