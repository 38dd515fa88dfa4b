package dev.surety.payouts.rail;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PayoutId;
import dev.surety.payouts.app.payout.Rail;
import dev.surety.runtime.resilience.Limits;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a failing rail from using up every function's time, with one circuit breaker for each marketplace. Exceptions
 * count as failures and become {@code Unknown}; answers do not count. While the breaker is open no payout is begun, for
 * {@link #isUp} says so. If it opens between the payout's entry and the call, there is no call and the decline is
 * certain. This class never retries: the reconciler asks again.
 */
public final class GuardedRail implements Rail {
    /** The code of a payout whose rail was not called. */
    public static final String UNAVAILABLE = "rail_unavailable";

    private static final Logger LOG = LoggerFactory.getLogger(GuardedRail.class);

    private final Rail rail;
    private final CircuitBreakerRegistry breakers;

    public GuardedRail(Rail rail) {
        this.rail = rail;
        this.breakers = CircuitBreakerRegistry.of(
                CircuitBreakerConfig.custom()
                        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(Limits.GATEWAY_BREAKER_WINDOW_CALLS)
                        .minimumNumberOfCalls(Limits.GATEWAY_BREAKER_WINDOW_CALLS)
                        .failureRateThreshold(Limits.GATEWAY_BREAKER_FAILURE_PERCENT)
                        .waitDurationInOpenState(Limits.GATEWAY_BREAKER_OPEN)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .automaticTransitionFromOpenToHalfOpenEnabled(false)
                        .build());
    }

    @Override
    public Result send(Transfer transfer) {
        return guarded(transfer.marketplace(), () -> rail.send(transfer), new Result.Declined(UNAVAILABLE));
    }

    @Override
    public Optional<Result> find(MarketplaceId marketplace, String account, PayoutId payout) {
        Result found = guarded(
                marketplace,
                () -> rail.find(marketplace, account, payout).orElse(Absent.ANSWER),
                new Result.Unknown());
        return found.equals(Absent.ANSWER) ? Optional.empty() : Optional.of(found);
    }

    @Override
    public Result close(Transfer transfer) {
        return guarded(transfer.marketplace(), () -> rail.close(transfer), new Result.Unknown());
    }

    @Override
    public boolean isUp(MarketplaceId marketplace, String name) {
        CircuitBreaker breaker = breaker(marketplace);
        boolean mayCall = breaker.tryAcquirePermission();
        if (mayCall) {
            breaker.releasePermission();
        }
        return mayCall && rail.isUp(marketplace, name);
    }

    private CircuitBreaker breaker(MarketplaceId marketplace) {
        return breakers.circuitBreaker(marketplace.value());
    }

    private Result guarded(MarketplaceId marketplace, Supplier<Result> call, Result whenOpen) {
        try {
            return breaker(marketplace).executeSupplier(call);
        } catch (CallNotPermittedException open) {
            return whenOpen;
        } catch (RuntimeException thrown) {
            LOG.atWarn().setCause(thrown).log("a rail's answer is unknown");
            return new Result.Unknown();
        }
    }

    /** Stands for "the rail does not know it" inside the breaker, which wants a value. */
    private static final class Absent {
        private static final Result ANSWER = new Result.Declined("absent");

        private Absent() {}
    }
}
