package dev.surety.onboarding;

import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.onboarding.app.identity.IdentityProvider;
import dev.surety.onboarding.app.identity.IdentityProviders;
import dev.surety.onboarding.app.identity.StartIdentityCheck;
import dev.surety.onboarding.app.identity.WatchIdentityCheck;
import dev.surety.onboarding.http.identity.IdentityCheckRoutes;
import dev.surety.onboarding.identity.GuardedIdentity;
import dev.surety.onboarding.identity.SandboxIdentity;
import dev.surety.onboarding.identity.stripe.StripeIdentity;
import dev.surety.onboarding.identity.stripe.StripeSignatures;
import dev.surety.runtime.edge.http.WebhookSignatures;
import dev.surety.runtime.edge.http.WebhookVerifier;
import dev.surety.runtime.settings.Environment;
import dev.surety.runtime.wiring.Platform;
import dev.surety.simulator.identity.SimulatedIdentity;
import java.util.Optional;

/** Wires identity checks: the provider that plays where the stack has sandboxes, and Stripe where it is configured. */
record IdentityParts(Platform with) {
    IdentityProviders providers() {
        Optional<IdentityProvider> sandbox = Environment.find("SANDBOX_TABLE")
                .map(table -> new SandboxIdentity(
                        new SimulatedIdentity(
                                with.dynamo(), table, marketplace -> with.clocks().now(marketplace, Mode.SANDBOX)),
                        publicUrl()));
        Optional<IdentityProvider> live = Environment.find("IDENTITY_PROVIDER")
                .filter(StripeIdentity.NAME::equals)
                .map(_ -> new GuardedIdentity(new StripeIdentity(with.secrets())));
        return new IdentityProviders(sandbox, live);
    }

    static String publicUrl() {
        return Environment.find("PUBLIC_URL").orElse("");
    }

    private static String ownPage() {
        return publicUrl().isEmpty() ? "" : publicUrl() + "/onboarding";
    }

    WatchIdentityCheck watching() {
        return new WatchIdentityCheck(with.journal(), with.marketplaces(), with.vault(), providers(), with.clocks());
    }

    IdentityCheckRoutes routes() {
        IdentityProviders providers = providers();
        return new IdentityCheckRoutes(
                with.journal(),
                new StartIdentityCheck(
                        with.journal(),
                        with.indexes(),
                        with.marketplaces(),
                        with.vault(),
                        providers,
                        with.clocks(),
                        ownPage()),
                watching(),
                with.keys(),
                publicUrl());
    }

    /** Each provider signs in its own way. */
    WebhookVerifier signatures() {
        var ours = new WebhookSignatures(with.secrets(), with.clock());
        var stripe = new StripeSignatures(with.secrets(), with.clock());
        return (gateway, endpoint, headers, body) -> gateway.equals(StripeIdentity.NAME)
                ? stripe.isGenuine(gateway, endpoint, headers, body)
                : ours.isGenuine(gateway, endpoint, headers, body);
    }
}
