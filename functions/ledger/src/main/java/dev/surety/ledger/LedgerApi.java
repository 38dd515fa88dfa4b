package dev.surety.ledger;

import dev.surety.runtime.wiring.Doors;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

/** Reads the books for callers, takes orders for jobs on them, and tells their progress. */
public final class LedgerApi extends FunctionInvoker {
    public LedgerApi() {
        super(Doors.name(LedgerApi.class));
    }
}
