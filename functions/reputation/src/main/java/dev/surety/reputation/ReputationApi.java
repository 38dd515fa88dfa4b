package dev.surety.reputation;

import dev.surety.runtime.wiring.Doors;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

/** The door for HTTP requests. */
public final class ReputationApi extends FunctionInvoker {
    public ReputationApi() {
        super(Doors.name(ReputationApi.class));
    }
}
