package dev.surety.onboarding;

import dev.surety.runtime.wiring.Doors;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

/** The door that writes exports of participants' data: a queue. */
public final class ExportWriter extends FunctionInvoker {
    public ExportWriter() {
        super(Doors.name(ExportWriter.class));
    }
}
