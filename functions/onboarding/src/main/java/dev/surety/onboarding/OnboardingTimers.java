package dev.surety.onboarding;

import dev.surety.runtime.wiring.Doors;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

/** The door for the deadlines of participants: a queue. */
public final class OnboardingTimers extends FunctionInvoker {
    public OnboardingTimers() {
        super(Doors.name(OnboardingTimers.class));
    }
}
