package dev.surety.sandbox;

import dev.surety.runtime.wiring.Doors;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

/** The door of the sandbox's own routes: HTTP. */
public final class SandboxApi extends FunctionInvoker {
    public SandboxApi() {
        super(Doors.name(SandboxApi.class));
    }
}
