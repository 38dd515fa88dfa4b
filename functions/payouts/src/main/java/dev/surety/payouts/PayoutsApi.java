package dev.surety.payouts;

import dev.surety.runtime.wiring.Doors;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

/** The door for HTTP requests. */
public final class PayoutsApi extends FunctionInvoker {
    public PayoutsApi() {
        super(Doors.name(PayoutsApi.class));
    }
}
