package dev.surety.escrow;

import dev.surety.runtime.wiring.Doors;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

/** The door for wakes: a queue. */
public final class EscrowInbox extends FunctionInvoker {
    public EscrowInbox() {
        super(Doors.name(EscrowInbox.class));
    }
}
