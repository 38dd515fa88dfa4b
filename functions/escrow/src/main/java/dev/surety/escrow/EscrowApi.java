package dev.surety.escrow;

import dev.surety.runtime.wiring.Doors;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

/** The door of escrows: HTTP. */
public final class EscrowApi extends FunctionInvoker {
    public EscrowApi() {
        super(Doors.name(EscrowApi.class));
    }
}
