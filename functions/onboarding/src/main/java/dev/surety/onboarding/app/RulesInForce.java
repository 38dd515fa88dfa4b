package dev.surety.onboarding.app;

import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.marketplace.MarketplaceSettings.Onboarding;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.OnboardingRules;
import dev.surety.onboarding.domain.ShippedRules;
import dev.surety.onboarding.domain.Verification;
import java.time.Instant;
import java.util.Optional;

/** The rules that a marketplace's participants are judged by. */
public final class RulesInForce {
    private RulesInForce() {}

    /** Nothing for a sandbox whose settings have no rules: it verifies at once. */
    public static Optional<OnboardingRules> of(MarketplaceSettings settings) {
        Optional<OnboardingRules> own = settings.onboarding().map(Onboarding::rules);
        return own.isPresent() || settings.mode() == Mode.SANDBOX
                ? own
                : Optional.of(ShippedRules.of(settings.currencies()));
    }

    public static Verification.Context context(MarketplaceSettings settings, Instant now) {
        return new Verification.Context(of(settings), settings.version(), now);
    }
}
