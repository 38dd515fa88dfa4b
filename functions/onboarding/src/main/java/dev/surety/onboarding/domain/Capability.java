package dev.surety.onboarding.domain;

import dev.surety.model.standing.Standing;
import java.util.List;

/**
 * A capability of a participant, with its three owners.
 *
 * @param requested whether the marketplace wants it
 * @param offered whether the marketplace's rules have it at all
 * @param allowed whether verification allows it
 * @param enabled false while the marketplace has switched it off
 */
public record Capability(boolean requested, boolean offered, boolean allowed, boolean enabled) {
    /** All there are, in the order of every view. */
    public static final List<String> ALL =
            List.of(Standing.PAY, Standing.RECEIVE, Standing.PAYOUT, Standing.INSTANT_PAYOUT);

    /** Those that a payee is paid out by. */
    static final List<String> OUT = List.of(Standing.PAYOUT, Standing.INSTANT_PAYOUT);

    /** The capabilities of every new participant; the marketplace requests the others by themselves. */
    public static final List<String> REQUESTED = List.of(Standing.PAY, Standing.RECEIVE, Standing.PAYOUT);

    public enum Status {
        UNREQUESTED,
        UNSUPPORTED,
        PENDING,
        RESTRICTED,
        ACTIVE
    }

    static Capability requested(boolean requested) {
        return new Capability(requested, true, false, true);
    }

    /** A capability that was not wanted is judged like a new one: its participant never had it. */
    public Capability requesting(boolean wanted) {
        return new Capability(wanted, offered, allowed && wanted == requested, enabled);
    }

    public Capability enabling(boolean on) {
        return new Capability(requested, offered, allowed, on);
    }

    Capability judged(boolean isOffered, boolean isAllowed) {
        return new Capability(requested, isOffered, isAllowed, enabled);
    }
}
