package dev.surety.onboarding.domain;

import dev.surety.model.standing.Standing;
import java.util.function.Function;

/** The capabilities of a participant. */
public record Capabilities(Capability pay, Capability receive, Capability payout, Capability instantPayout) {
    /** @param capability makes each of {@link Capability#ALL} */
    public static Capabilities of(Function<String, Capability> capability) {
        return new Capabilities(
                capability.apply(Standing.PAY),
                capability.apply(Standing.RECEIVE),
                capability.apply(Standing.PAYOUT),
                capability.apply(Standing.INSTANT_PAYOUT));
    }

    public Capability get(String name) {
        return switch (name) {
            case Standing.PAY -> pay;
            case Standing.RECEIVE -> receive;
            case Standing.PAYOUT -> payout;
            case Standing.INSTANT_PAYOUT -> instantPayout;
            default -> throw new IllegalArgumentException("not a capability");
        };
    }

    public Capabilities with(String changed, Capability now) {
        return of(name -> name.equals(changed) ? now : get(name));
    }
}
