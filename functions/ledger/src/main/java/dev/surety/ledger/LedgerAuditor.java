package dev.surety.ledger;

import dev.surety.runtime.wiring.Doors;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

/** Audits the books on schedule. */
public final class LedgerAuditor extends FunctionInvoker {
    public LedgerAuditor() {
        super(Doors.name(LedgerAuditor.class));
    }
}
