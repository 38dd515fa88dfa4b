package dev.surety.ledger;

import dev.surety.runtime.wiring.Doors;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

/** Writes the files of periods and exports, which take longer than an answer may. */
public final class BooksWriter extends FunctionInvoker {
    public BooksWriter() {
        super(Doors.name(BooksWriter.class));
    }
}
