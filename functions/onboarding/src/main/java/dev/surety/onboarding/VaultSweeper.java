package dev.surety.onboarding;

import dev.surety.runtime.wiring.Doors;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

/** The door of the daily schedule that destroys texts which no entry names. */
public final class VaultSweeper extends FunctionInvoker {
    public VaultSweeper() {
        super(Doors.name(VaultSweeper.class));
    }
}
