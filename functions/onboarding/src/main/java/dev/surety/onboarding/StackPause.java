package dev.surety.onboarding;

import dev.surety.runtime.wiring.Doors;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

/**
 * The door by which an operator of the stack stops money in all marketplaces. The operator invokes it by hand; no route
 * leads to it.
 */
public final class StackPause extends FunctionInvoker {
    public StackPause() {
        super(Doors.name(StackPause.class));
    }
}
