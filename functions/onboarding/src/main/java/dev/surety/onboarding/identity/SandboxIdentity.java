package dev.surety.onboarding.identity;

import dev.surety.model.id.MarketplaceId;
import dev.surety.onboarding.app.identity.IdentityProvider;
import dev.surety.onboarding.domain.proof.ProofError;
import dev.surety.runtime.resilience.Outage;
import dev.surety.simulator.identity.SimulatedIdentity.Result;
import dev.surety.simulator.identity.SimulatedIdentity;
import java.net.URI;
import java.util.Optional;

/** The provider of sandbox marketplaces: adapts the simulated one to our port. */
public final class SandboxIdentity implements IdentityProvider {
    public static final String NAME = "sandbox";

    private final SimulatedIdentity provider;
    private final String publicUrl;

    /** @param publicUrl where its page is */
    public SandboxIdentity(SimulatedIdentity provider, String publicUrl) {
        this.provider = provider;
        this.publicUrl = publicUrl;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Answer start(Order order) {
        try {
            return answer(
                    order.check(),
                    provider.start(order.marketplace(), order.check(), order.person().name(), order.returnUrl()));
        } catch (Outage unanswered) {
            return new Answer.Unknown();
        }
    }

    @Override
    public Answer find(MarketplaceId marketplace, String check, Optional<String> reference) {
        try {
            return answer(check, provider.find(marketplace, check));
        } catch (Outage unanswered) {
            return new Answer.Unknown();
        }
    }

    private Answer answer(String check, Result result) {
        String reference = "sandbox_" + check;
        return switch (result) {
            case Result.Waits(var expiresAt) ->
                new Answer.Waits(reference, URI.create(publicUrl + "/sandbox/identity/" + check), expiresAt);
            case Result.Processes() -> new Answer.Processes(reference);
            case Result.Verified() -> new Answer.Verified(reference, Seen.NOTHING);
            case Result.Failed(var code) ->
                new Answer.Failed(reference, ProofError.find(code).orElse(ProofError.DOCUMENT_NOT_VERIFIED));
            case Result.Revoked() -> new Answer.Revoked(reference);
            case Result.NotFound() -> new Answer.NotFound();
            case Result.Unanswered() -> new Answer.Unknown();
        };
    }
}
