package dev.surety.onboarding.app.identity;

import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import java.util.List;
import java.util.Optional;

/**
 * The providers of a stack. A check is followed at the provider that it was started at.
 *
 * @param ofSandboxes the one that plays, in stacks that have sandboxes
 * @param live the one that checks real people
 */
public record IdentityProviders(Optional<IdentityProvider> ofSandboxes, Optional<IdentityProvider> live) {
    public Optional<IdentityProvider> of(Mode mode) {
        return mode == Mode.SANDBOX ? ofSandboxes : live;
    }

    public Optional<IdentityProvider> named(String name) {
        return List.of(ofSandboxes, live).stream()
                .flatMap(Optional::stream)
                .filter(provider -> provider.name().equals(name))
                .findFirst();
    }
}
