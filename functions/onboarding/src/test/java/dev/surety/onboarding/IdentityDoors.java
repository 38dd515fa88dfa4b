package dev.surety.onboarding;

import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.clock.FixedClock;
import dev.surety.dynamo.faults.Faults;
import dev.surety.model.id.MarketplaceId;
import dev.surety.onboarding.app.identity.IdentityProvider;
import dev.surety.onboarding.app.identity.IdentityProviders;
import dev.surety.onboarding.app.identity.StartIdentityCheck;
import dev.surety.onboarding.app.identity.WatchIdentityCheck;
import dev.surety.onboarding.http.identity.IdentityCheckRoutes;
import dev.surety.onboarding.identity.GuardedIdentity;
import dev.surety.onboarding.identity.SandboxIdentity;
import dev.surety.onboarding.identity.stripe.StripeSignatures;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.WebhookSignatures;
import dev.surety.runtime.edge.http.WebhookVerifier;
import dev.surety.runtime.journal.Fingerprints;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.secrets.Secrets;
import dev.surety.runtime.vault.Vault;
import dev.surety.simulator.identity.SimulatedIdentity;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The parts of a test's world that have to do with identity checks. */
final class IdentityDoors {
    static final String PUBLIC = "https://api.example";

    private final Parts with;

    /** The provider that plays, its calls numbered among the faults. */
    final SimulatedIdentity sandbox;

    /** The providers; a test may put others in their place before its first call. */
    private IdentityProviders providers;

    record Parts(
            Faults faults,
            DynamoDbClient dynamo,
            Journal journal,
            Vault vault,
            Secrets secrets,
            Clocks worlds,
            FixedClock clock) {}

    IdentityDoors(Parts with) {
        this.with = with;
        this.sandbox = new SimulatedIdentity(with.dynamo(), SuretyTables.SANDBOX, _ -> with.clock().instant());
        var playing = new Faulty(new SandboxIdentity(sandbox, PUBLIC), with.faults());
        this.providers = new IdentityProviders(Optional.of(new GuardedIdentity(playing)), Optional.empty());
    }

    /** A provider of the test in place of the one that plays. */
    void replace(IdentityProvider other) {
        providers = new IdentityProviders(Optional.of(other), Optional.empty());
    }

    private IdentityProvider current() {
        return providers.ofSandboxes().orElseThrow();
    }

    /** Asks whichever provider there is at that moment. */
    private IdentityProviders late() {
        return new IdentityProviders(
                Optional.of(new IdentityProvider() {
                    @Override
                    public String name() {
                        return current().name();
                    }

                    @Override
                    public Answer start(Order order) {
                        return current().start(order);
                    }

                    @Override
                    public Answer find(MarketplaceId marketplace, String check, Optional<String> reference) {
                        return current().find(marketplace, check, reference);
                    }
                }),
                Optional.empty());
    }

    WatchIdentityCheck watching() {
        return new WatchIdentityCheck(
                with.journal(), new Marketplaces(with.journal()), with.vault(), late(), with.worlds());
    }

    IdentityCheckRoutes routes() {
        return new IdentityCheckRoutes(
                with.journal(),
                new StartIdentityCheck(
                        with.journal(),
                        new JournalIndexes(with.dynamo(), SuretyTables.JOURNAL),
                        new Marketplaces(with.journal()),
                        with.vault(),
                        late(),
                        with.worlds(),
                        PUBLIC + "/onboarding"),
                watching(),
                new RequestKeys(new Fingerprints(with.secrets())),
                PUBLIC);
    }

    WebhookVerifier signatures() {
        var ours = new WebhookSignatures(with.secrets(), with.clock());
        var stripe = new StripeSignatures(with.secrets(), with.clock());
        return (gateway, endpoint, headers, body) -> gateway.equals("stripe")
                ? stripe.isGenuine(gateway, endpoint, headers, body)
                : ours.isGenuine(gateway, endpoint, headers, body);
    }

    String sign(String provider, String endpoint, byte[] body) {
        return new WebhookSignatures(with.secrets(), with.clock()).sign(provider, endpoint, body);
    }

    private record Faulty(IdentityProvider provider, Faults faults) implements IdentityProvider {
        @Override
        public String name() {
            return provider.name();
        }

        @Override
        public Answer start(Order order) {
            return faults.around(
                    "provider start", () -> provider.start(order), fate -> new Outage("no answer: " + fate));
        }

        @Override
        public Answer find(MarketplaceId marketplace, String check, Optional<String> reference) {
            return faults.around(
                    "provider find",
                    () -> provider.find(marketplace, check, reference),
                    fate -> new Outage("no answer: " + fate));
        }
    }
}
