package dev.surety.onboarding.identity;

import dev.surety.model.id.MarketplaceId;
import dev.surety.onboarding.app.identity.IdentityProvider;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.Outage;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a provider that fails from using up every function's time. Outages count as failures and become {@code
 * Unknown}; so does a call that the open breaker does not let through. Any other exception is a bug of ours, and goes
 * up. The reconciler asks again.
 */
public final class GuardedIdentity implements IdentityProvider {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedIdentity.class);

    private final IdentityProvider provider;
    private final CircuitBreaker breaker;

    public GuardedIdentity(IdentityProvider provider) {
        this.provider = provider;
        this.breaker = CircuitBreaker.of(
                provider.name(),
                CircuitBreakerConfig.custom()
                        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(Limits.GATEWAY_BREAKER_WINDOW_CALLS)
                        .minimumNumberOfCalls(Limits.GATEWAY_BREAKER_WINDOW_CALLS)
                        .failureRateThreshold(Limits.GATEWAY_BREAKER_FAILURE_PERCENT)
                        .waitDurationInOpenState(Limits.GATEWAY_BREAKER_OPEN)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .automaticTransitionFromOpenToHalfOpenEnabled(false)
                        .recordExceptions(Outage.class)
                        .build());
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public Answer start(Order order) {
        return guarded(() -> provider.start(order));
    }

    @Override
    public Answer find(MarketplaceId marketplace, String check, Optional<String> reference) {
        return guarded(() -> provider.find(marketplace, check, reference));
    }

    private Answer guarded(Supplier<Answer> call) {
        try {
            return breaker.executeSupplier(call);
        } catch (CallNotPermittedException open) {
            return new Answer.Unknown();
        } catch (Outage unheard) {
            LOG.atWarn().setCause(unheard).log("a provider's answer is unknown");
            return new Answer.Unknown();
        }
    }
}
