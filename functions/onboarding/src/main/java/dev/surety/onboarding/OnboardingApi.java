package dev.surety.onboarding;

import dev.surety.runtime.wiring.Doors;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

/** The door of settings and participants: HTTP. */
public final class OnboardingApi extends FunctionInvoker {
    public OnboardingApi() {
        super(Doors.name(OnboardingApi.class));
    }
}
