package dev.surety.disputes;

import dev.surety.runtime.wiring.Doors;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

/** The door for HTTP requests. */
public final class DisputesApi extends FunctionInvoker {
    public DisputesApi() {
        super(Doors.name(DisputesApi.class));
    }
}
