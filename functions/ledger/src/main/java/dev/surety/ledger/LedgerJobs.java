package dev.surety.ledger;

import dev.surety.runtime.wiring.Doors;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

/** Takes orders for work on the books, and says how far it has come. */
public final class LedgerJobs extends FunctionInvoker {
    public LedgerJobs() {
        super(Doors.name(LedgerJobs.class));
    }
}
