package dev.surety.disputes.domain.statement;

import dev.surety.model.Invariants.Breach;
import dev.surety.model.Invariants;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The sentences of decisions about a participant. */
final class Restrictions {
    /** A suspicion is told to no participant: the account is under review, and no more. */
    private static final Set<String> SECRET = Set.of("fraud_suspected", "under_review");

    /** By the codes that onboarding takes. */
    private static final Map<String, String> REASONS = Map.of(
            "fraud_suspected", "The account is under review.",
            "under_review", "The account is under review.",
            "terms_breached", "The marketplace finds that its terms were breached.",
            "court_order", "A court or an authority has ordered it.",
            "information_missing", "Information is missing that the marketplace has to have.",
            "inactive", "The account has not been used for a long time.",
            "own_request", "You have asked for it.",
            "other", "The marketplace gives the reason in its own words.");

    private static final Map<String, String> TAKEN = Map.of(
            "pay", "pay",
            "receive", "be paid",
            "payout", "have money paid out",
            "instant_payout", "have money paid out at once",
            "inflow", "take part in new payments",
            "outflow", "have money paid out");

    private Restrictions() {}

    /** Whether the participant must not read the facts. */
    static boolean isSecret(String code) {
        return SECRET.contains(code);
    }

    static String reason(String code) {
        return Optional.ofNullable(REASONS.get(code))
                .orElseThrow(() -> new Breach("reasons-given: each reason of a restriction has a sentence"));
    }

    static String sentence(RestrictionReasons.Kind kind, List<String> taken) {
        return switch (kind) {
            case SUSPENDED -> "Your account is suspended: you cannot pay, be paid or have money paid out.";
            case REJECTED ->
                "Your account is rejected for good: you cannot pay, be paid or have money paid out.";
            case RESTRICTED -> "Your account is restricted: you cannot " + words(taken) + ".";
            case BLOCKED -> "Your account is blocked: you cannot " + words(taken) + ".";
        };
    }

    private static String words(List<String> taken) {
        return String.join(", or ", taken.stream()
                .map(one -> {
                    String words = TAKEN.get(one);
                    Invariants.hold(words != null, "reasons-given: each capability has a name in plain words");
                    return words;
                })
                .distinct()
                .toList());
    }
}
