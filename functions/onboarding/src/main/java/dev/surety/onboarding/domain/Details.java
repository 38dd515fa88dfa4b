package dev.surety.onboarding.domain;

import dev.surety.onboarding.domain.Capability.Status;
import dev.surety.onboarding.domain.ParticipantState.Account;
import dev.surety.onboarding.domain.Requirement.Awaiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Why a capability cannot be used, and who can do something about it. */
public final class Details {
    private static final String MARKETPLACE = "marketplace";

    private Details() {}

    /**
     * @param code the requirement's code, or a plain word
     * @param resolution one sentence for the marketplace's engineer
     * @param whoActs participant, marketplace or surety
     * @param contact where the participant may object to a decision
     */
    public record Detail(String code, String resolution, String whoActs, Optional<String> contact) {}

    /** Never empty, unless the capability is active or not requested. */
    public static List<Detail> of(ParticipantState state, String name) {
        Capability capability = state.capability(name);
        Status status = state.status(name);
        List<Detail> details = new ArrayList<>();
        if (status == Status.ACTIVE || status == Status.UNREQUESTED) {
            return details;
        }
        if (status == Status.UNSUPPORTED) {
            details.add(decided("not_offered", "The marketplace's rules do not offer this capability."));
            return details;
        }
        state.decision().filter(_ -> state.isDecidedAgainst(name)).ifPresent(of -> details.add(decided(
                of.kind().name().toLowerCase(Locale.ROOT),
                "The marketplace decided this, and can lift it. The participant may object there.")));
        if (state.isClosedTo(name)) {
            details.add(decided("closing", "The participant is being closed, and takes part in nothing new."));
        }
        if (!capability.enabled()) {
            details.add(decided("switched_off", "The marketplace switched this off, and can switch it on."));
        }
        state.restricting(name).forEach(open -> details.add(
                new Detail(open.code(), Codes.resolution(open.code()), word(open.awaiting()), Optional.empty())));
        if (state.isUsedUp(name)) {
            details.add(decided(
                    "limit_reached",
                    "The volume of thirty days is used up. It frees by time, or the marketplace raises it."));
        }
        boolean isUnjudged = state.requirements().isEmpty() && state.account() == Account.ONBOARDING;
        if (details.isEmpty() && isUnjudged) {
            details.add(decided("not_verified", "The marketplace has the participant's profile judged by a PATCH."));
        }
        if (details.isEmpty()) {
            details.add(decided("too_few_sales", "More escrows have to settle in the participant's favour."));
        }
        return details;
    }

    private static String word(Awaiting awaiting) {
        return awaiting.name().toLowerCase(Locale.ROOT);
    }

    private static Detail decided(String code, String resolution) {
        return new Detail(code, resolution, MARKETPLACE, Optional.of(MARKETPLACE));
    }
}
