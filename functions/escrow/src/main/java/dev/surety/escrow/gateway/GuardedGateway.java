package dev.surety.escrow.gateway;

import dev.surety.escrow.app.Gateway;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PaymentId;
import dev.surety.runtime.resilience.Limits;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a sick gateway from taking every function's time with it. While the breaker is open a charge is declined
 * without a call, which is certain because none was made under its reference; asking and cancelling stay unknown.
 * Whatever a gateway throws is unknown. Nothing is retried here: the reconciler asks again.
 */
public final class GuardedGateway implements Gateway {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedGateway.class);

    private final Gateway gateway;
    private final CircuitBreaker breaker;

    public GuardedGateway(Gateway gateway) {
        this.gateway = gateway;
        this.breaker = CircuitBreaker.of(
                "gateway-" + gateway.name(),
                CircuitBreakerConfig.custom()
                        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(Limits.GATEWAY_BREAKER_WINDOW_CALLS)
                        .minimumNumberOfCalls(Limits.GATEWAY_BREAKER_WINDOW_CALLS)
                        .failureRateThreshold(Limits.GATEWAY_BREAKER_FAILURE_PERCENT)
                        .waitDurationInOpenState(Limits.GATEWAY_BREAKER_OPEN)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .automaticTransitionFromOpenToHalfOpenEnabled(false)
                        .recordResult(answer -> answer instanceof Answer.Unknown)
                        .build());
    }

    @Override
    public String name() {
        return gateway.name();
    }

    @Override
    public Answer charge(Charge charge) {
        return guarded(() -> gateway.charge(charge), new Answer.Declined("gateway_unavailable"));
    }

    @Override
    public Optional<Answer> find(MarketplaceId marketplace, PaymentId reference) {
        Answer found = guarded(
                () -> gateway.find(marketplace, reference).orElse(Absent.ANSWER), new Answer.Unknown());
        return found.equals(Absent.ANSWER) ? Optional.empty() : Optional.of(found);
    }

    @Override
    public Answer cancel(MarketplaceId marketplace, PaymentId reference) {
        return guarded(() -> gateway.cancel(marketplace, reference), new Answer.Unknown());
    }

    private Answer guarded(Supplier<Answer> call, Answer whenOpen) {
        try {
            return breaker.executeSupplier(call);
        } catch (CallNotPermittedException open) {
            return whenOpen;
        } catch (RuntimeException thrown) {
            LOG.atWarn().setCause(thrown).log("a gateway's answer is unknown");
            return new Answer.Unknown();
        }
    }

    /** Stands for "the gateway does not know it" inside the breaker, which wants a value. */
    private static final class Absent {
        private static final Answer ANSWER = new Answer.Declined("absent");

        private Absent() {}
    }
}
