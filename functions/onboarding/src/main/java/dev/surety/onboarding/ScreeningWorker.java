package dev.surety.onboarding;

import dev.surety.runtime.wiring.Doors;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

/** The door for runs over all participants, and for changes of the lists that begin them: a queue. */
public final class ScreeningWorker extends FunctionInvoker {
    public ScreeningWorker() {
        super(Doors.name(ScreeningWorker.class));
    }
}
