package dev.surety.onboarding;

import dev.surety.runtime.wiring.Doors;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

/** The door for events of moved money, which count sales and bring participants to limits: a queue. */
public final class OnboardingInbox extends FunctionInvoker {
    public OnboardingInbox() {
        super(Doors.name(OnboardingInbox.class));
    }
}
