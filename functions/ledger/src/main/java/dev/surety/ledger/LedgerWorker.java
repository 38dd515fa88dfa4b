package dev.surety.ledger;

import dev.surety.runtime.wiring.Doors;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

/** Does work on the books that takes longer than an answer may. */
public final class LedgerWorker extends FunctionInvoker {
    public LedgerWorker() {
        super(Doors.name(LedgerWorker.class));
    }
}
