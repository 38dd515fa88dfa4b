package dev.surety.ledger;

import dev.surety.runtime.wiring.Doors;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

/** Reads the books for callers, takes orders for work on them, and says how far it has come. */
public final class LedgerApi extends FunctionInvoker {
    public LedgerApi() {
        super(Doors.name(LedgerApi.class));
    }
}
