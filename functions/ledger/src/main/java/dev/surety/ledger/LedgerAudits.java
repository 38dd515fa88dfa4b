package dev.surety.ledger;

import dev.surety.runtime.wiring.Doors;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

/** Audits the books when an operator asks. */
public final class LedgerAudits extends FunctionInvoker {
    public LedgerAudits() {
        super(Doors.name(LedgerAudits.class));
    }
}
