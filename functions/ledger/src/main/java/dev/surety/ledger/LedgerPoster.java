package dev.surety.ledger;

import dev.surety.runtime.wiring.Doors;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

/** Posts the journal's stream to the books. */
public final class LedgerPoster extends FunctionInvoker {
    public LedgerPoster() {
        super(Doors.name(LedgerPoster.class));
    }
}
