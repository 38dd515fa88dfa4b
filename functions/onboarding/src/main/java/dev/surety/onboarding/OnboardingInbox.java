package dev.surety.onboarding;

import dev.surety.runtime.wiring.Doors;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

/** The door for other functions' events that change participants: a queue. */
public final class OnboardingInbox extends FunctionInvoker {
    public OnboardingInbox() {
        super(Doors.name(OnboardingInbox.class));
    }
}
